"""What a reader can tell from a statement's card."""

from dataclasses import replace
from typing import Any

import pytest

from builder.model.article import Position
from builder.model.graph import Dispute, Graph, Relation, Standing
from builder.model.pages import Card, Reply
from builder.model.urls import ROOT
from builder.plan.context import plan_context
from tests import make

KNOWN = make.entities(
    make.actor("isw", name="ISW", kind="think-tank"),
    make.actor("kremlin", name="Kremlin"),
    make.actor("olena", name="Olena", kind="person", page=False),
    make.actor("us", name="United States", kind="country"),
    make.deal("loan", name="Port loan"),
    make.question("terms", "soft", "hard", name="On what terms?", deal="loan"),
)


def graph_of(*statements: Any, front: dict[str, Any] | None = None, **keys: Any) -> Graph:
    named = {"isw": ("a/x",), "kremlin": ("a/x",), "olena": ("a/x",), "us": ("a/x",)}
    filed = make.articles(*statements, a=front or {})
    return make.graph(KNOWN, filed, **{"by_named": named, "by_deal": {"loan": ("a/x",)}, **keys})


def card(*, front: dict[str, Any] | None = None, **keys: Any) -> Card:
    return plan_context(graph_of(make.statement("a/x", **keys), front=front)).cards["a/x"]


@pytest.mark.parametrize(
    ("by", "form", "kind"),
    [
        ("", "report", "outlet"),
        ("", "document", "itself"),
        ("", "post", "itself"),
        ("kremlin", "report", "named"),
        ("isw > ~people close to the talks", "report", "unnamed"),
        ("=Olena K., resident", "report", "oneoff"),
    ],
)
def test_how_the_voice_is_known(by: str, form: str, kind: str) -> None:
    assert card(by=by, front={"form": form}).voice_kind == kind


def test_the_chain_is_told_from_the_voice_back_to_the_outlet() -> None:
    shown = card(by="isw > kremlin")
    assert [link.words for link in shown.voice] == ["Kremlin"]
    assert [[link.words for link in hop] for hop in shown.via] == [["ISW"]]
    assert shown.outlet.words == "The Gazette"


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ("~people close to the talks", "people close to the talks (unnamed)"),
        ("~Two unnamed officials", "Two unnamed officials"),
        ("=Olena K., resident", "Olena K., resident"),
    ],
)
def test_an_unnamed_voice_is_called_so_once(by: str, words: str) -> None:
    assert [link.words for link in card(by=by).voice] == [words]


def test_two_who_speak_together_are_both_named() -> None:
    assert [link.words for link in card(by="kremlin + us").voice] == ["Kremlin", "United States"]


def test_a_private_person_is_named_without_a_link() -> None:
    (voice,) = card(by="olena").voice
    assert (voice.words, voice.href) == ("Olena", "")


@pytest.mark.parametrize(("verbatim", "own"), [(True, True), (False, False)])
def test_only_direct_speech_is_the_speaker_s_own_words(verbatim: bool, own: bool) -> None:  # noqa: FBT001
    assert card(by="kremlin", verbatim=verbatim).own_words is own


def test_wording_is_checked_where_there_is_a_copy() -> None:
    assert card().wording == "checked"
    assert card(anchor=None).wording == "unchecked"


@pytest.mark.parametrize("mode", ["denied", "planned", "hypothetical", "demanded", "offered", "no-comment"])
def test_every_mode_but_asserted_says_so_in_words(mode: str) -> None:
    assert card(mode=mode).mode_words
    assert not card().mode_words


def test_a_gist_is_escaped_and_its_ids_are_links() -> None:
    shown = card(gist="[[us]] <lends> & [[loan|pays]]")
    assert shown.gist_html == (
        f'<a href="{ROOT}actors/us/">United States</a> &lt;lends&gt; &amp; <a href="{ROOT}deals/loan/">pays</a>'
    )


def test_the_day_is_shown_apart_only_where_it_has_one_of_its_own() -> None:
    assert card().happened is None
    same = card(when="2025-03-03").happened
    assert same is not None
    assert same.words == "3 March 2025"
    happened = card(when="2025-03-01").happened
    assert happened is not None
    assert (happened.words, happened.iso, happened.href) == (
        "1 March 2025", "2025-03-01", f"{ROOT}dates/2025-03-01/",
    )  # fmt: skip


def test_a_link_leads_to_the_words_and_another_to_the_publisher() -> None:
    shown = card(front={"url": "https://example.org/1"})
    assert shown.href == f"{ROOT}s/a/x/"
    assert shown.source_href == "https://example.org/1#:~:text=a%20quote"


