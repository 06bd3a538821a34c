"""The short cut gives what the parser gives: the same HTML, text, segments, links and places, for any Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.article import Body
from builder.parse import markdown as parser
from builder.parse.commonmark import add_markdown
from builder.parse.html_builder import HtmlBuilder
from builder.parse.markdown import add_plain

WORDS = "loan of 2.6 billion said “so” it’s a–b so… soft\xadly x R&D &amp; 1 2025 1. 3) ! . , ( ) a_b <b> \u200b"
MARKS = "* ** *** _ __ ` `` [ ] ]( ](http://a.b) [[ ]] | [[a-b]] ![ **bold** *em* **b.** *e,* \\ & < > # \\\\ ~~~ ```"
LINKS = "[t](https://a.bc/d_e?f=g&h=i#j) *[x](http://y.z)* [sic] http://a.b/ <http://a.b>"
OTHERS = [
    "[[a|b c]]",
    "[a]: http://b.c",
    "e\u0301t\u00e9",
    "<!--",
    "-->",
    "<!-- a -->",
    "~~",
    "[^a]",
    "[^a]: b",
    "{{ a }}",
]
STARTS = ["", "", "", "", "# ", "## ", "#", "####### ", "> ", ">", "- ", "* ", "+ ", "1. ", "2. ", "10) ", "-", "1."]
INDENTS = [
    "    ",
    "  ",
    " ",
    "\t",
    "---",
    "===",
    "***",
    "> - ",
    "- > ",
    "   - ",
    "> > ",
    "|-|",
    "| a | b |",
    "\xa0",
    "\x0b",
]
SPACES = ["", " ", " ", " ", "  ", "\t", "\xa0"]
BREAKS = ["\n", "\n", "\n\n", "\n\n", "\n\n", "\n\n\n", " \n", "  \n", "\n \n", "\n\t\n", "\\\n"]

piece = st.sampled_from([*(2 * WORDS.split(" ")), *MARKS.split(" "), *LINKS.split(" "), *OTHERS])
line = st.builds(
    lambda start, parts: start + "".join(a + b for a, b in parts),
    st.sampled_from(STARTS + INDENTS),
    st.lists(st.tuples(piece, st.sampled_from(SPACES)), max_size=8),
)
markdowns = st.lists(st.tuples(line, st.sampled_from(BREAKS)), max_size=8).map(
    lambda lines: "".join(a + b for a, b in lines)
)


safe = st.sampled_from([*WORDS.split(" "), *LINKS.split(" "), "**bold**", "*em*", "**b.**", "[[a-b]]", "[[a|b c]]"])
plainer = st.lists(
    st.tuples(
        st.sampled_from(["", "", "", "# ", "> ", "- ", "* ", "1. ", "7. ", "  "]),
        st.lists(safe, min_size=1, max_size=6).map(" ".join),
        st.sampled_from(["\n\n", "\n\n", "\n\n", "\n", "\n\n\n", " \n\n"]),
    ),
    max_size=8,
).map(lambda lines: "".join("".join(line) for line in lines))
"""Much of it takes the short cut."""


def parsed(markdown: str, offset: int) -> Body:
    out = HtmlBuilder()
    add_markdown(markdown, offset, out)
    return out.body()


def cut_short(markdown: str, offset: int) -> Body:
    out = HtmlBuilder()
    add_plain(markdown, offset, out)
    return out.body()


@given(st.one_of(plainer, markdowns))
def test_the_short_cut_changes_nothing(markdown: str) -> None:
    assert cut_short(markdown, 7) == parsed(markdown, 7)


@given(st.text(alphabet=" \n\n\naB1.2-+*_#>`~[]()!|&;<\\\"'\t=:/\u2019\u2026\xa0e\u0301", max_size=60))
def test_nor_for_any_characters(markdown: str) -> None:
    assert cut_short(markdown, 0) == parsed(markdown, 0)


TRICKY = [
    "a\xa0\nb", "a\n\u200bb", "a \u200b\nb", "> a\x0c\n> b",
    "![a](http://b.cd)", "![[a]]", "![[a]](b)", "[[[a]]]", "[[a|]]", "[[a|b|c]]", "[a [b](http://c.de) f](g)",
    "[[a]](http://b.cd)", "a &copy; b", "a & b;", "&#65;", "\\*a*", "a\\", "**a***", "***a**", "*a***b**",
    "**a****b**", "*a*b*c*", "a*b*c", "**_a_**", "**a,**b", "**a,** b", "*(a)*", "* a*", "**Bold** lead",
    "[a]: http://b.cd\n\n[a]", "[a](<b>)", "[a](http://b.cd 't')", "[a](http://B.cd)",
    "[a](https://b.cd?x=1&copy=2)", "[a](http://b.cd/%41)", "- a\n\n- b", "- a\n\n  b", "- a\n\nb",
    "1. a\n\n2. b", "- a\n- b\n\n    c", "- a\n+ b", "1. a\n2) b", "0. a", "007. a",
    "- **a**\n- [b](http://c.de)", "-\ta", "- a  ", "- a\xa0", "- - a", "a\n- b\n\n- c", "a\n===", "a\n---",
    "a\n# b", "# a #", "# a#", "#a", "# a\nb", "####### a", "> a\nb", "> a\n\n> b", "> - a", "> a\n> b",
    "a\xa0", "\xa0a", "a  \nb", "a \nb", "a\n b", "a\n    b", "    a\n\n    b", "a\n\n    b",
    "```\n\na\n\n```", "~~~\n\na", "a\n \nb", "- a\n \n  b", "2025. a", "2025 a", "2.6 a", "1.", "1.\na",
    "***", "* * *", "a\n1. b", "a\n2. b", "<http://a.b>", "a < b > c", "[sic] a [x] (y)", "a _b_ c_d", "`a",
    "a \u200b b", "e\u0301 \u2026", "a\n\n\n\n\nb", "\n\na\n", "a\x0bb", "\x0b", "\x1ca", "a\r\n\r\nb",
]  # fmt: skip


@pytest.mark.parametrize("markdown", TRICKY)
def test_what_is_nearly_plain(markdown: str) -> None:
    for text in (markdown, f"Before.\n\n{markdown}\n\nAfter.", f"Before {markdown} after."):
        assert cut_short(text, 3) == parsed(text, 3)


@pytest.mark.parametrize(
    "markdown",
    ["One.\nTwo.\n\n2025 three.", "# Head", "A **b**, *c* [d](https://e.fg/h) [[i|j]] [sic].", "- a\n- **b** c",
     "3. a", "> “A”", "**Lead.** More", "R & D"],
)  # fmt: skip
def test_the_short_cut_is_taken(markdown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = parsed(markdown, 0)
    monkeypatch.setattr(parser, "add_markdown", None)
    assert cut_short(markdown, 0) == expected
