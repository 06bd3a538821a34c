"""An actor's page: its own words, and apart from them what others say; offices, ties, money; what an outlet has."""

from typing import Any

import pytest

from builder.model.article import Derivation
from builder.model.entities import Member, Role
from builder.model.entity_pages import ActorPage, ActorsPage, Affiliation
from builder.model.graph import Held, Level
from builder.plan.context import plan_context
from builder.plan.pages.actors import plans
from tests import make

KNOWN = make.entities(
    make.actor(
        "lavrov",
        name="Lavrov",
        kind="person",
        roles=(
            Role("Envoy", "un", make.when("1994"), make.when("2004")),
            Role("Minister", "russia", make.when("2004-03-09")),
            Role("Colleague", "kremlin"),
        ),
    ),
    make.actor("russia", name="Russia", kind="country", iso="RU", members=(Member("kremlin", make.when("1991")),)),
    make.actor("kremlin", name="Kremlin", part_of="russia", wikidata="Q133274", url="https://kremlin.example/"),
    make.actor("un", name="UN", kind="bloc"),
    make.actor("rt", name="RT", kind="outlet", owner="russia"),
    make.actor("olena", name="Olena", kind="person", page=False),
    make.actor("unheard"),
    make.deal("pact", name="Pact", parties=("russia",)),
    make.deal("fund", name="Fund", parties=("russia",), part_of="pact"),
    make.question("terms", "yes", "no", deal="pact"),
)
OWN = make.statement("a/own", by="lavrov", deal="pact", stance=(("lavrov", "opposes"),))
AGAIN = make.statement("a/again", by="lavrov", deal="pact", stance=(("lavrov", "opposes"),))
ABOUT = make.statement("b/about", told="2025-03-04", by="kremlin", deal="pact", stance=(("lavrov", "supports"),))
THROUGH = make.statement("b/through", by="lavrov > ~an aide")
RT = make.statement("wire/alone", outlet="rt", told="2025-05-01", stated=True, relations=(("retracts", "a/own"),))


def planned(**keys: Any) -> dict[str, Any]:
    lists = {
        "by_voice": {
            "lavrov": ("a/own", "a/again"),
            "kremlin": ("b/about",),
            "rt": ("wire/alone",),
            "olena": ("a/own",),
        },
        "by_named": {"lavrov": ("b/about", "b/through")},
        "by_deal": {"pact": ("a/own",), "fund": ("a/own",)},
    }
    filed = make.articles(OWN, AGAIN, ABOUT, THROUGH, RT, wire={"derives": (Derivation("a", "rewrite"),)})
    return {page.path: page for page in make.pages(plans(plan_context(make.graph(KNOWN, filed, **{**lists, **keys}))))}


def page(id: str, **keys: Any) -> ActorPage:
    found = planned(**keys)[f"/actors/{id}/"]
    assert isinstance(found, ActorPage)
    return found


def test_the_index_has_everyone_with_a_page_by_kind() -> None:
    index = planned()["/actors/"]
    assert isinstance(index, ActorsPage)
    assert [(group.name, [line.actor.words for line in group.actors]) for group in index.groups] == [
        ("People", ["Lavrov"]),
        ("Countries", ["Russia"]),
        ("Governments", ["Kremlin"]),
        ("Blocs", ["UN"]),
        ("Outlets", ["RT", "The Gazette"]),
    ]
    lavrov = index.groups[0].actors[0]
    assert lavrov.counts == "2 statements, named in 2 more"


@pytest.mark.parametrize("id", ["olena", "unheard"])
def test_private_persons_and_those_unheard_of_have_no_page(id: str) -> None:
    assert f"/actors/{id}/" not in planned()


def test_own_words_stand_apart_from_what_others_say_and_from_what_is_known_through_them() -> None:
    shown = page("lavrov")
    assert [card.id for card in shown.own.cards] == ["a/own", "a/again"]
    assert [card.id for card in shown.others.cards] == ["b/about"]
    assert [card.id for card in shown.through.cards] == ["b/through"]
    assert not shown.unattributed
    assert page("rt").unattributed


def words(tie: Affiliation) -> tuple[str, str, str, str, bool]:
    since, until = (stamp.words if stamp else "" for stamp in (tie.since, tie.until))
    return tie.title, tie.to.words, since, until, tie.described


