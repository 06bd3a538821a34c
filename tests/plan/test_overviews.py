"""Across the site: what is contested, what money is where, what is due, what has been corrected."""

from datetime import date, timedelta
from typing import Any

import pytest

from builder.model import urls
from builder.model.entities import Correction
from builder.model.graph import Dispute, Graph, Level, Relation, Standing
from builder.model.locks import Lock, PublishedState
from builder.model.overview_pages import MoneyPage
from builder.model.plain_pages import EmptyPage
from builder.model.prose import read
from builder.plan.context import plan_context
from builder.plan.pages.corrections import corrections
from builder.plan.pages.disagreements import disagreements
from builder.plan.pages.money import ledger
from builder.plan.pages.watch import watch
from builder.plan.parts.pagination import LATEST, MOST
from builder.plan.sections import plans
from tests import make
from tests.make import level

# ── disagreements ───────────────────────────────────────────────────────────────────────────────────────────────────

KNOWN = make.entities(make.deal("aid", name="Aid"), make.deal("loan", name="Loan", part_of="aid"),
                      make.deal("grant", name="Grant", part_of="aid"), make.actor("us"), make.actor("uk"))  # fmt: skip
ALL = {"by_deal": dict.fromkeys(("aid", "loan", "grant"), ("a/x",)), "by_named": {"us": ("a/x",), "uk": ("a/x",)}}


def graph(*told: Any, fronts: dict[str, dict[str, Any]] | None = None, **keys: Any) -> Graph:
    return make.graph(KNOWN, make.articles(*told, **(fronts or {})), **{**ALL, **keys})


X, Y = make.statement("a/x"), make.statement("b/y", told="2025-03-05")


def test_disputed_statuses_and_statements_are_shown_with_both_sides() -> None:
    standing = Standing("aid", None, None, None, disputes=(Dispute("a/x", "b/y", "exit against rung"),))
    bearing = {"a/x": (Relation("disputes", "b/y", "a/x", stated=False),)}
    page = disagreements(plan_context(graph(X, Y, standings={"aid": standing}, bearing=bearing)))
    assert [(each.deal.words, each.one.id, each.other.id) for each in page.statuses] == [("Aid", "a/x", "b/y")]
    assert [card.id for card in page.disputed] == ["a/x"]
    assert [reply.words for reply in page.disputed[0].replies] == ["Disputed"]


def test_a_confirmation_is_no_disagreement() -> None:
    bearing = {"a/x": (Relation("confirms", "b/y", "a/x", stated=False),)}
    page = disagreements(plan_context(graph(X, Y, bearing=bearing)))
    assert (page.questions, page.statuses, page.disputed) == ((), (), ())


def test_what_a_retracted_article_corrected_is_no_correction() -> None:
    bearing = {"a/x": (Relation("corrects", "b/y", "a/x", stated=True, void=True),)}
    page = corrections(plan_context(graph(X, Y, bearing=bearing, fronts={"b": {"standing": "retracted"}})))
    assert (page.own_statements, page.source_statements, page.preferred) == ((), (), ())


# ── money ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def money(*levels: Level) -> MoneyPage:
    (page,) = ledger(plan_context(graph(X, Y, levels=levels)))
    return page


def sums(*levels: Level) -> list[tuple[str, str, list[str]]]:
    page = money(*levels)
    return [
        (each.stage, each.figure, [deal.words for deal in each.deals]) for entry in page.deals for each in entry.sums
    ]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((level("loan", 2_000_000), level("grant", 3_000_000)),
         [("pledged", "US$5\N{NO-BREAK SPACE}million", ["Loan", "Grant"])]),
        ((level("loan", 2_000_000), level("grant", 3_000_000, "committed")), []),
        ((level("loan", 2_000_000), level("grant", 3_000_000, currency="GBP")), []),
        ((level("loan", 2, "claimed"), level("grant", 3, "claimed")), []),
        ((level("loan", 2), level("grant", 3, conditional=True)), []),
        ((level("loan", 2), level("grant", 3, corrected_by="a/x")), []),
        ((level("loan", 2), level("grant", 3, measure="yearly")), []),
        ((level("aid", 9), level("loan", 2)), [("pledged", "US$2", ["Loan"])]),
        ((level("loan", 2), level("loan", 2, payer="us"), level("grant", 3)), [("pledged", "US$5", ["Loan", "Grant"])]),
        ((level("loan", 2, payer="uk"), level("loan", 2, payer="us"), level("grant", 3)),
         [("pledged", "US$7", ["Loan", "Grant"])]),
    ],
)  # fmt: skip
def test_only_equal_stages_and_currencies_are_added_up_and_claims_never(
    levels: tuple[Level, ...], expected: Any
) -> None:
    assert sums(*levels) == expected


