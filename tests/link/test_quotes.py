"""Quotes found exactly once, and what is said of those that are not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.link.quotes import anchor
from builder.model.finding import Finding
from builder.model.graph import Anchor
from builder.model.text import fold
from tests.make import annotation

TITLE = fold("Norland’s loan for the port")
TEXT = "\n".join(
    map(
        fold,
        (
            "On Monday, Norland announced a loan of 2.6 billion pounds to Sudland for the new port.",
            "Its minister said: “The loan is a fair one – for both…” He spoke of the loan twice.",
            "The loan, in 2025. and beyond, is paid in parts. A loan is paid. The loan ends ... one day.",
        ),
    )
)


def find(quote: str, **keys: Any) -> tuple[Anchor | None, tuple[Finding, ...]]:
    return anchor(annotation(quote, **keys), TEXT, TITLE)


def words(place: Anchor | None) -> list[str]:
    assert place is not None
    source = TITLE if place.in_title else TEXT
    return [source[start:end] for start, end in place.spans]


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("2.6 billion pounds", ["2.6 billion pounds"]),
        ("  a  loan\nof ", ["a loan of"]),
        ('"The loan is a fair one — for both..."', ['"The loan is a fair one - for both..."']),
        ("2025. and beyond", ["2025. and beyond"]),
        ("announced … Sudland", ["announced", "Sudland"]),
        ("announced […] to […] port", ["announced", "to", "port"]),
        ("announced [...] port.", ["announced", "port."]),
        ("The loan ends … one day", ["The loan ends ... one day"]),
        ("A loan … paid", ["A loan", "paid"]),
        ("The loan … ends", ["The loan", "ends"]),
        ("loan of 2.6 billion … port", ["loan of 2.6 billion", "port"]),
    ],
)
def test_a_quote_is_found(quote: str, found: list[str]) -> None:
    place, findings = find(quote)
    assert findings == ()
    assert words(place) == found
    assert place is not None
    assert not place.in_title


def test_the_shortest_span_is_taken() -> None:
    place, _ = find("The loan … ends")
    assert place is not None
    assert place.spans[0][0] == TEXT.index("The loan ends")


def test_the_title_is_for_what_the_text_does_not_hold() -> None:
    place, findings = find("loan for the port")
    assert (words(place), findings) == (["loan for the port"], ())
    assert place is not None
    assert place.in_title


@pytest.mark.parametrize(
    ("keys", "start"),
    [
        ({"nth": 1}, "The loan is a"),
        ({"nth": 2}, "The loan, in"),
        ({"nth": 3}, "The loan ends"),
        ({"before": "is paid."}, "The loan ends"),
        ({"before": "said"}, "The loan is a"),
        ({"after": "in 2025"}, "The loan, in"),
        ({"after": "is", "before": "minister said:"}, "The loan is a"),
    ],
)
def test_one_of_several_places(keys: dict[str, Any], start: str) -> None:
    place, findings = find("The loan", **keys)
    assert findings == ()
    assert place == Anchor(((TEXT.index(start), TEXT.index(start) + len("The loan")),))


@pytest.mark.parametrize("keys", [{"nth": 2}, {"before": "low"}])
def test_one_of_several_places_in_the_title(keys: dict[str, Any]) -> None:
    title = fold("High tolls, low tolls, no tolls")
    place, findings = anchor(annotation("tolls", **keys), TEXT, title)
    at = title.index("low ") + len("low ")
    assert (place, findings) == (Anchor(((at, at + len("tolls")),), in_title=True), ())


@pytest.mark.parametrize(
    ("quote", "keys", "code", "part"),
    [
        ("6 billion", {}, "quote-not-found", "cuts through a word: `2.6 billion`"),
        ("oan", {}, "quote-not-found", "cuts through a word"),
        ("the Loan is a fair one", {}, "quote-not-found", "not in the article"),
        ("port. Its minister", {}, "quote-not-found", "runs on into the next paragraph"),
        ("port.\nIts minister", {}, "quote-not-found", "runs on into the next paragraph"),
        ("On Monday … minister", {}, "gap-across-blocks", "different paragraphs"),
        ("“On Monday, Norland announced”", {}, "quote-not-found", "but not in quotation marks"),
        ("fair one … On Monday", {}, "quote-not-found", "not in the article"),
        ("The loan", {}, "quote-not-unique", "occurs 3 times"),
        ("The loan", {"nth": 4}, "needless-nth", "the quote occurs 3 times"),
        ("The loan", {"before": "no such"}, "needless-nth", "none of the 3 places"),
        ("The loan", {"after": "in 20"}, "needless-nth", "none of the 3 places"),
        ("The loan", {"before": "is paid", "nth": 1}, "needless-nth", "without it"),
        ("On Monday", {"nth": 1}, "needless-nth", "only once"),
        ("On Monday", {"after": "Norland"}, "needless-nth", "only once"),
    ],
)
def test_what_is_wrong_with_a_quote(quote: str, keys: dict[str, Any], code: str, part: str) -> None:
    place, findings = find(quote, **keys)
    assert place is None
    assert [finding.code for finding in findings] == [code]
    assert part in findings[0].message


def test_the_nearest_words_are_shown_with_each_difference() -> None:
    _, (finding,) = find("announced a loan of 3.6 billion pounds to Sudland")
    assert finding.notes == (
        "closest: announced a loan of 2.6 billion pounds to Sudland",
        "difference: announced a loan of [3.6 → 2.6] billion pounds to Sudland",
    )


def test_nothing_is_suggested_where_nothing_is_near() -> None:
    _, (finding,) = find("quite other things altogether, zebras")
    assert finding.notes == ("nothing similar found",)


def test_each_place_is_listed_with_what_to_add() -> None:
    _, (finding,) = find("The loan")
    assert [note[:8] for note in finding.notes] == ["`nth: 1`", "`nth: 2`", "`nth: 3`"]
    assert finding.notes[1].endswith("[The loan], in 2025. and beyond, is…")


def test_the_finding_stands_at_the_key_that_is_wrong() -> None:
    assert find("On Monday", nth=1)[1][0].location.keys[-1] == "nth"
    assert find("no such")[1][0].location.keys[-1] == "quote"


@given(st.text(alphabet="ab ….,\n“’-1[]", max_size=12), st.text(alphabet="ab .,\n\"'-1[]", max_size=30))
def test_no_quote_and_no_text_raises(quote: str, text: str) -> None:
    folded = "\n".join(filter(None, map(fold, text.split("\n"))))
    place, findings = anchor(annotation(quote), folded, "")
    assert (place is None) == bool(findings)
    if place and len(place.spans) == 1:
        ((start, end),) = place.spans
        assert folded[start:end] == fold(quote)
        assert "\n" not in folded[start:end]
