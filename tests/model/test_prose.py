"""The one grammar of links in prose, wherever it is written: in gists and notes, on free pages, in articles."""

from pathlib import Path
from typing import NamedTuple

import pytest

from builder.model.pages import Link
from builder.model.prose import Prose, Span, not_a_link, read
from builder.model.urls import ROOT
from builder.parse.markdown import body, prose
from builder.parse.readers import Faults
from builder.parse.readers import prose as reader
from builder.plan.parts.links import line, plain, rendered
from tests.conftest import build
from tests.findings_pages import base_site

LINKS = {"norland": Link("Norland & Co", f"{ROOT}n/"), "ghost": Link("A ghost")}
NAME = f'<a href="{ROOT}n/">Norland &amp; Co</a>'


def to(words: str) -> str:
    return f'<a href="{ROOT}n/">{words}</a>'


class Case(NamedTuple):
    source: str
    spans: tuple[Span, ...]
    plain: str
    """In meta descriptions, feeds, search and calendars."""
    html: str
    """Of a gist, a note, an about or a free page."""
    article: str = ""
    """The text of an article, whose bare links print the id; as `plain` where empty."""


LINKED = [
    Case("[[norland]] lent", ((0, 11, "norland", ""),), "Norland & Co lent", f"{NAME} lent", article="norland lent"),
    Case("By [[ghost]]", ((3, 12, "ghost", ""),), "By A ghost", "By A ghost", article="By ghost"),
    Case("[[norland|The North]]", ((0, 21, "norland", "The North"),), "The North", to("The North")),
    Case("[[ norland ]]!", ((0, 13, "norland", ""),), "Norland & Co!", f"{NAME}!", article="norland!"),
    Case("[[ norland | we ]]", ((0, 18, "norland", "we"),), "we", to("we")),
    Case("[[norland|a [b] c]]", ((0, 19, "norland", "a [b] c"),), "a [b] c", to("a [b] c")),
    Case("[[norland|[b]]]", ((0, 15, "norland", "[b]"),), "[b]", to("[b]")),
    Case("[[[norland]]]", ((1, 12, "norland", ""),), "[Norland & Co]", f"[{NAME}]", article="[norland]"),
    Case("[[norland]]]", ((0, 11, "norland", ""),), "Norland & Co]", f"{NAME}]", article="norland]"),
    Case("[[norland|]]", ((0, 12, "norland", ""),), "Norland & Co", NAME, article="norland"),
    Case("[[norland| ]]", ((0, 13, "norland", ""),), "Norland & Co", NAME, article="norland"),
    Case("[[norland|a|b]]", ((0, 15, "norland", "a|b"),), "a|b", to("a|b")),
    Case("[[norland|a\nb]]", ((0, 15, "norland", "a\nb"),), "a\nb", to("a\nb"), article="a b"),
    Case("[[norland|R&D's <b>]]", ((0, 21, "norland", "R&D's <b>"),), "R&D's <b>", to("R&amp;D's &lt;b&gt;")),
    Case("[[norland|a &amp; b]]", ((0, 21, "norland", "a &amp; b"),), "a &amp; b", to("a &amp;amp; b")),
    Case("[[norland|*a* `b`]]", ((0, 19, "norland", "*a* `b`"),), "*a* `b`", to("*a* `b`"), "*a* 'b'"),
    Case("[[norland|x [y](/b/)]]", ((0, 22, "norland", "x [y](/b/)"),), "x [y](/b/)", to("x [y](/b/)")),
    Case(r"\[[norland]]", ((0, 3, "", "[["),), "[[norland]]", "[[norland]]"),
    Case(r"\[[x]] [[norland]]", ((0, 3, "", "[["), (7, 18, "norland", "")), "[[x]] Norland & Co", f"[[x]] {NAME}",
         article="[[x]] norland"),
    Case("[norland] ]]", (), "[norland] ]]", "[norland] ]]"),
]  # fmt: skip


@pytest.mark.parametrize("case", LINKED, ids=lambda case: case.source)
def test_a_link_is_the_same_wherever_it_is_written(case: Case) -> None:
    gist = reader(case.source)
    assert gist == read(case.source) == Prose(case.source, case.spans)
    assert not_a_link(gist) == -1
    assert plain(gist, LINKS) == case.plain
    assert line(gist, LINKS) == case.html

    made = prose(case.source)
    page, at = made.prose(), made.not_a_link
    assert at == -1
    assert page.ids == gist.ids
    assert rendered(page, LINKS) == f"<p>{case.html}</p>\n"

    article = body(case.source, 0, "a.md")
    assert article.text == (case.article or case.plain)
    assert tuple(dict.fromkeys(ref.id for ref in article.refs)) == gist.ids


