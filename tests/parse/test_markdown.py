"""An article's text as a reader sees it, the way back into its HTML, and the desk's prose."""

from html import unescape

import pytest
from hypothesis import given

from builder.model.article import Body, ProseLink, Ref
from builder.model.text import fold
from builder.parse.markdown import body, prose
from tests.parse.test_short_cut import markdowns


def read(markdown: str, offset: int = 0) -> Body:
    return body(markdown, offset, "content/articles/a.md")


@pytest.mark.parametrize(
    ("markdown", "text", "html"),
    [
        ("", "", ""),
        ("One\ntwo.\n\nThree.\n", "One two.\nThree.", "<p>One\ntwo.</p>\n<p>Three.</p>\n"),
        ("A **bold** and *soft* [way](https://a.bc/d).", "A bold and soft way.",
         '<p>A <strong>bold</strong> and <em>soft</em> <a href="https://a.bc/d">way</a>.</p>\n'),
        ("# Head\n\n### Sub", "Head\nSub", "<h2>Head</h2>\n<h3>Sub</h3>\n"),
        ("- a\n- b\n", "a\nb", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. a\n4. b\n", "a\nb", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'),
        ("> said\n> so", "said so", "<blockquote>\n<p>said\nso</p>\n</blockquote>\n"),
        ("R&D &amp; 1 < 2 \"so\"", 'R&D & 1 < 2 "so"', "<p>R&amp;D &amp; 1 &lt; 2 \"so\"</p>\n"),
        ("<b>raw</b>", "<b>raw</b>", "<p>&lt;b&gt;raw&lt;/b&gt;</p>\n"),
        ("“It’s”…", '"It\'s"...', "<p>“It’s”…</p>\n"),
        ("a\\\nb", "a b", "<p>a<br>\nb</p>\n"),
        ("`co  de`", "co de", "<p><code>co  de</code></p>\n"),
        ("```py\nx\n\ny\n```", "x y", "<pre><code>x\n\ny\n</code></pre>\n"),
        ("![A port](/static/p.png) here", "here", '<p><img src="\x02static/p.png" alt="A port"> here</p>\n'),
        ("[see](//a.bc) [this](/deals/x/)", "see this",
         '<p><a href="//a.bc">see</a> <a href="\x02deals/x/">this</a></p>\n'),
        ("[<http://a.b>](http://c.d)", "http://a.b", '<p><a href="http://c.d">http://a.b</a></p>\n'),
        ("[x](javascript:alert)", "[x](javascript:alert)", "<p>[x](javascript:alert)</p>\n"),
        ("[[norland|The North]] and [[sudland]]", "The North and sudland", "<p>The North and sudland</p>\n"),
        ("a\n\n---\n\nb", "a\nb", "<p>a</p>\n<hr>\n<p>b</p>\n"),
    ],
)  # fmt: skip
def test_what_a_reader_sees(markdown: str, text: str, html: str) -> None:
    woven = read(markdown)
    assert woven.text == text
    assert woven.html == html


@given(markdowns)
def test_every_place_of_the_text_leads_to_its_words(markdown: str) -> None:
    woven = read(markdown)
    at = html_at = 0
    for k in range(0, len(woven.segments), 4):
        start, end, html, html_end = woven.segments[k : k + 4]
        assert start == at or (start == at + 1 and woven.text[at] == "\n")
        assert html_at <= html < html_end
        piece = woven.html[html:html_end]
        assert "<" not in piece
        assert fold(f"x{unescape(piece)}x") == f"x{woven.text[start:end]}x"
        at, html_at = end, html_end
    assert at == len(woven.text)


@given(markdowns)
def test_closed_stretches_rise_and_do_not_overlap(markdown: str) -> None:
    woven = read(markdown)
    edges = [edge for stretch in woven.closed for edge in stretch]
    assert edges == sorted(edges)
    assert all(start < end <= len(woven.text) for start, end in woven.closed)


def test_places_in_the_file() -> None:
    markdown = (
        "Top.\n\n> Quoted\n> [here](https://a.bc) and [[sudland]]\n\n- x\n\n  ![p](q.png) [[n|N]]\n\n## To [[z]] ##\n"
    )
    woven = read(markdown, offset=100)
    places = {link.href: link.offset for link in woven.links}
    assert places == {href: 100 + markdown.index(mark) for href, mark in (("https://a.bc", "[here]"), ("q.png", "!["))}
    assert [(ref.id, ref.offset - 100) for ref in woven.refs] == [
        ("sudland", markdown.index("[[sud")),
        ("n", markdown.index("[[n")),
        ("z", markdown.index("[[z")),
    ]


def test_what_holds_no_first_mention() -> None:
    woven = read("# A head\n\nSee [the *port*](https://a.bc), `code` and [[x|y]].\n\n```\nall\n```")
    assert [woven.text[start:end] for start, end in woven.closed] == ["A head", "the port", "code", "y", "all"]
    assert [woven.text[start:end] for start, end in woven.headings] == ["A head"]


def test_a_link_of_the_authors_own() -> None:
    assert read("The  [[norland|Northern  Land]] x").refs == (Ref("norland", 4, 17, 5),)


def test_the_desk_s_own_text() -> None:
    html, links, at = prose("By [[b]], of [[us|*the* States]] & [x](/y/) [[b]].", 10)
    assert html.source == '<p>By b, of *the* States &amp; <a href="\x02y/">x</a> b.</p>\n'
    assert [(html.source[start:end], id, words) for start, end, id, words in html.spans] == [
        ("b", "b", ""), ("*the* States", "us", "*the* States"), ("b", "b", ""),
    ]  # fmt: skip
    assert html.ids == ("b", "us")
    assert (links, at) == ((ProseLink("/y/", 45),), -1)
