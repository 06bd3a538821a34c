"""Linking again what changed gives just what linking everything does: the same graph in the same order, the same
findings, whatever was edited."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.incremental import linking
from builder.incremental.linking import relink
from builder.link.graph import Linked, link
from builder.model.article import Derivation, FreePage, Position
from builder.model.entities import Record
from builder.model.graph import Article, Corpus, Statement
from builder.model.locks import NOTHING_KEPT, PublishedState, Withdrawal
from tests import make

pytestmark = pytest.mark.long

ARTICLES = ("a", "b", "c", "d", "e")
DAYS = ("2025-03-01", "2025-03-02", "2025-03", "../2025-03-02", "2025-03-01/2025-03-04")
VOICES = ("ann", "bob", "wire > cyd", "wire > ~some officials", "")
OUTLETS = ("wire", "gazette")
RUNGS = ("proposed", "signed", "ratified", "suspended")
AMOUNTS = (make.amount("USD", 5), make.amount("USD", 7), make.amount("EUR", 5))
KINDS = ("confirms", "disputes", "corrects", "updates", "retracts")


def some(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(values)


targets = st.builds("{}/{}".format, some(*ARTICLES), some("x", "y", "z"))
KEYS: dict[str, st.SearchStrategy[Any]] = {
    "by": some(*VOICES),
    "deal": some("d", "e"),
    "mode": some("asserted", "asserted", "denied", "planned"),
    "when": some(*DAYS),
    "due": some("2025-05-01", "2025-07-01"),
    "status": some(*RUNGS),
    "party": some("ann"),
    "amount": some(*AMOUNTS),
    "stage": some("pledged", "claimed"),
    "measure": some("part"),
    "event": some("talks"),
    "saying": some("said"),
    "positions": st.lists(
        st.builds(Position, some("q", "r"), some("yes", "no"), holder=some("", "bob")), min_size=1, max_size=2
    ).map(tuple),
    "relations": st.lists(st.tuples(some(*KINDS), targets), min_size=1, max_size=2).map(tuple),
    "resolves": st.lists(st.tuples(targets, some("met", "missed")), min_size=1, max_size=1).map(tuple),
    "draft": st.just(value=True),
    "named": some(("bob",), ("d", "talks"), ("a",)),
    "recorded": some("2025-03-05", "2025-04-01"),
}
FRONTS: dict[str, st.SearchStrategy[Any]] = {
    "recorded": some("2025-03-06", "2025-04-02"),
    "standing": some("retracted"),
    "draft": st.just(value=True),
    "embargo": some("2025-07-01"),
    "derives": st.lists(st.builds(Derivation, some(*ARTICLES), some("copy")), min_size=1, max_size=2).map(tuple),
    "former": some(("older",)),
    "rights": some("full"),
}
ENTITIES: tuple[tuple[Record, ...], ...] = (
    (),
    (make.actor("ann", name="Anna"),),
    (make.deal("d", parties=("ann",)),),
    (make.deal("d", checked=make.when("2025-05-30")),),
    (make.deal("d", draft=True),),
    (make.deal("e", ladder="money"),),
    (make.actor("bob", draft=True),),
    (make.event("cyd"),),
)


def keys_of(choice: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=choice)


@st.composite
def articles(draw: st.DrawFn, id: str) -> Article:
    outlet, told = draw(some(*OUTLETS)), draw(some(*DAYS))
    locals = draw(st.lists(some("x", "y", "z"), unique=True, max_size=3))
    statements = [statement(f"{id}/{local}", outlet, told, draw(keys_of(KEYS))) for local in locals]
    front = draw(keys_of(FRONTS))
    made = make.article(id, *statements, **{"published": make.when(told), "outlet": outlet, **front})
    mentions = draw(st.lists(some("ann", "bob", "d", "b"), unique=True, max_size=3))
    return replace(made, mentions=tuple((name, 2 * at, 2 * at + 1) for at, name in enumerate(mentions)))


def statement(id: str, outlet: str, told: str, keys: dict[str, Any]) -> Statement:
    return make.statement(id, outlet=outlet, told=told, **keys)


def corpus(
    filed: dict[str, Article], records: tuple[Record, ...], *, drafts: bool, kept: PublishedState = NOTHING_KEPT
) -> Corpus:
    known = {record.id: record for record in (
        *(make.actor(name) for name in ("ann", "bob", "cyd", "wire")), make.deal("d"), make.deal("e"),
        make.event("talks"), make.question("q", "yes", "no"), make.question("r", "yes", "no", deal="d"), *records,
    )}  # fmt: skip
    entities, found = make.entities(*known.values()), tuple(filed.values())
    return Corpus(make.config(), make.TODAY, entities, found, drafts=drafts, kept=kept)


edits = st.one_of(
    *(st.tuples(st.just(id), articles(id)) for id in ARTICLES),
    *(st.just((id, None)) for id in ARTICLES),
    st.tuples(st.just(""), some(*ENTITIES)),
    st.tuples(st.just("mentions"), some(*ARTICLES)),
)


@pytest.fixture(autouse=True)
def nothing_is_far(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a site of five articles every change would be."""
    monkeypatch.setattr(linking, "FAR", 100)


