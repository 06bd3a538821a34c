"""Statements as annotations: whose they are, and how much of the text goes with the quote."""

import json
from typing import Any

import pytest

from builder.model.data_files import WebAnnotation
from builder.model.graph import Anchor, Graph, Relation
from builder.plan.context import plan_context
from builder.plan.exports.web_annotations import AROUND, annotations
from builder.render.data import collection
from tests import make

TEXT = f"{'Long before. ' * 5}The loan was agreed on Monday and then at last signed in the port. {'Long after. ' * 5}"
START = TEXT.index("The loan")
PIECES = ("The loan was agreed", "signed in the port")
SPANS = tuple((TEXT.index(piece), TEXT.index(piece) + len(piece)) for piece in PIECES)


def graph(statement: Any, rights: str = "excerpt", **keys: Any) -> Graph:
    known = make.entities(make.actor("ann", name="Ann"), make.actor("wire", name="The Wire"), make.deal("pact"))
    config = keys.pop("config", make.config())
    bearing = keys.pop("bearing", {})
    filed = make.article("a", statement, text=TEXT, rights=rights, url="https://gazette.example/1", **keys)
    return make.graph(known, [filed], config=config, bearing=bearing)


def note(statement: Any, rights: str = "excerpt", **keys: Any) -> WebAnnotation:
    (found,) = annotations(plan_context(graph(statement, rights, **keys))).notes
    return found


ONE = make.statement("a/x", by="ann", quote=PIECES[0], anchor=Anchor(SPANS[:1]))
GAP = make.statement("a/x", by="ann", quote=" … ".join(PIECES), anchor=Anchor(SPANS))
UNSEEN = make.statement("a/x", by="ann", quote=f"{PIECES[0]} […] {PIECES[1]}", anchor=None)


@pytest.mark.parametrize(
    ("statement", "exact"), [(ONE, PIECES[:1]), (GAP, PIECES), (UNSEEN, PIECES)], ids=["whole", "gap", "unchecked"]
)
@pytest.mark.parametrize("rights", ["full", "excerpt", "link-only"])
def test_the_quote_is_cut_at_its_gaps(statement: Any, exact: tuple[str, ...], rights: str) -> None:
    assert tuple(piece.exact for piece in note(statement, rights).pieces) == exact


@pytest.mark.parametrize("statement", [ONE, GAP], ids=["whole", "gap"])
@pytest.mark.parametrize(("rights", "shown"), [("full", True), ("excerpt", False), ("link-only", False)])
def test_only_of_a_text_that_may_be_shown_the_words_around_it_are(statement: Any, rights: str, shown: bool) -> None:  # noqa: FBT001
    pieces = note(statement, rights).pieces
    assert [(piece.before, piece.after) for piece in pieces] == [
        (TEXT[start - AROUND : start], TEXT[end : end + AROUND]) if shown else ("", "") for start, end in SPANS
    ][: len(pieces)]


def test_a_quote_from_the_title_has_the_title_s_words_around_it() -> None:
    statement = make.statement("a/x", quote="signed", anchor=Anchor(((5, 11),), in_title=True))
    (piece,) = note(statement, "full", title="Loan signed at last").pieces
    assert piece == ("signed", "Loan ", " at last")


@pytest.mark.parametrize(
    ("by", "credit"),
    [
        ("ann", "Ann, in Gazette"),
        ("wire > ann", "Ann, through The Wire, in Gazette"),
        ("~some people", "some people (unnamed), in Gazette"),
        ("ann + wire", "Ann and The Wire, in Gazette"),
        ("", "Unattributed in Gazette"),
    ],
)
def test_the_sentence_has_its_speaker_before_it(by: str, credit: str) -> None:
    statement = make.statement("a/x", **({"by": by} if by else {}), gist="[[ann]] told [[pact|the deal]].")
    assert note(statement).said.replace("The Gazette", "Gazette") == f"{credit}: Ann told the deal."


def test_tags_tell_the_deal_the_mode_and_what_became_of_it() -> None:
    statement = make.statement("a/x", deal="pact", mode="denied")
    taken_back = {"a/x": (Relation("retracts", "a/y", "a/x", stated=True), Relation("corrects", "b/z", "a/x",
                  stated=True, void=True))}  # fmt: skip
    found = note(statement, bearing=taken_back, standing="retracted")
    assert found.tags == ("Pact", "denial", "retracted", "article retracted")


def test_a_disputed_statement_says_who_disputes_it() -> None:
    one, other = make.statement("a/x", deal="pact"), make.statement("b/y", by="ann", outlet="gazette")
    bearing = {"a/x": (Relation("disputes", "b/y", "a/x", stated=True),)}
    filed = make.articles(one, other)
    known = make.entities(make.actor("ann", name="Ann"), make.actor("gazette"), make.deal("pact", name="Pact"))
    notes = annotations(plan_context(make.graph(known, filed, bearing=bearing))).notes
    assert {note.id: note.tags for note in notes}["https://example.org/test/s/a/x/"] == ("Pact", "disputed by Ann")


def test_it_leads_to_the_publisher_or_else_to_our_page() -> None:
    assert note(ONE).source == "https://gazette.example/1"
    filed = make.article("a", ONE, text=TEXT)
    (found,) = annotations(plan_context(make.graph(make.entities(make.actor("ann")), [filed]))).notes
    assert found.source == "https://example.org/test/articles/a/"
    assert found.id == "https://example.org/test/s/a/x/"


def test_without_quotes_there_is_no_selector() -> None:
    silent = annotations(plan_context(graph(GAP, "full", config=make.config(data_quotes=False))))
    (item,) = json.loads(collection(silent))["first"]["items"]
    assert item["target"] == "https://gazette.example/1"


def test_each_piece_is_a_target_of_its_own() -> None:
    (item,) = json.loads(collection(annotations(plan_context(graph(GAP, "full")))))["first"]["items"]
    assert [target["selector"]["exact"] for target in item["target"]] == list(PIECES)
    assert {target["source"] for target in item["target"]} == {"https://gazette.example/1"}


def test_odd_signs_are_spelt_as_json_has_them() -> None:
    statement = make.statement("a/x", gist='He said "yes" \\ or\tno </script>', quote='a "b"')
    (item,) = json.loads(collection(annotations(plan_context(graph(statement)))))["first"]["items"]
    assert item["body"][0]["value"].endswith('He said "yes" \\ or\tno </script>')
    assert item["target"]["selector"]["exact"] == 'a "b"'


@pytest.mark.parametrize(("licence", "rights"), [("CC-BY-4.0", True), ("All rights reserved", False)])
def test_the_licence_is_that_of_our_sentence(licence: str, rights: bool) -> None:  # noqa: FBT001
    shown = annotations(plan_context(graph(ONE, config=make.config(licence=licence))))
    (item,) = json.loads(collection(shown))["first"]["items"]
    assert ("rights" in item["body"][0]) is rights
    assert "rights" not in item
