"""What a link shows where it is pasted: always on someone's word, and nothing that others dispute."""

from dataclasses import replace
from typing import Any

import pytest

from builder.edges.write.drawings import read_typeface
from builder.link.graph import link
from builder.model.entities import Role
from builder.model.graph import Corpus, Graph
from builder.model.pages import Page
from builder.model.pictures import Picture, Typeface
from builder.plan.context import PlanContext, plan_context
from builder.plan.sections import plans
from tests import make

TYPEFACE = read_typeface()
KNOWN = make.entities(
    make.actor("isw", name="ISW", kind="think-tank"),
    make.actor("us", name="United States", kind="country"),
    make.actor("uk", name="United Kingdom", kind="country"),
    make.actor("ann", name="Ann Bell", kind="person"),
    make.actor("olena", name="Olena", kind="person", page=False),
    make.deal("pact", name="Pact", parties=("us", "uk")),
    make.event("signing", name="The signing", when="2025-05-01"),
)
SIGNED: dict[str, Any] = {"deal": "pact", "status": "signed", "when": "2025-05-01", "told": "2025-05-02"}


def linked(*statements: Any, config: dict[str, Any] | None = None, known: Any = KNOWN, **fronts: Any) -> Graph:
    articles = tuple(make.articles(*statements, **fronts).values())
    return link(Corpus(make.config(**(config or {})), make.TODAY, known, articles, drafts=True)).graph


def made(graph: Graph, typeface: Typeface | None = TYPEFACE) -> dict[str, Picture | None]:
    """The pictures by path, None for those that cannot be set."""
    planned = {
        path: list(plan()) for path, plan in plans(plan_context(graph, typeface)).items() if path.startswith("/cards/")
    }
    return {path: shown[0] if shown and isinstance(shown[0], Picture) else None for path, shown in planned.items()}


def said(path: str, *statements: Any, **keys: Any) -> str:
    picture = made(linked(*statements, **keys))[path]
    assert picture is not None
    return picture.alt


def told(**keys: Any) -> Any:
    return make.statement("a/x", **keys)


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (
            [told(by="us", **SIGNED)],
            "Deal. Pact. Signed on 1 May 2025. No report of ratification. "
            "As last reported 2 May 2025 by United States.",
        ),
        (
            [told(by="us", **{**SIGNED, "when": None})],
            "Deal. Pact. Signed by 2 May 2025. No report of ratification. "
            "As last reported 2 May 2025 by United States.",
        ),
        (
            [told(by="us", **{**SIGNED, "told": "2025-04-02", "when": "2025-04-01"})],
            "Deal. Pact. Signed on 1 April 2025. No report of ratification. "
            "As last reported 2 April 2025 by United States; no news since 2 April 2025.",
        ),
        (
            [told(by="us", **SIGNED, party="uk")],
            "Deal. Pact. Signed by the United Kingdom on 1 May 2025. "
            "No report of the United States’ steps or of ratification.",
        ),
        (
            [told(by="isw > us", **SIGNED), make.statement("a/y", by="uk", mode="denied", **SIGNED)],
            "Deal. Pact. Disputed. Signed, 1 May 2025: United States, through ISW, in The Gazette, 2 May 2025. "
            "Not signed, 1 May 2025: United Kingdom, in The Gazette, 2 May 2025.",
        ),
        (
            [told(by="~two officials", **SIGNED)],
            "Deal. Pact. Reported as signed, not confirmed: two officials (unnamed), in The Gazette.",
        ),
        ([told(deal="pact", by="us")], "Deal. Pact. No status reported."),
    ],
)  # fmt: skip
def test_where_a_deal_stands_and_on_whose_word(statements: list[Any], words: str) -> None:
    assert said("/cards/deals/pact.png", *statements) == words


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        ((), "Person. Ann Bell. 1 statement, named in 1 more."),
        (
            (Role("Envoy", "us"),),
            "Person. Ann Bell. Described as Envoy, United States. 1 statement, named in 1 more.",
        ),
        (
            (Role("Envoy", "us", make.when("2024")), Role("Mayor", "uk", until=make.when("2023"))),
            "Person. Ann Bell. Envoy, United States, from 2024. 1 statement, named in 1 more.",
        ),
    ],
)  # fmt: skip
def test_who_an_actor_is(roles: tuple[Role, ...], words: str) -> None:
    known = make.entities(*KNOWN.actors.values(), *KNOWN.deals.values())
    known = replace(known, actors={**known.actors, "ann": replace(known.actors["ann"], roles=roles)})
    statements = told(by="ann"), make.statement("a/y", by="us", named=("ann",))
    assert said("/cards/actors/ann.png", *statements, known=known) == words


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (
            [told(told="2025-05-01", when="2025-05-01", event="signing", by="us")],
            "Date. Thursday 1 May 2025. The signing. 1 statement of what happened.",
        ),
        (
            [told(by="us", gist="The [[pact]] is signed.", **{**SIGNED, "when": "2025-05-02"})],
            "Date. Friday 2 May 2025. The Pact is signed. United States, in The Gazette, 2 May 2025. "
            "1 statement of what happened.",
        ),
        (
            [told(by="us", **{**SIGNED, "when": "2025-05-02"}),
             make.statement("a/y", by="uk", mode="denied", **{**SIGNED, "when": "2025-05-02"})],
            "Date. Friday 2 May 2025. 2 statements of what happened.",
        ),
        (
            [told(by="~one source", **{**SIGNED, "when": "2025-05-02"})],
            "Date. Friday 2 May 2025. 1 statement of what happened.",
        ),
        (
            [told(told="2025-05-02", mode="planned", due="2025-05-02"), make.statement("a/y", told="2025-05-02")],
            "Date. Friday 2 May 2025. 2 statements made then, 1 thing due.",
        ),
    ],
)  # fmt: skip
def test_what_happened_on_a_day(statements: list[Any], words: str) -> None:
    day = "2025-05-01" if "Thursday" in words else "2025-05-02"
    assert said(f"/cards/dates/{day}.png", *statements) == words


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"by": "isw > us"}, "Statement. United States. It may hold. Through ISW, in The Gazette, 3 March 2025."),
        ({"by": "=Olena K., resident"}, "Statement. Olena K., resident. It may hold. In The Gazette, 3 March 2025."),
        (
            {"by": "us", "mode": "planned", "hedge": "may", "condition": "if signed"},
            "Statement · Planned. United States. It may hold. Hedged: may. On condition: if signed. "
            "In The Gazette, 3 March 2025.",
        ),
        ({"by": "us", "draft": True}, "Statement · draft. United States. It may hold. In The Gazette, 3 March 2025."),
    ],
)
def test_what_someone_said(keys: dict[str, Any], words: str) -> None:
    statement = told(share=True, gist="It may hold.", **keys)
    assert said("/cards/s/a/x.png", statement) == words