def test_parts_stand_below_their_whole_even_if_it_has_no_figure() -> None:
    page = money(level("loan", 2))
    assert [(entry.deal.words, entry.depth, len(entry.rows)) for entry in page.deals] == [("Aid", 0, 0), ("Loan", 1, 1)]


def test_a_corrected_figure_stands_after_the_one_that_holds() -> None:
    page = money(level("aid", 2, corrected_by="a/x"), level("aid", 3))
    assert [(row.figure, row.corrected_by is not None) for row in page.deals[0].rows] == [
        ("US$3", False),
        ("US$2", True),
    ]


def test_an_overtaken_figure_stands_with_the_words_that_gave_it() -> None:
    first = make.statement("a/x", amount=make.amount("USD", 5), stage="pledged", deal="aid", by="us")
    row = level("aid", 3, statements=("b/y",), earlier=("a/x",))
    (page,) = ledger(plan_context(graph(first, Y, levels=(row,))))
    ((earlier,),) = (row.earlier for row in page.deals[0].rows)
    assert (earlier[0], earlier[1].id) == ("US$5", "a/x")


def test_what_was_told_last_comes_first() -> None:
    known = make.entities(make.deal("aid", name="Aid"), make.deal("loan", name="Loan"), make.deal("none", name="None"))
    levels = (level("aid", 1), level("loan", 2), level("loan", 3, "committed", statements=("b/y",)))
    found = make.graph(known, make.articles(X, Y), by_deal=ALL["by_deal"], levels=levels)
    (page,) = ledger(plan_context(found))
    assert [entry.deal.words for entry in page.deals] == ["Loan", "Aid"]


def long_ledger(count: int, *, step: int) -> tuple[list[MoneyPage], list[str]]:
    """Pages of so many deals, each with a part and a figure of both, told so many days before the last."""
    days = [(date(2025, 12, 31) - timedelta(days=step * number)).isoformat() for number in range(count)]
    deals = [make.deal(f"d{n}", name=f"D{n}") for n in range(count)]
    halves = [make.deal(f"p{n}", name=f"P{n}", part_of=f"d{n}") for n in range(count)]
    told = [make.statement(f"a{n}/x", told=day) for n, day in enumerate(days)]
    levels = [level(f"{kind}{n}", 1, statements=(f"a{n}/x",)) for n in range(count) for kind in "dp"]
    by_deal = {one.id: ("a0/x",) for one in (*deals, *halves)}
    found = make.graph(make.entities(*deals, *halves), make.articles(*told), levels=tuple(levels), by_deal=by_deal)
    return list(ledger(plan_context(found))), [one.name for one in deals]


def wholes(page: MoneyPage) -> list[str]:
    return [entry.deal.words for entry in page.deals if not entry.depth]


