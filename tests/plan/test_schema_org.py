"""What pages say they are about: a claim with its voice, an article with its outlet, actors, events and places."""

import json
from typing import Any

import pytest

from builder.model.article import Derivation
from builder.model.dates import When
from builder.model.entities import Member, Record, Role
from builder.model.graph import Graph, Relation
from builder.model.prose import Prose
from builder.model.sections import SECTIONS
from builder.plan.context import plan_context
from builder.plan.exports import schema_org
from builder.plan.exports.schema_refs import ACTORS
from builder.plan.parts.affiliations import AffiliationIndex
from tests import linked_data, make

SITE = "https://example.org/test/"


def graph(*records: Record, filed: Any = (), **keys: Any) -> Graph:
    """Everyone is referred to, so that everyone has a page."""
    known = make.entities(*records)
    named = {record.id: ("x",) for record in records}
    return make.graph(known, filed, by_named=named, **keys)


def node(script: str) -> dict[str, Any]:
    """The one thing that a script is about; it must be schema.org's."""
    assert linked_data.faults(linked_data.graph([script])) == []
    found: dict[str, Any] = json.loads(script)["@graph"][0]
    return found


# ── claims ──────────────────────────────────────────────────────────────────────────────────────────────────────────

PEOPLE = (make.actor("ann", kind="person"), make.actor("norland", kind="country"), make.deal("pact"))


def claim(by: str = "ann", config: Any = None, bearing: Any = None, **keys: Any) -> dict[str, Any]:
    statement = make.statement("a/x", **({"by": by} if by else {}), **keys)
    filed = make.articles(statement, make.statement("b/y"), a={"url": "https://gazette.example/1"})
    found = graph(*PEOPLE, filed=filed, config=config or make.config(), bearing=bearing or {})
    return node(schema_org.claim(plan_context(found), statement))


def test_a_claim_is_its_voice_s() -> None:
    assert claim(gist="[[norland]] signed the [[pact|deal]].", deal="pact") == {
        "@type": "Claim",
        "@id": f"{SITE}s/a/x/",
        "text": "Norland signed the deal.",
        "creditText": "Ann, in The Gazette",
        "author": [{"@type": "Person", "@id": f"{SITE}actors/ann/", "name": "Ann"}],
        "datePublished": "2025-03-03",
        "about": [{"@type": "Thing", "@id": f"{SITE}deals/pact/", "name": "Pact"}],
        "appearance": {
            "@type": "NewsArticle",
            "@id": f"{SITE}articles/a/",
            "headline": "A title",
            "url": "https://gazette.example/1",
        },
    }


@pytest.mark.parametrize("by", ["~some officials", "=Olena K., resident"])
def test_who_is_not_on_file_is_credited_in_words_alone(by: str) -> None:
    found = claim(by)
    assert "author" not in found
    assert found["creditText"].startswith(by[1:])


@pytest.mark.parametrize(("by", "authors"), [("ann + norland", ["Ann", "Norland"]), ("", ["The Gazette"])])
def test_joint_voices_and_outlets_are_authors(by: str, authors: list[str]) -> None:
    assert [author["name"] for author in claim(by)["author"]] == authors


def test_a_claim_that_was_taken_back_says_so() -> None:
    taken_back = {"a/x": (Relation("retracts", "b/y", "a/x", stated=True),)}
    assert claim(bearing=taken_back)["creativeWorkStatus"] == ["retracted"]


def test_a_private_person_is_a_name() -> None:
    statement = make.statement("a/x", by="eve")
    eve = make.actor("eve", kind="person", page=False, wikidata="Q1")
    found = node(schema_org.claim(plan_context(graph(eve, filed=make.articles(statement))), statement))
    assert found["author"] == [{"@type": "Person", "name": "Eve"}]


def test_without_an_address_nothing_has_one() -> None:
    assert "@id" not in json.dumps(claim(config=make.config(url="")))


def test_nothing_can_end_the_script() -> None:
    statement = make.statement("a/x", gist="</script><!-- <b>")
    script = schema_org.claim(plan_context(graph(filed=make.articles(statement))), statement)
    assert "<" not in script
    assert node(script)["text"] == "</script><!-- <b>"


# ── articles ────────────────────────────────────────────────────────────────────────────────────────────────────────


def article(id: str = "a", **keys: Any) -> dict[str, Any]:
    filed = make.articles(a=keys, b={"title": "The first"})
    return node(schema_org.article(plan_context(graph(filed=filed)), filed[id], ()))


@pytest.mark.parametrize(
    ("published", "day"),
    [
        (make.when("2025-03-03"), "2025-03-03"),
        (When("2025-03-03", make.when("2025-03-03").first, make.when("2025-03-03").last, time="09:47"), "2025-03-03"),
        (make.when("2025-03-03~"), None),
        (make.when("2025-03"), None),
        (make.when("../2025-03-03"), None),
    ],
)
def test_only_a_day_is_a_date(published: When, day: str | None) -> None:
    assert article(published=published).get("datePublished") == day


@pytest.mark.parametrize(
    ("form", "kind"),
    [("report", "NewsArticle"), ("own", "NewsArticle"), ("post", "SocialMediaPosting"), ("live", "LiveBlogPosting"),
     ("document", "DigitalDocument"), ("transcript", "DigitalDocument")],
)  # fmt: skip
def test_an_article_is_of_its_form(form: str, kind: str) -> None:
    assert article(form=form)["@type"] == kind


