"""The short cut gives what the parser gives: the same HTML, text, segments, links and places, for any Markdown."""

from hypothesis import given
from hypothesis import strategies as st

from builder.model.corpus import Body
from builder.parse.commonmark import weave_markdown
from builder.parse.plain import weave_plain
from builder.parse.weave import Weave

WORDS = "loan of 2.6 billion said “so” it’s a–b so… soft\xadly x R&D &amp; 1 2025 1. 3) ! . , ( ) a_b <b> \u200b"
MARKS = "* ** *** _ __ ` `` [ ] ]( ](http://a.b) [[ ]] | [[a-b]] ![ **bold** *em* **b.** *e,* \\ & < > # \\\\ ~~~ ```"
LINKS = "[t](https://a.bc/d_e?f=g&h=i#j) *[x](http://y.z)* [sic] http://a.b/ <http://a.b>"
OTHERS = ["[[a|b c]]", "[a]: http://b.c", "e\u0301t\u00e9"]
STARTS = ["", "", "", "", "# ", "## ", "#", "####### ", "> ", ">", "- ", "* ", "+ ", "1. ", "2. ", "10) ", "-", "1."]
INDENTS = ["    ", "  ", " ", "\t", "---", "===", "***", "> - ", "- > ", "   - ", "> > ", "\xa0", "\x0b"]
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
    weave = Weave()
    weave_markdown(markdown, offset, weave)
    return weave.body()


def cut_short(markdown: str, offset: int) -> Body:
    weave = Weave()
    weave_plain(markdown, offset, weave)
    return weave.body()


@given(st.one_of(plainer, markdowns))
def test_the_short_cut_changes_nothing(markdown: str) -> None:
    assert cut_short(markdown, 7) == parsed(markdown, 7)


@given(st.text(alphabet=" \n\n\naB1.2-+*_#>`~[]()!|&;<\\\"'\t=:/\u2019\u2026\xa0e\u0301", max_size=60))
def test_nor_for_any_characters(markdown: str) -> None:
    assert cut_short(markdown, 0) == parsed(markdown, 0)
