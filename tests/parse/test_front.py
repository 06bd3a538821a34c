"""Articles and free pages: front matter typed, fences found, the text handed on with its place."""

import re

import pytest

from builder.model.article import Body, Derivation, Front
from builder.model.finding import Finding
from builder.model.sources import Source
from builder.parse.article import parse_article, parse_page
from builder.parse.locate import Located, locate

KEYS = "title: T\noutlet: gazette\npublished: 2025-03-03\n"


def parse(text: str, path: str = "content/articles/a.md") -> tuple[tuple[Front, Body] | None, tuple[Finding, ...]]:
    return parse_article(Source(path, text))


def front(more: str) -> Front:
    article, findings = parse(f"---\n{KEYS}{more}\n---\nText.\n")
    assert findings == ()
    assert article is not None
    return article[0]


@pytest.mark.parametrize(
    ("more", "field", "value"),
    [
        ("", "id", "a"),
        ("title_ours: yes", "title_ours", True),
        ("form: own", "form", "own"),
        ("rights: full", "rights", "full"),
        ("lang: pt-BR", "lang", "pt-BR"),
        ("topics: [aid, war]", "topics", ("aid", "war")),
        ("derives: [{from: b, how: rewrite, basis: credited}]", "derives", (Derivation("b", "rewrite", "credited"),)),
        ("derives: [{from: b, how: wire}]", "derives", (Derivation("b", "wire", "desk"),)),
        ("former: old", "former", ("old",)),
        ("standing: retracted", "standing", "retracted"),
    ],
)
def test_a_key_becomes_a_field(more: str, field: str, value: object) -> None:
    assert getattr(front(more), field) == value


def test_clock_times_are_read_where_they_may_stand() -> None:
    made = front(
        "cutoff: 2025-03-02T12:15-05:00\nembargo: 2025-03-04T06:00 Europe/Kyiv\nchecked: {by: A B, on: 2025-03-05}"
    )
    assert made.cutoff is not None
    assert (made.cutoff.time, made.cutoff.offset) == ("12:15", "-05:00")
    assert made.embargo is not None
    assert made.embargo.time == "06:00"
    assert made.checked is not None
    assert (made.checked.by, made.checked.on.text) == ("A B", "2025-03-05")


def test_the_text_begins_after_the_fence() -> None:
    article, _ = parse(f"---\n{KEYS}---\nText.\n")
    assert article is not None
    assert article[1].text == "Text."


def test_front_matter_alone_is_an_article_without_text() -> None:
    article, findings = parse(f"---\n{KEYS}---")
    assert findings == ()
    assert article is not None
    assert article[1].text == ""


@pytest.mark.parametrize(
    ("more", "code", "keys"),
    [
        ("authr: x", "unknown-key", ("authr",)),
        ("form: essay", "bad-value", ("form",)),
        ("recorded: 2025-03-03T10:00", "bad-date", ("recorded",)),
        ("dated_by: inferred", "missing-key", ("dated_by",)),
        ("derives: [{from: b}]", "missing-key", ("derives", 0)),
        ("derives: b", "wrong-type", ("derives",)),
        ("rights: some", "bad-value", ("rights",)),
        ("title: again", "duplicate-key", ()),
    ],
)
def test_a_fault_has_its_code_and_keys(more: str, code: str, keys: tuple[str | int, ...]) -> None:
    article, (finding,) = parse(f"---\n{KEYS}{more}\n---\nText.\n")
    assert article is not None
    assert (finding.code, finding.location.keys) == (code, keys)


@pytest.mark.parametrize("text", ["--- \n{}---\t\nText.", "---\t\n{}---  \nText.", "---\n{}---   "])
def test_blanks_after_a_fence_do_no_harm(text: str) -> None:
    article, findings = parse(text.format(KEYS))
    assert findings == ()
    assert article is not None
    assert (article[0].title, article[1].text) == ("T", "Text." if "Text" in text else "")


def test_a_fault_below_a_fence_with_blanks_has_its_place() -> None:
    text = f"---  \n{KEYS}form: x\n---\n"
    _, (finding,) = parse(text)
    assert locate(finding.location, text) == Located(5, 7, 8)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Just text.\n", "no-front-matter"),
        (f"---\n{KEYS}", "no-front-matter"),
        (f"\n---\n{KEYS}---\n", "no-front-matter"),
        ("---\ntitle: T\noutlet: o\n---\n", "missing-key"),
        ("---\n- a\n---\n", "wrong-type"),
    ],
)
def test_without_front_matter_there_is_no_article(text: str, code: str) -> None:
    article, findings = parse(text)
    assert article is None
    assert {finding.code for finding in findings} == {code}


def test_a_missing_fence_is_found_where_it_belongs() -> None:
    text = f"---\n{KEYS}derives:\n- from: b\n\nNorland said: no.\n"
    _, (finding,) = parse(text)
    assert text[finding.location.offset :] == "\nNorland said: no.\n"
    assert finding.help == "write a `---` line between the keys and the text"


@pytest.mark.parametrize("stem", ["My Article", "none", "aux", "ä", "-a"])
def test_a_file_name_that_makes_no_id(stem: str) -> None:
    _, findings = parse(f"---\n{KEYS}---\n", f"content/articles/{stem}.md")
    assert [finding.code for finding in findings] == ["bad-id"]


def test_a_free_page_is_rendered() -> None:
    page, findings = parse_page(Source("content/pages/about.md", "---\ntitle: About\n---\nWe *read*.\n"))
    assert findings == ()
    assert page is not None
    assert (page.stem, page.title, page.html.source) == ("about", "About", "<p>We <em>read</em>.</p>\n")


@pytest.mark.parametrize(
    ("markdown", "ids"),
    [
        ("## How we *read*", ["how-we-read"]),
        ("# Why & how?\n\n# Why? How!\n\n### why how", ["why-how", "why-how-2", "why-how-3"]),
        ("## Über `uns`, 2025", ["über-uns-2025"]),
        ("## [[kremlin|The Kremlin]]’s part", ["the-kremlin-s-part"]),
        ("## …", ["part"]),
        ("No heading.", []),
    ],
)
def test_links_can_lead_to_the_headings_of_a_free_page(markdown: str, ids: list[str]) -> None:
    page, _ = parse_page(Source("content/pages/about.md", f"---\ntitle: About\n---\n{markdown}\n"))
    assert page is not None
    assert re.findall('id="([^"]*)"', page.html.source) == ids


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("content/pages/deals.md", "---\ntitle: T\n---\n", "url-collision"),
        ("content/pages/x.md", "---\ndraft: yes\n---\n", "missing-key"),
        ("content/pages/x.md", "text", "no-front-matter"),
    ],
)
def test_a_page_that_cannot_be(path: str, text: str, code: str) -> None:
    page, (finding,) = parse_page(Source(path, text))
    assert page is None
    assert finding.code == code