@pytest.mark.parametrize(
    ("source", "at"),
    [
        ("a [[norland", 2),
        ("[[norland] b", 0),
        ("[[]]", 0),
        ("[[ ]]", 0),
        ("[[|we]]", 0),
        ("[[nor\nland]]", 0),
        ("[[norland|a] b]]", 0),
        ("[[norland|a [b [c]] d]]", 0),
        ("[[norland|see [[ghost]]]]", 0),
        ("[[ghost]] [[[norland]] [[x", 23),
        ("[[[[norland]]", 0),
    ],
)
def test_what_is_not_a_link_is_a_fault_in_our_prose_and_plain_in_an_article(source: str, at: int) -> None:
    assert not_a_link(read(source)) == at
    faults = reader(source)
    assert isinstance(faults, Faults)
    assert (faults[0].problem.code, faults[0].part) == ("bad-link", source[at:].partition("\n")[0])
    assert prose(source, 5).not_a_link == 5 + at
    assert "[[" in body(source, 0, "a.md").text


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("`[[norland]]`", "<code>[[norland]]</code>"),
        ("R&amp;D &copy; [[norland]]", f"R&amp;D © {NAME}"),
        ("**[[norland|we]]**", f"<strong>{to('we')}</strong>"),
        ("[[x](https://y.z)]", '[<a href="https://y.z">x</a>]'),
        ("![a [[norland]]](/p.png)", '<img src="\x02p.png" alt="a norland">'),
        (r"\\[[norland]]", rf"\{NAME}"),
        (r"[\[norland]]", "[[norland]]"),
        ("[[norland]](https://y.z)", '<a href="https://y.z">[norland]</a>'),
        ("[[norland]](now N)", f"{NAME}(now N)"),
    ],
)
def test_links_among_other_markdown(markdown: str, html: str) -> None:
    made = prose(markdown)
    assert made.not_a_link == -1
    assert rendered(made.prose(), LINKS) == f"<p>{html}</p>\n"


SIGNS = ["[[", "[", "[[a", "[[a|", "[[a|[b]", "[[a|b ", "![[", "[[a]] ", "[[a]]\n", "[[a](b", "x", " "]


@pytest.mark.parametrize("sign", SIGNS)
def test_reading_takes_a_time_that_grows_with_the_text(sign: str) -> None:
    """Quadratic time would take minutes here."""
    read("[[" + sign * (200_000 // len(sign)))
    body("[[" + sign * (40_000 // len(sign)), 0, "a.md")


def test_a_page_with_its_head_and_its_feed(tmp_path: Path) -> None:
    source = "[[ norland ]] announced the [[port-loan|loan [of 2.6bn]]] to [[sudland]]."
    files = base_site()
    annotations = files["content/annotations/a.yml"].decode()
    assert "[[norland]] announced the [[port-loan]] to [[sudland]]." in annotations
    annotations = annotations.replace("[[norland]] announced the [[port-loan]] to [[sudland]].", source)
    files["content/annotations/a.yml"] = annotations.replace("- quote:", "- id: one\n  quote:", 1).encode()
    files["content/pages/about.md"] = f"---\ntitle: About\n---\n{source}\n".encode()
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    output = build(tmp_path, tmp_path / "output").output

    said = "Norland announced the loan [of 2.6bn] to Sudland."
    linked = (
        '<a href="{0}actors/norland/">Norland</a> announced the <a href="{0}deals/port-loan/">loan [of 2.6bn]</a> '
        'to <a href="{0}actors/sudland/">Sudland</a>.'
    )
    statement = (output / "s/a/one/index.html").read_text(encoding="utf-8")
    about = (output / "about/index.html").read_text(encoding="utf-8")
    assert f'<meta name="description" content="{said}">' in statement
    assert linked.format("../../../") in statement
    assert f'<meta name="description" content="{said}">' in about
    assert linked.format("../") in about
    assert said in (output / "feeds/site.xml").read_text(encoding="utf-8")