@settings(max_examples=150)
@given(st.fixed_dictionaries({id: articles(id) for id in ARTICLES}), st.lists(edits, min_size=1, max_size=8),
       st.booleans())  # fmt: skip
def test_linking_again_is_linking(filed: dict[str, Article], steps: list[tuple[str, Any]], drafts: bool) -> None:  # noqa: FBT001
    records: tuple[Record, ...] = ()
    warm = link(corpus(filed, records, drafts=drafts))
    for id, new in steps:
        if not id:
            records = new
        elif id == "mentions":
            filed = {name: unnamed(article) if name == new else article for name, article in filed.items()}
        elif new is None:
            filed = {name: article for name, article in filed.items() if name != id}
        else:
            filed = {**filed, id: new}
        now = corpus(filed, records, drafts=drafts)
        warm = relink(warm, now)
        assert alike(warm, link(now)) == []


def said(id: str, **keys: Any) -> Statement:
    return make.statement(id, outlet="wire", told="2025-03-05", **keys)


SIGNED = {"by": "ann", "deal": "d", "status": "signed", "when": "2025-03-01"}
OF_E = {**SIGNED, "deal": "e"}
DENIES = {"by": "bob", "relations": (("disputes", "a/x"),)}
CORRECTS = {"relations": (("corrects", "a/x"),)}
FIVE = {"by": "ann", "deal": "d", "stage": "pledged", "amount": AMOUNTS[0]}
SEVEN = {**FIVE, "deal": "e", "amount": AMOUNTS[1], "relations": (("updates", "a/x"),)}
FROM_AFAR: dict[str, tuple[list[Statement], list[Statement], tuple[Record, ...]]] = {
    "a deal whose ladder is another": ([said("a/x", **OF_E)], [], (make.deal("e", ladder="promise"),)),
    "a dispute that becomes a denial": (
        [said("a/x", **SIGNED), said("b/y", **DENIES)],
        [said("b/y", **DENIES, mode="denied")],
        (),
    ),
    "a corrected date that is corrected again": (
        [said("a/x", **SIGNED), said("b/y", when="2025-03-02", **CORRECTS)],
        [said("b/y", when="2025-03-04", **CORRECTS)],
        (),
    ),
    "a sum of another deal that counts no more": (
        [said("a/x", **FIVE), said("b/y", **SEVEN)],
        [said("a/x", **FIVE, mode="planned")],
        (),
    ),
}
"""What changes a deal of which no statement has changed: the statements, those that change, the entities that do."""


@pytest.mark.parametrize(("before", "edited", "records"), FROM_AFAR.values(), ids=FROM_AFAR)
def test_what_changes_from_afar(before: list[Statement], edited: list[Statement], records: tuple[Record, ...]) -> None:
    filed = make.articles(*before)
    warm = link(corpus(filed, (), drafts=False))
    now = corpus({**filed, **make.articles(*edited)}, records, drafts=False)
    cold = link(now)
    assert (warm.graph.standings, warm.graph.levels) != (cold.graph.standings, cold.graph.levels)
    assert alike(relink(warm, now), cold) == []


def test_an_id_that_names_another_kind_stands_in_other_lists() -> None:
    filed = make.articles(said("a/x", named=("cyd",)))
    warm = link(corpus(filed, (), drafts=False))
    now = corpus(filed, (make.event("cyd"),), drafts=False)
    assert (warm.graph.by_named["cyd"], link(now).graph.by_event["cyd"]) == (("a/x",), ("a/x",))
    assert alike(relink(warm, now), link(now)) == []


