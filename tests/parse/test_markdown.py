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
        ("so <!-- ask --> on", "so on", "<p>so  on</p>\n"),
        ("<!-- ask --> on\n\nend", "on\nend", "<p> on</p>\n<p>end</p>\n"),
        ("> <!-- ask --> on\n\n<!-- a\n-->end", "on\nend", "<blockquote>\n<p> on</p>\n</blockquote>\n<p>end</p>\n"),
        ("a\n\n<!-- ask\n\n`them` -->\n\nb", "a\nb", "<p>a</p>\n<p>b</p>\n"),
        ("a\n<!-- ask -->\nb", "a b", "<p>a\n\nb</p>\n"),
        ("a\n<!-- ask\n\nthem --> b\n- c", "a\nb\nc", "<p>a</p>\n<p>b</p>\n<ul>\n<li>c</li>\n</ul>\n"),
        ("- a\n  <!-- ask -->\n- b", "a\nb", "<ul>\n<li>a\n</li>\n<li>b</li>\n</ul>\n"),
        ("`<!-- a -->`", "<!-- a -->", "<p><code>&lt;!-- a --&gt;</code></p>\n"),
        ("```\n<!-- a -->\n```", "<!-- a -->", "<pre><code>&lt;!-- a --&gt;\n</code></pre>\n"),
        ("open <!-- end", "open <!-- end", "<p>open &lt;!-- end</p>\n"),
        ("~~2~~ 3", "2 3", "<p><del>2</del> 3</p>\n"),
        ("| a | *b* |\n|---|--:|\n| 1 | 2 |", "a\nb\n1\n2",
         '<table>\n<thead>\n<tr><th>a</th><th style="text-align:right"><em>b</em></th></tr>\n</thead>\n'
         '<tbody>\n<tr><td>1</td><td style="text-align:right">2</td></tr>\n</tbody>\n</table>\n'),
        ("Paid[^n] now.\n\n[^n]: In *cash*.\n\nEnd.", "Paid now.\nEnd.\nIn cash.",
         '<p>Paid<sup id="_note-1-from"><a href="#_note-1">1</a></sup> now.</p>\n<p>End.</p>\n'
         '<ol class="footnotes">\n<li id="_note-1"><p>In <em>cash</em>.'
         '<a href="#_note-1-from" aria-label="back to the text">↩</a></p>\n</li>\n</ol>\n'),
        ("so[^n] it is", "so[^n] it is", "<p>so[^n] it is</p>\n"),
        ("[[1]](https://a.bc) x", "[1] x", '<p><a href="https://a.bc">[1]</a> x</p>\n'),
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


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("a <div class='x'>b</div>", ["<div class='x'>", "</div>"]),
        ("so {{ page.title }} and {% include x %}", ["{{ page.title }}", "{% include x %}"]),
        ("{{< youtube x >}}", ["{{< youtube x >}}"]),
        ('[gallery ids="1"] [/caption] [sic] [video](https://a.bc)', ['[gallery ids="1"]', "[/caption]"]),
        ("x <!-- y\n\nz", ["<!--"]),
        ("`<div>` and a < b > c, <https://a.bc>", []),
        ("    <div>", []),
    ],
)
def test_what_other_programs_would_read_is_noted(markdown: str, words: list[str]) -> None:
    found = read(markdown, 10).as_text
    assert [each for each, _ in found] == words
    assert [at - 10 for _, at in found] == [markdown.index(each) for each in words]


def test_twelve_levels_are_shown_and_what_lies_too_deep_is_noted() -> None:
    def nested(levels: int) -> Body:
        return read("".join(f"{'  ' * level}- level {level}\n" for level in range(levels)))

    assert nested(12).text.split("\n") == [f"level {level}" for level in range(12)]
    assert (nested(40).too_deep, nested(60).too_deep > 0) == (-1, True)


def test_double_brackets_that_name_nothing_are_the_texts_own() -> None:
    found = body("We [[the government]] pay [[norland|it]].", 0, "a.md", {"the government": 3})
    assert found.text == "We [[the government]] pay it."
    assert [ref.id for ref in found.refs] == ["norland"]


def test_the_desk_s_own_text() -> None:
    made = prose("By [[b]], of [[us|*the* States]] & [x](/y/) [[b]].", 10)
    html = made.prose()
    assert html.source == '<p>By b, of *the* States &amp; <a href="\x02y/">x</a> b.</p>\n'
    assert [(html.source[start:end], id, words) for start, end, id, words in html.spans] == [
        ("b", "b", ""), ("*the* States", "us", "*the* States"), ("b", "b", ""),
    ]  # fmt: skip
    assert html.ids == ("b", "us")
    assert (made.links, made.not_a_link) == ([ProseLink("/y/", 45)], -1)
