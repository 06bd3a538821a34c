"""The authors' guide can be copied from: every example in it is read without a fault."""

import re
from textwrap import indent

import pytest

from builder.cli import commands
from builder.model.article import MODES, OUTCOMES, STAGES
from builder.model.finding import Finding
from builder.model.sources import Source
from builder.parse.annotations import parse_annotations
from builder.parse.article import parse_article
from builder.parse.config import parse_config
from builder.parse.entities import parse_entities
from tests.conftest import ROOT

FENCE = re.compile(r"^```(yaml|markdown)\n(.*?)^```", re.DOTALL | re.MULTILINE)
GUIDE, SETTINGS, CHEATS = (
    [match[2] for match in FENCE.finditer((ROOT / "docs" / name).read_text(encoding="utf-8"))]
    for name in ("content-model.md", "site-yml.md", "cheat-sheet.md")
)
ENTITIES = ("actors", "deals", "events", "places", "questions")


def findings(example: str) -> tuple[Finding, ...]:
    """What the reader of this kind of file finds; a few keys alone are read as a statement's."""
    first = example.partition(":")[0]
    if first.startswith("---"):
        return parse_article(Source("content/articles/a.md", example))[1]
    if first in ENTITIES:
        return parse_entities(Source("content/entities/a.yml", example))[1]
    if first not in ("defaults", "statements"):
        example = 'statements:\n- quote: "a"\n  gist: "b"\n' + indent(example, "  ")
    return parse_annotations(Source("content/annotations/a.yml", example))[1]


@pytest.mark.parametrize("example", [*GUIDE, *CHEATS])
def test_an_example_is_read_without_a_fault(example: str) -> None:
    assert findings(example) == ()


@pytest.mark.parametrize("example", SETTINGS)
def test_settings_are_read_without_a_fault(example: str) -> None:
    whole = example if "title:" in example else "title: A desk\n" + example
    assert parse_config(Source("site.yml", whole))[1] == ()


def test_there_are_examples_at_all() -> None:
    assert len(GUIDE) >= 8
    assert len(SETTINGS) >= 2


@pytest.mark.parametrize("page", ["cheat-sheet.md", "first-article.md", "recipes.md", "commands.md"])
def test_a_command_that_is_named_is_there(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`|\$ )dateline ([a-z]+)\b", text, re.MULTILINE))
    assert named
    assert named <= set(commands.commands)


def test_the_cheat_sheet_has_every_word_of_a_closed_list() -> None:
    text = (ROOT / "docs/cheat-sheet.md").read_text(encoding="utf-8")
    assert [
        word for word in (*MODES, *STAGES, *OUTCOMES) if f"`{word}`" not in text and f": {word}}}`" not in text
    ] == []