@pytest.mark.parametrize(
    ("keys", "label", "words"),
    [
        ({"deal": "loan", "status": "signed"}, "Status", ["signed", "Port loan"]),
        ({"deal": "loan", "status": "signed", "party": "us"}, "Status", ["United States:", "signed", "Port loan"]),
        ({"amount": make.amount("GBP", 20), "stage": "pledged", "payer": "us"}, "Money",
         ["£20, pledged", "from United States"]),
        ({"amount": make.amount("GBP", 20), "measure": "each"}, "Money", ["£20 each"]),
        ({"amount": make.amount("GBP", 20), "stage": "owed", "measure": "yearly"}, "Money", ["£20 a year, owed"]),
        ({"stance": (("us", "opposes"),)}, "Stance", ["United States", "opposes"]),
        ({"due": "2025-05", "mode": "planned"}, "Due", ["May 2025"]),
        ({"quantity": make.quantity(9, "pages")}, "Number",
         ["9 pages"]),
    ],
)  # fmt: skip
def test_what_it_reports_is_a_labelled_fact(keys: dict[str, Any], label: str, words: list[str]) -> None:
    (fact,) = (fact for fact in card(**keys).facts if fact.label == label)
    assert [value.words for value in fact.values] == words


def test_an_option_that_is_on_file_goes_by_its_name() -> None:
    known = replace(KNOWN, questions=make.entities(make.question("who", "us", "nobody")).questions)
    told = make.statement("a/x", positions=(Position("who", "us"),))
    graph = replace(graph_of(told), entities=known)
    ((_, answer),) = (fact.values for fact in plan_context(graph).cards["a/x"].facts)
    assert (answer.words, answer.href) == ("United States", f"{ROOT}actors/us/")


def test_a_denial_is_called_one_and_what_it_denies_is_said_to_be_denied() -> None:
    shown = card(mode="denied", deal="loan", status="signed", gist="It was not signed.")
    assert (shown.mode_words, [fact.label for fact in shown.facts]) == ("Denial", ["Status denied"])


def with_relation(kind: str, mode: str = "asserted") -> Graph:
    first, second = make.statement("a/x", by="kremlin"), make.statement("b/y", by="us", mode=mode, gist="No.")
    relation = Relation(kind, "b/y", "a/x", stated=False)
    return graph_of(first, second, bearing={"a/x": (relation,)})


@pytest.mark.parametrize(
    ("kind", "mode", "words", "labels"),
    [
        ("disputes", "asserted", "Disputed by", ()),
        ("disputes", "denied", "Denied by", ()),
        ("corrects", "asserted", "Corrected by", ("corrected",)),
        ("retracts", "asserted", "Retracted by", ("retracted",)),
    ],
)
def test_what_others_do_to_it_stands_on_it(kind: str, mode: str, words: str, labels: tuple[str, ...]) -> None:
    shown = plan_context(with_relation(kind, mode)).cards["a/x"]
    (reply,) = shown.replies
    assert (reply.words, reply.gist_html, reply.basis) == (words, "No.", "our reading")
    assert [link.words for link in reply.voice] == ["United States"]
    assert shown.labels == labels
    assert shown.struck == (kind == "retracts")


@pytest.mark.parametrize("kind", ["disputes", "retracts", "resolves"])
def test_what_was_retracted_since_is_shown_and_marks_nothing(kind: str) -> None:
    relation = Relation(kind, "b/y", "a/x", stated=False, outcome="met" if kind == "resolves" else "", void=True)
    graph = graph_of(make.statement("a/x"), make.statement("b/y"), bearing={"a/x": (relation,)})
    shown = plan_context(graph).cards["a/x"]
    assert [(reply.kind, reply.basis) for reply in shown.replies] == [("void", "our reading; retracted since")]
    assert (shown.labels, shown.struck) == ((), False)


def test_what_was_retracted_since_says_so_on_the_card_of_its_source_too() -> None:
    relation = Relation("disputes", "b/y", "a/x", stated=False, void=True)
    source = make.statement("b/y", relations=(("disputes", "a/x"),))
    graph = graph_of(make.statement("a/x"), source, bearing={"a/x": (relation,)})
    (reply,) = plan_context(graph).cards["b/y"].relations
    assert (reply.kind, reply.basis) == ("void", "our reading; retracted since")