OTHER = make.statement("a/y", by="uk")


@pytest.mark.parametrize(
    ("statements", "front"),
    [
        ([told(by="us")], {}),
        ([told(by="~one source", share=True)], {}),
        ([told(share=True)], {}),
        ([told(by="us", share=True)], {"standing": "retracted"}),
        ([told(by="us", share=True), make.statement("a/y", by="uk", relations=(("disputes", "a/x"),))], {}),
        ([told(by="us", share=True), make.statement("a/y", by="us", relations=(("retracts", "a/x"),))], {}),
        ([told(by="us", share=True), make.statement("a/y", by="us", relations=(("corrects", "a/x"),))], {}),
        ([told(by="us", share=True, **SIGNED), make.statement("a/y", by="uk", mode="denied", **SIGNED)], {}),
    ],
)  # fmt: skip
def test_what_is_not_shared(statements: list[Any], front: dict[str, Any]) -> None:
    assert not [path for path in made(linked(*statements, a=front)) if path.startswith("/cards/s/")]


def test_a_dispute_that_was_itself_retracted_keeps_nothing_from_being_shared() -> None:
    dispute = make.statement("a/y", by="uk", relations=(("disputes", "a/x"),))
    retracted = make.statement("a/z", by="uk", relations=(("retracts", "a/y"),))
    assert "/cards/s/a/x.png" in made(linked(told(by="us", share=True), dispute, retracted))


def test_a_private_person_has_none() -> None:
    assert "/cards/actors/olena.png" not in made(linked(told(by="olena")))


@pytest.mark.parametrize(("typeface", "url"), [(None, "https://example.org/"), (TYPEFACE, "")])
def test_without_the_option_or_an_address_there_are_none(typeface: Typeface | None, url: str) -> None:
    graph = linked(told(by="us", share=True, **SIGNED), config={"url": url})
    assert made(graph, typeface) == {}
    assert not [page for page in pages(plan_context(graph, typeface)).values() if page.image]


def pages(context: PlanContext) -> dict[str, Page]:
    return {page.path: page for page in make.pages(plans(context).items())}


def test_a_page_names_its_picture_just_where_there_is_one() -> None:
    known = replace(KNOWN, deals={**KNOWN.deals, "zh": make.deal("zh", name="矿产协议")})
    graph = linked(told(by="us", **SIGNED), make.statement("a/y", by="us", deal="zh"), known=known)
    made_of = made(graph)
    assert made_of["/cards/deals/zh.png"] is None
    named = {page.image.url: page.image.alt for page in pages(plan_context(graph, TYPEFACE)).values() if page.image}
    assert named == {f"https://example.org/test{path}": shown.alt for path, shown in made_of.items() if shown}
    assert len(named) > 4
