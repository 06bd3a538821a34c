"""From a spot to line and columns, as an editor counts them."""

import pytest

from builder.model.finding import Location
from builder.model.sources import Source
from builder.parse.entities import parse_entities
from builder.parse.locate import locate

YAML = """\
# Комментар
defaults: {by: isw > kremlin}
statements:
- quote: "\u00abé\u00bb [[a]] and [[b]]"
  by: isw-x > isw
  deal: [one, two]
  empty:
- quote: |
    first line
    second line
"""
ARTICLE = "---\ntitle: Über\noutlet: gazette\n---\nText with [[x]].\n"


@pytest.mark.parametrize(
    ("location", "words", "line"),
    [
        (Location("f", ("defaults", "by")), "isw > kremlin", 2),
        (Location("f", ("defaults", "by"), "kremlin"), "kremlin", 2),
        (Location("f", ("defaults", "by"), on_key=True), "by", 2),
        (Location("f", ("statements", 0, "quote"), "[[b]]"), "[[b]]", 4),
        (Location("f", ("statements", 0, "by"), "isw"), "isw", 5),
        (Location("f", ("statements", 0, "deal", 1)), "two", 6),
        (Location("f", ("statements", 0, "by", 0)), "isw-x > isw", 5),
        (Location("f", ("statements", 0, "by"), "not there"), "isw-x > isw", 5),
        (Location("f", ("statements", 0, "empty")), "empty", 7),
        (Location("f", ("statements", 1, "quote"), "first line second"), "first line", 9),
        (Location("f", ("statements", 1)), "quote: |", 8),
        (Location("f", ("statements", 1, "gist")), "quote: |", 8),
        (Location("f", ("nothing",)), "defaults: {by: isw > kremlin}", 2),
    ],
)
def test_keys_lead_to_their_value(location: Location, words: str, line: int) -> None:
    place = locate(location, YAML)
    text = YAML.split("\n")[place.line - 1]
    assert place.line == line
    assert text[place.column - 1 : place.end_column - 1] == words


@pytest.mark.parametrize(("text", "column"), [("by: isw-x > isw\n", 13), ("by: x-isw > isw\n", 13), ("by: xisw\n", 6)])
def test_a_whole_word_is_found_before_a_part_of_another(text: str, column: int) -> None:
    assert locate(Location("f", ("by",), "isw"), text).column == column


@pytest.mark.parametrize(
    ("location", "line", "column", "end"),
    [
        (Location("a.md", ("title",)), 2, 8, 12),
        (Location("a.md", (), "[[x]]", ARTICLE.index("[[x]]")), 5, 11, 16),
        (Location("a.md"), 1, 1, 1),
        (Location("a.md", (), "", 10_000), 6, 1, 1),
    ],
)
def test_articles_have_front_matter_and_text(location: Location, line: int, column: int, end: int) -> None:
    place = locate(location, ARTICLE)
    assert (place.line, place.column, place.end_column) == (line, column, end)


def test_a_missing_key_is_shown_at_the_id() -> None:
    text = "actors:\n  us: {name: United States}\n"
    (finding,) = parse_entities(Source("f.yml", text))[1]
    place = locate(finding.location, text)
    assert (finding.code, place.line, place.column, place.end_column) == ("missing-key", 2, 3, 5)


def test_a_value_is_found_in_a_file_with_other_faults() -> None:
    place = locate(Location("f", ("b",)), "a: @one\nb: two\n")
    assert (place.line, place.column, place.end_column) == (2, 4, 7)