def test_a_ledger_that_is_not_long_is_one_page() -> None:
    ((page,), deals) = long_ledger(MOST // 2, step=9)
    assert (page.total, page.periods, wholes(page)) == (MOST, (), deals)


def test_a_long_ledger_shows_the_latest_deals_whole_and_leads_to_each_year() -> None:
    pages, deals = long_ledger(MOST // 2 + 1, step=9)
    whole, *parts = pages
    assert (whole.path, whole.title, whole.total, wholes(whole)) == ("/money/", "Money", MOST + 2, deals[: LATEST // 2])
    assert len(whole.deals) == LATEST
    assert [(page.path, page.title) for page in parts] == [
        ("/money/2025/", "Money: 2025"), ("/money/2024/", "Money: 2024"), ("/money/2023/", "Money: 2023"),
    ]  # fmt: skip
    assert [(period.href, period.count) for period in whole.periods] == [
        (f"{urls.ROOT}{page.path[1:]}", page.total) for page in parts
    ]
    assert [name for page in parts for name in wholes(page)] == deals
    assert [link.words for link in parts[0].crumbs] == ["Home", "Money"]


def test_a_long_year_of_a_ledger_is_split_by_month() -> None:
    pages, deals = long_ledger(MOST // 2 + 1, step=1)
    months = [page for page in pages if len(page.path) == len("/money/2025-12/")]
    assert [page.path for page in pages[:3]] == ["/money/", "/money/2025/", "/money/2025-12/"]
    assert [name for page in months for name in wholes(page)] == deals


def test_a_year_of_a_ledger_that_is_short_again_says_so() -> None:
    once = PublishedState(Lock({"/money/": None, "/money/2019/": None}))
    made = list(plans(plan_context(graph(X, levels=(level("aid", 1),), kept=once)))["/money/"]())
    assert [(page.path, type(page)) for page in made] == [("/money/", MoneyPage), ("/money/2019/", EmptyPage)]


# ── what is due ─────────────────────────────────────────────────────────────────────────────────────────────────────

PLANS = (
    make.statement("a/later", mode="planned", due="2025-08"),
    make.statement("a/soon", mode="planned", due="2025-07"),
    make.statement("a/over", mode="planned", due="2025-04"),
    make.statement("a/open", mode="planned", due_open=True),
    make.statement("a/done", mode="planned", due="2025-04"),
    make.statement("a/wanted", mode="demanded", due="2025-07-20"),
    make.statement("a/told", due="2025-07"),
    make.statement("b/outcome", told="2025-05-01"),
)
DONE = {"a/done": (Relation("resolves", "b/outcome", "a/done", stated=False, outcome="met"),)}


def test_what_is_watched_stands_by_what_became_of_it() -> None:
    page = watch(plan_context(graph(*PLANS, bearing=DONE)))
    lists = {
        name: [line.card.id for line in getattr(page, name).lines] for name in ("due", "overdue", "open", "resolved")
    }
    assert lists == {
        "due": ["a/wanted", "a/soon", "a/later"],
        "overdue": ["a/over"],
        "open": ["a/open"],
        "resolved": ["a/done"],
    }
    assert page.overdue.lines[0].words == "no outcome recorded"
    assert page.resolved.lines[0].outcome is not None
    assert page.resolved.lines[0].outcome.id == "b/outcome"


def test_a_long_list_says_how_much_it_leaves_out() -> None:
    many = (make.statement(f"a/{number}", mode="planned", due="2025-08-01") for number in range(120))
    page = watch(plan_context(graph(*PLANS, *many)))
    assert (page.due.lines[0].card.id, len(page.due.lines)) == ("a/wanted", 100)
    assert page.due.more == "23 more stand on the pages of their deals and days."


# ── corrections ─────────────────────────────────────────────────────────────────────────────────────────────────────


def mended(day: str) -> tuple[Correction, ...]:
    return (Correction(make.when(day), "It said five.", "It was six."),)


def test_our_own_corrections_come_first_the_latest_mended_on_top() -> None:
    told = make.statement("a/x", corrected=mended("2025-04-02"))
    page = corrections(plan_context(graph(told, fronts={"a": {"corrected": mended("2025-04-03")}})))
    assert [(each.kind, each.where.href, each.correction.on.words) for each in page.corrections] == [
        ("article", "\x02articles/a/", "3 April 2025"),
        ("statement in", "\x02s/a/x/", "2 April 2025"),
    ]


@pytest.mark.parametrize(
    ("stated", "form", "where"),
    [
        (True, "report", "source_statements"),
        (False, "report", "preferred"),
        (True, "own", "own_statements"),
        (False, "own", "preferred"),
    ],
)
def test_what_a_source_takes_back_is_never_mixed_with_what_the_desk_prefers(
    stated: bool,  # noqa: FBT001
    form: str,
    where: str,
) -> None:
    bearing = {"a/x": (Relation("corrects", "b/y", "a/x", stated=stated),)}
    page = corrections(plan_context(graph(X, Y, fronts={"b": {"form": form}}, bearing=bearing)))
    lists = {
        name: [card.id for card in getattr(page, name)] for name in ("own_statements", "source_statements", "preferred")
    }
    assert lists == {name: ["b/y"] if name == where else [] for name in lists}


@pytest.mark.parametrize("kind", ["updates", "confirms", "disputes", "qualifies"])
def test_nothing_else_is_a_correction(kind: str) -> None:
    bearing = {"a/x": (Relation(kind, "b/y", "a/x", stated=True),)}
    page = corrections(plan_context(graph(X, Y, bearing=bearing)))
    assert (page.own_statements, page.source_statements, page.preferred) == ((), (), ())


@pytest.mark.parametrize(("standing", "said"), [("ok", 0), ("corrected", 1), ("retracted", 1), ("gone", 1)])
def test_what_outlets_did_to_their_articles_is_shown(standing: str, said: int) -> None:
    front = {"standing": standing, "standing_why": "A mix-up."}
    page = corrections(plan_context(graph(X, fronts={"a": front})))
    assert [each.why for each in page.source_articles] == ["A mix-up."] * said
    own = corrections(plan_context(graph(X, fronts={"a": {**front, "form": "own"}})))
    assert (len(own.own_articles), own.source_articles) == (said, ())


def test_the_corrections_policy_stands_on_the_page_with_its_links() -> None:
    html = read('<p>See [[b|B]], <a href="/method/">here</a>.</p>')
    made = plan_context(graph(X, Y, config=make.config(corrections_html=html)))
    links = f'<p>See <a href="{urls.ROOT}articles/b/">B</a>, <a href="{urls.ROOT}method/">here</a>.</p>'
    assert corrections(made).policy_html == links