def test_a_date_that_was_corrected_is_struck_through() -> None:
    relation = Relation("corrects", "b/y", "a/x", stated=False)
    first = make.statement("a/x", when="2025-03-13")
    overtaken = {"a/x": frozenset({"when"})}
    graph = graph_of(first, make.statement("b/y", when="2025-03-03"), bearing={"a/x": (relation,)}, overtaken=overtaken)
    cards = plan_context(graph).cards
    assert (cards["a/x"].happened_overtaken, cards["b/y"].happened_overtaken) == ("corrected", "")


def test_two_that_cannot_both_be_right_show_each_other() -> None:
    first, second = make.statement("a/x", by="kremlin"), make.statement("b/y", by="us")
    standing = Standing("loan", None, None, None, disputes=(Dispute("a/x", "b/y", "exit against rung"),))
    cards = plan_context(graph_of(first, second, standings={"loan": standing})).cards
    assert [reply.href for reply in cards["a/x"].replies] == [f"{ROOT}s/b/y/"]
    assert [reply.href for reply in cards["b/y"].replies] == [f"{ROOT}s/a/x/"]


def test_a_retracted_article_strikes_its_statements_through() -> None:
    shown = card(front={"standing": "retracted"})
    assert shown.struck
    assert shown.labels == ("article retracted",)


def test_a_figure_that_was_corrected_says_so() -> None:
    first = make.statement("a/x", amount=make.amount("GBP", 26), stage="pledged")
    second = make.statement("b/y", amount=make.amount("GBP", 22), stage="pledged")
    bearing = {"a/x": (Relation("corrects", "b/y", "a/x", stated=False),)}
    graph = graph_of(first, second, bearing=bearing, overtaken={"a/x": frozenset({"amount"})})
    (fact,) = plan_context(graph).cards["a/x"].facts
    assert fact.overtaken == "corrected"


def test_a_card_is_the_same_object_wherever_it_stands() -> None:
    cards = plan_context(graph_of(make.statement("a/x"))).cards
    assert cards["a/x"] is cards["a/x"]


@pytest.mark.parametrize(
    ("keys", "happened", "printed", "due"),
    [
        ({"when": "2025-03-03"}, "3 March 2025", "", []),
        ({"when": "2025-03-03", "when_printed": "On Monday"}, "3 March 2025", "On Monday", []),
        ({"when": "2025-03-01", "when_printed": "on Saturday", "due": "2025-05"}, "1 March 2025", "on Saturday",
         ["May 2025"]),
        ({"due": "2025-05", "when_printed": "in May"}, "", "", ["May 2025 (printed “in May”)"]),
    ],
)  # fmt: skip
def test_a_date_stands_beside_its_printed_words(
    keys: dict[str, Any], happened: str, printed: str, due: list[str]
) -> None:
    shown = card(mode="planned" if due else "asserted", **keys)
    assert (shown.happened.words if shown.happened else "", shown.when_printed) == (happened, printed)
    assert [value.words for fact in shown.facts for value in fact.values] == due


def reply_of(by: str, *, kind: str = "disputes", outcome: str = "", front: dict[str, Any] | None = None) -> Reply:
    first, second = make.statement("a/x", by="kremlin"), make.statement("b/y", by=by, mode="denied")
    void = bool(front)
    relation = Relation(kind, "b/y", "a/x", stated=False, outcome=outcome, void=void)
    filed = make.articles(first, second, b=front or {})
    graph = make.graph(KNOWN, filed, bearing={"a/x": (relation,)})
    (reply,) = plan_context(graph).cards["a/x"].replies
    return reply


def test_a_reply_says_through_whom_and_where_it_is_known() -> None:
    reply = reply_of("isw > ~people close to the talks")
    assert reply.voice_kind == "unnamed"
    assert [[link.words for link in hop] for hop in reply.via] == [["ISW"]]
    assert (reply.outlet.words, reply.told.words) == ("The Gazette", "3 March 2025")


@pytest.mark.parametrize(
    ("by", "kind", "outcome", "words"),
    [
        ("kremlin", "corrects", "", "Corrected by"),
        ("", "corrects", "", "Corrected"),
        ("kremlin", "resolves", "missed", "Outcome: not met, as told by"),
        ("", "resolves", "met", "Outcome: met, as told"),
    ],
)
def test_a_reply_s_words_lead_up_to_whoever_says_it(by: str, kind: str, outcome: str, words: str) -> None:
    assert reply_of(by, kind=kind, outcome=outcome).words == words


def test_a_reply_from_a_retracted_article_says_so() -> None:
    reply = reply_of("kremlin", front={"standing": "retracted"})
    assert (reply.basis, reply.kind) == ("our reading; its article is retracted", "void")


def test_a_card_has_no_table_of_its_fields() -> None:
    assert not hasattr(card(), "__dict__"), "each card of a big site would take five times the room"