def test_a_title_of_ours_is_no_headline() -> None:
    found = article(title_ours=True)
    assert found["name"] == "A title"
    assert "headline" not in found


def test_an_article_tells_what_it_is_made_of() -> None:
    (source,) = article(derives=(Derivation("b", "wire"), Derivation("gone", "wire")))["isBasedOn"]
    assert (source["@id"], source["headline"]) == (f"{SITE}articles/b/", "The first")


def test_a_corrected_article_carries_its_correction() -> None:
    found = article(standing="corrected", standing_on="2025-03-05", standing_why="The sum was wrong.")
    assert found["correction"] == {
        "@type": "CorrectionComment", "text": "The sum was wrong.", "datePublished": "2025-03-05"
    }  # fmt: skip
    assert article(standing="retracted")["creativeWorkStatus"] == "Retracted"
    assert "creativeWorkStatus" not in article()


# ── actors, events, places, the site ────────────────────────────────────────────────────────────────────────────────


def actor(id: str, *records: Record) -> dict[str, Any]:
    found = plan_context(graph(*records))
    record = found.graph.entities.actors[id]
    return node(schema_org.actor(found, record, AffiliationIndex(found), found.crumbs(SECTIONS["actors"])))


@pytest.mark.parametrize(
    "kind",
    ["person", "country", "government", "legislature", "court", "military", "company", "bloc", "outlet", "group"],
)
def test_an_actor_is_of_its_kind(kind: str) -> None:
    found = actor("ann", make.actor("ann", kind=kind, aliases=("Annie",), url="https://ann.example/", wikidata="Q5"))
    assert found["@type"] == ACTORS.get(kind, "Organization")
    assert (found["alternateName"], found["url"]) == (["Annie"], "https://ann.example/")
    assert found["sameAs"] == "https://www.wikidata.org/wiki/Q5"


def test_a_person_holds_the_offices_of_today() -> None:
    roles = (Role("Minister", "norland", make.when("2024")), Role("Mayor", "port", None, make.when("2020")))
    found = actor("ann", make.actor("ann", kind="person", roles=roles), make.actor("norland"), make.actor("port"))
    assert found["jobTitle"] == ["Minister"]
    assert [body["@id"] for body in found["affiliation"]] == [f"{SITE}actors/norland/"]


def test_an_organisation_has_its_parent_and_its_blocs() -> None:
    bloc = make.actor("bloc", kind="bloc", members=(Member("navy"), Member("norland", None, make.when("2020"))))
    navy = make.actor("navy", kind="military", part_of="norland")
    found = actor("navy", navy, bloc, make.actor("norland", kind="country"))
    assert found["parentOrganization"]["name"] == "Norland"
    assert [body["name"] for body in found["memberOf"]] == ["Bloc"]
    assert "memberOf" not in actor("norland", navy, bloc, make.actor("norland", kind="country"))


@pytest.mark.parametrize(
    ("when", "days"),
    [("2025-03-01", ("2025-03-01", "2025-03-01")), ("2025-03-01/2025-03-04", ("2025-03-01", "2025-03-04")),
     ("../2025-03-01", (None, None)), ("2025-03-01~", (None, None))],
)  # fmt: skip
def test_an_event_has_its_days_where_they_are_known(when: str, days: tuple[str | None, str | None]) -> None:
    found = plan_context(graph(make.event("talks", when=when, at=("quay",)), make.place("quay")))
    told = node(schema_org.event(found, found.graph.entities.events["talks"], ()))
    assert (told.get("startDate"), told.get("endDate")) == days
    assert told["location"] == [{"@type": "Place", "@id": f"{SITE}places/quay/", "name": "Quay"}]


def test_a_place_lies_in_another() -> None:
    found = plan_context(graph(make.place("quay", part_of="port", wikidata="Q7"), make.place("port")))
    told = node(schema_org.place(found, found.graph.entities.places["quay"], ()))
    assert told["containedInPlace"]["@id"] == f"{SITE}places/port/"


def test_the_way_to_a_page_is_told_where_the_site_has_an_address() -> None:
    found = plan_context(graph(make.place("port")))
    script = schema_org.place(found, found.graph.entities.places["port"], found.crumbs(SECTIONS["places"]))
    assert linked_data.faults(linked_data.graph([script])) == []
    way = json.loads(script)["@graph"][1]
    assert [(each["position"], each["item"]["@id"]) for each in way["itemListElement"]] == [
        (1, SITE), (2, f"{SITE}places/")
    ]  # fmt: skip
    nowhere = plan_context(graph(make.place("port"), config=make.config(url="")))
    script = schema_org.place(nowhere, nowhere.graph.entities.places["port"], nowhere.crumbs())
    assert len(json.loads(script)["@graph"]) == 1


def test_the_home_page_tells_who_publishes_the_site() -> None:
    config = make.config(publisher="The desk", contact="desk@example.org", corrections_html=Prose("<p>We mend.</p>"))
    assert node(schema_org.home(plan_context(graph(config=config)))) == {
        "@type": "WebSite",
        "@id": SITE,
        "url": SITE,
        "name": "Test desk",
        "description": "Tests.",
        "inLanguage": "en",
        "publisher": {
            "@type": "Organization",
            "name": "The desk",
            "email": "desk@example.org",
            "correctionsPolicy": f"{SITE}corrections/",
        },
    }