def test_offices_are_as_described_then_the_latest_first() -> None:
    assert [words(office) for office in page("lavrov").offices] == [
        ("Colleague", "Kremlin", "", "", True),
        ("Minister", "Russia", "9 March 2004", "", False),
        ("Envoy", "UN", "1994", "2004", False),
    ]


def test_ties_are_shown_from_both_ends() -> None:
    ties = {each.words: [words(tie)[:3] for tie in each.affiliations] for each in page("russia").affiliations}
    assert ties == {
        "Members": [("", "Kremlin", "1991")],
        "Parts": [("", "Kremlin", "")],
        "Owns": [("", "RT", "")],
        "In office": [("Minister", "Lavrov", "9 March 2004")],
    }
    assert {each.words for each in page("kremlin").affiliations} == {"Part of", "Member of", "In office"}
    assert [each.words for each in page("rt").affiliations] == ["Owned by"]


def test_links_lead_outside() -> None:
    assert [link.href for link in page("kremlin").external_links] == [
        "https://kremlin.example/",
        "https://www.wikidata.org/wiki/Q133274",
    ]


def test_a_party_s_deals_stand_once_each_followed_by_their_parts() -> None:
    assert [(line.deal.words, line.depth) for line in page("russia").deals] == [("Pact", 0), ("Fund", 1)]


def test_each_stance_toward_a_deal_stands_once_with_the_statement_that_tells_it() -> None:
    assert [(each.stance, each.card.id) for each in page("lavrov").stances] == [
        ("opposes", "a/own"),
        ("supports", "b/about"),
    ]


def test_a_stance_that_was_overtaken_says_so() -> None:
    first = page("lavrov", overtaken={"a/own": frozenset({"stance"})}).stances[0]
    assert first.overtaken


def held(statement: str, option: str, day: str, *, reported: bool = False) -> Held:
    told = make.when(day)
    return Held(
        "terms", option, make.hop("lavrov"), statement, reported, "asserted", "", told, told.start, None, side=0
    )


def test_positions_stand_by_question_the_latest_first_reported_ones_marked() -> None:
    positions = (held("a/own", "yes", "2025-03-03"), held("b/about", "no", "2025-03-04", reported=True))
    (taken,) = page("lavrov", positions={"terms": positions}).positions
    assert taken.question.words == "Terms"
    assert [(answer.option, answer.source.words) for answer in taken.answers] == [
        ("no", ", as reported by Kremlin, in The Gazette, 4 March 2025"),
        ("yes", ", in The Gazette, 3 March 2025"),
    ]


def paid(payer: str, payee: str) -> Level:
    figure = make.amount("USD", 5)
    return Level(
        "pact", "disbursed", payer, payee, None, "total", "USD", figure.low, figure.high,
        approximate=False, amount=figure, statements=("a/own",),
    )  # fmt: skip


def test_money_out_stands_before_money_in() -> None:
    out, into = paid("russia", "un"), paid("un", "russia")
    flows = page("russia", levels=(into, out)).money
    assert [(flow.words, [row.payee.words for row in flow.rows]) for flow in flows] == [
        ("Pays", ["UN"]),
        ("Receives", ["Russia"]),
    ]
    assert page("lavrov", levels=(out,)).money == ()


def test_an_outlet_shows_what_rests_on_it_its_lineage_and_its_corrections() -> None:
    part = page("rt").outlet
    assert part is not None
    assert ([line.article.words for line in part.articles], part.total) == (["A title"], 1)
    assert [line.words for _, lines in part.lineage for line in lines] == ["A rewrite of"]
    assert [card.id for card in part.corrections] == ["wire/alone"]
    assert page("kremlin").outlet is None


def test_too_much_by_others_stands_on_a_page_of_its_own() -> None:
    many = ("b/about", *["wire/alone"] * 199)
    found = planned(by_named={"lavrov": many})
    shown = found["/actors/lavrov/"]
    assert [card.id for card in shown.own.cards] == ["a/own", "a/again"]
    assert tuple(card.id for card in shown.others.cards) == many[:50]
    assert [period.href for period in shown.others.periods] == ["\x02actors/lavrov/others/"]
    assert tuple(card.id for card in found["/actors/lavrov/others/"].statements.cards) == many
