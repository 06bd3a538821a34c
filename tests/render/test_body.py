"""Marks and links in a published text: every quoted word marked, nothing broken, nothing lost."""

import re
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder.model.article import Body
from builder.parse.markdown import body
from builder.render.body import TAG, VOID, mark
from tests.parse.test_short_cut import markdowns

MARKDOWN = """Sergei *Lavrov said* that “the [deal](https://a.bc/) is” dead & gone in the UK. The UK left.

- One **two** three.
"""
REFERENCE = re.compile(r'<a class="ref"[^>]*>\d+</a>')


def read(markdown: str) -> Body:
    return body(markdown, 0, "content/articles/a.md")


BODY = read(MARKDOWN)


def at(words: str) -> tuple[int, int]:
    start = BODY.text.index(words)
    return start, start + len(words)


def marked(*quotes: str, mentions: dict[str, str] | None = None) -> str:
    """The HTML of the first paragraph, with these quotes called a, b, c."""
    named = [(chr(ord("a") + k), (at(quote),)) for k, quote in enumerate(quotes)]
    links = [(*at(words), href) for words, href in (mentions or {}).items()]
    return mark(BODY, named, links).partition("\n")[0]


def ref(id: str, number: int) -> str:
    return f'<a class="ref" href="#{id}" aria-label="statement {number}">{number}</a>'


@pytest.mark.parametrize(
    ("quotes", "mentions", "part"),
    [
        (["dead"], {}, f'” <mark id="q-a" data-q="a">dead</mark>{ref("a", 1)} &amp;'),
        (["dead & gone"], {}, f'<mark id="q-a" data-q="a">dead &amp; gone</mark>{ref("a", 1)} in'),
        (["dead", "gone"], {}, f'dead</mark>{ref("a", 1)} &amp; <mark id="q-b" data-q="b">gone</mark>{ref("b", 2)}'),
        (["Lavrov said"], {}, f'<em><mark id="q-a" data-q="a">Lavrov said</mark>{ref("a", 1)}</em>'),
        (["Sergei Lavrov said that"], {},
         f'<mark id="q-a" data-q="a">Sergei <em>Lavrov said</em> that</mark>{ref("a", 1)}'),
        (["Sergei Lavrov"], {},
         f'<mark id="q-a" data-q="a">Sergei </mark><em><mark data-q="a">Lavrov</mark>{ref("a", 1)} said</em>'),
        (["the deal"], {}, f'<mark id="q-a" data-q="a">the <a href="https://a.bc/">deal</a></mark>{ref("a", 1)} is'),
        (["the deal", "deal is"], {},
         f'<mark id="q-a" data-q="a">the </mark><a href="https://a.bc/"><mark id="q-b" data-q="a b">deal</mark></a>'
         f'{ref("a", 1)}<mark data-q="b"> is</mark>{ref("b", 2)}'),
        (["Lavrov said that"], {}, f'<mark id="q-a" data-q="a"><em>Lavrov said</em> that</mark>{ref("a", 1)}'),
        (["that", "that"], {},
         f'<mark id="q-a" data-q="a b"><span id="q-b"></span>that</mark>{ref("a", 1)}{ref("b", 2)}'),
        (["dead & gone", "gone in"], {},
         f'<mark id="q-a" data-q="a">dead &amp; </mark><mark id="q-b" data-q="a b">gone</mark>{ref("a", 1)}'
         f'<mark data-q="b"> in</mark>{ref("b", 2)}'),
        (["in the UK"], {"UK": "/uk/"}, f'<mark id="q-a" data-q="a">in the <a href="/uk/">UK</a></mark>{ref("a", 1)}.'),
        (["UK"], {"the UK": "/uk/"}, f'<a href="/uk/">the <mark id="q-a" data-q="a">UK</mark></a>{ref("a", 1)}.'),
        ([], {"UK": "/uk/?a&b"}, 'in the <a href="/uk/?a&amp;b">UK</a>. The UK left'),
        ([], {"Sergei Lavrov said": "/l/"}, '<p><a href="/l/">Sergei <em>Lavrov said</em></a> that'),
        ([], {"Sergei Lavrov": "/l/"}, '<p><a href="/l/">Sergei</a> <em>Lavrov said</em>'),
    ],
)  # fmt: skip
def test_marks(quotes: list[str], mentions: dict[str, str], part: str) -> None:
    assert part in marked(*quotes, mentions=mentions)