def test_a_ladder_with_other_rungs_moves_deals_of_which_nothing_is_told_anew() -> None:
    before = corpus(
        make.articles(said("a/x", **SIGNED), said("b/y", **SIGNED | {"status": "agreed"})), (), drafts=False
    )
    ladders = before.config.ladders
    turned = replace(ladders["agreement"], rungs=ladders["agreement"].rungs[::-1])
    now = replace(before, config=replace(before.config, ladders={**ladders, "agreement": turned}))
    warm, cold = link(before), link(now)
    assert warm.graph.standings != cold.graph.standings
    assert alike(relink(warm, now), cold) == []


MOVED = said("b/x", former=(), elsewhere=("a/x",))
WITHDRAWN = PublishedState(
    withdrawn={"/s/a/x/": Withdrawal("/s/a/x/", make.when("2025-04-01"), "Wrong.", make.location())}
)
CONFIRMS = {"relations": (("confirms", "a/x"),)}
WAITING: dict[str, tuple[list[Statement], list[Statement], tuple[Record, ...], PublishedState]] = {
    "a statement becomes a draft": ([said("a/x")], [said("a/x", draft=True)], (), NOTHING_KEPT),
    "a statement names what waits": ([said("a/x", deal="d")], [said("a/x", deal="e")], (make.deal("e", draft=True),),
                                     NOTHING_KEPT),
    "a statement confirms one that waits": ([said("a/x", draft=True), said("b/y")], [said("b/y", **CONFIRMS)], (),
                                            NOTHING_KEPT),
    "a statement stands where another one stood": ([said("a/y"), MOVED], [said("a/y"), said("a/x")], (), NOTHING_KEPT),
    "a statement comes from where another one stands": ([said("a/x"), said("b/y")], [said("b/y"), MOVED], (),
                                                        NOTHING_KEPT),
    "a statement comes back that was withdrawn": ([said("a/y")], [said("a/x"), said("a/y")], (), WITHDRAWN),
}  # fmt: skip
"""What must not be published, or be there twice: the statements, those of the articles that change as they are then,
the entities, and what is kept."""


@pytest.mark.parametrize(("before", "edited", "records", "kept"), WAITING.values(), ids=WAITING)
def test_what_waits_is_not_let_in(
    before: list[Statement], edited: list[Statement], records: tuple[Record, ...], kept: PublishedState
) -> None:
    filed = make.articles(*before)
    warm = link(corpus(filed, records, drafts=False, kept=kept))
    now = corpus({**filed, **make.articles(*edited)}, records, drafts=False, kept=kept)
    assert alike(relink(warm, now), link(now)) == []


def test_a_page_in_draft_is_not_let_in() -> None:
    pages = (FreePage("about", "About", make.location(), draft=True),)
    before = replace(corpus(make.articles(said("a/x")), (), drafts=False), pages=pages)
    now = replace(before, articles=tuple(make.articles(said("a/x", quote="Other words.")).values()))
    assert alike(relink(link(before), now), link(now)) == []


def test_another_day_makes_statuses_stale_and_plans_overdue() -> None:
    filed = make.articles(said("a/x", **SIGNED), said("a/y", mode="planned", due="2025-06-01"))
    before = corpus(filed, (make.deal("d", checked=make.when("2025-05-30")),), drafts=False)
    now = replace(before, today=date(2025, 9, 1))
    warm, cold = relink(link(before), now), link(now)
    assert (cold.graph.standings["d"].stale, cold.graph.dues) == (True, {"a/y": "overdue"})
    assert alike(warm, cold) == []


def unnamed(article: Article) -> Article:
    """The article, whose first name is no name of anything any more."""
    return replace(article, mentions=article.mentions[1:])


def alike(warm: Linked, cold: Linked) -> list[str]:
    """What differs, by name: values, and the order of what is in one."""
    return [
        name
        for name, one, other in (
            *(
                (field.name, getattr(warm.graph, field.name), getattr(cold.graph, field.name))
                for field in fields(cold.graph)
            ),
            ("findings", warm.findings, cold.findings),
            ("groups", warm.groups, cold.groups),
            ("ties", warm.ties, cold.ties),
            ("rows", warm.levels, cold.levels),
        )
        if one != other or (name not in UNORDERED and isinstance(one, dict) and list(one) != list(other))
    ]


UNORDERED = ("origins", "rows")
"""Looked up by id alone."""