def test_a_quote_with_a_gap_has_one_reference() -> None:
    html = mark(BODY, [("a", (at("Lavrov"), at("gone")))], ())
    assert html.count('id="q-a"') == 1
    assert html.count('class="ref"') == 1
    assert f'<mark data-q="a">gone</mark>{ref("a", 1)}' in html


def test_a_quote_that_stands_elsewhere_keeps_its_number() -> None:
    html = mark(BODY, [("title", ()), ("b", (at("gone"),))], ())
    assert ref("b", 2) in html
    assert "title" not in html


def test_nothing_to_mark() -> None:
    assert mark(BODY, (), ()) == BODY.html


def cut(body: Body, numbers: list[int]) -> list[tuple[int, int]]:
    """Spans inside one block, from any numbers."""
    size = len(body.text)
    found = []
    for one, other in zip(numbers[::2], numbers[1::2], strict=False):
        start, end = sorted((one % (size + 1), other % (size + 1)))
        if start < end and "\n" not in body.text[start:end]:
            found.append((start, end))
    return found


@given(markdowns, st.lists(st.integers(0, 300), max_size=12), st.lists(st.integers(0, 300), max_size=6))
@example("so…loan R&D", [0, 59], [0, 59, 115, 116])
@example("[^a]: b[^a]loan\n", [], [0, 2])
def test_marked_text_is_sound(markdown: str, quoted: list[int], named: list[int]) -> None:
    woven = read(markdown)
    spans = cut(woven, quoted)
    mentions: list[tuple[int, int, str]] = []
    for start, end in sorted(cut(woven, named)):
        free = all(stop <= start or begin >= end for begin, stop in woven.closed)
        if free and woven.text[start:end].strip() and (not mentions or mentions[-1][1] <= start):
            mentions.append((start, end, "/x/"))
    html = mark(woven, [(f"s{k}", (span,)) for k, span in enumerate(spans)], mentions)
    assert_nested(html)
    bare = re.sub(r"</?mark[^>]*>|<span id=[^>]*></span>", "", REFERENCE.sub("", html))
    assert re.sub(r"<a href=\"/x/\">(.*?)</a>", r"\1", bare, flags=re.S) == woven.html
    ids = re.findall(r' id="(q-\w+)"', html)
    assert max(Counter(ids).values(), default=1) == 1
    for k, (start, end) in enumerate(spans):
        pieces = re.findall(rf'<mark[^>]* data-q="(?:s\d+ )*s{k}(?: s\d+)*">(.*?)</mark>', html, flags=re.S)
        shown = read_words("".join(pieces))
        assert shown == read_words(woven.html[slice(*extent(woven, start, end))])
        assert bool(shown) == (f"q-s{k}" in ids)


def extent(body: Body, start: int, end: int) -> tuple[int, int]:
    """The HTML of a span, from its first segment to its last, cut to the span."""
    fours = [body.segments[k : k + 4] for k in range(0, len(body.segments), 4)]
    inside = [four for four in fours if four[0] < end and four[1] > start]
    first, last = inside[0], inside[-1]
    even = [four[1] - four[0] == four[3] - four[2] for four in (first, last)]
    return (
        first[2] + max(0, start - first[0]) if even[0] else first[2],
        last[3] - max(0, last[1] - end) if even[1] else last[3],
    )


def read_words(html: str) -> str:
    return "".join(TAG.sub("", REFERENCE.sub("", html)).split())


def assert_nested(html: str) -> None:
    """Elements close in the order they opened, and no link or mark holds another of its kind."""
    open_tags: list[str] = []
    for tag in TAG.finditer(html):
        if tag[2] in VOID:
            continue
        if tag[1]:
            assert open_tags.pop() == tag[2], html
        else:
            assert tag[2] not in ("a", "mark") or tag[2] not in open_tags, html
            open_tags.append(tag[2])
    assert not open_tags
