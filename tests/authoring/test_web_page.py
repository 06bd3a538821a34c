"""News pages: the text of both readers, the date with its signal, what the page says of itself."""

import pytest

from builder.authoring.reading import Block, Segment
from builder.authoring.web_page import merged, read_page, written

HEAD = '<title>Port deal signed | Gazette</title><meta property="og:title" content="Port deal signed">'
TEXT = """<article><h1>Port deal signed</h1>
<p>Norland signed a <a href="/loan">loan</a> of 2.6&nbsp;billion pounds on Monday, the ministry said in the capital.</p>
<h2>What comes next</h2>
<p>The parliament must vote within two weeks;<br>the opposition said it would vote “against” the loan.</p>
<ul><li>First tranche in June 2025</li><li>Second tranche in July 2025</li></ul>
<p>Read more: Another story about ports</p>
<blockquote><p>We will repay it all, the minister told reporters after the meeting in the capital.</p></blockquote>
<p>The loan is secured by profits of the port, which were 300 million pounds in the last year.</p></article>"""


def page(head: str = "", text: str = TEXT) -> str:
    body = f'<body><nav><a href="/">Home</a></nav>{text}</body>'
    return f'<!doctype html><html lang="en"><head>{HEAD}{head}</head>{body}</html>'


def test_a_page() -> None:
    read = read_page(page('<link rel="canonical" href="https://gazette.example/port-deal">'))
    assert read.title == "Port deal signed"
    assert [(block.kind, block.words[:30]) for block in read.blocks] == [
        ("paragraph", "Norland signed a loan of 2.6 b"),
        ("heading", "What comes next"),
        ("paragraph", "The parliament must vote withi"),
        ("item", "First tranche in June 2025"),
        ("item", "Second tranche in July 2025"),
        ("quote", "We will repay it all, the mini"),
        ("paragraph", "The loan is secured by profits"),
    ]
    assert read.left_out == ("Port deal signed", "Read more: Another story about ports")
    assert (read.url, read.lang) == ("https://gazette.example/port-deal", "en")


@pytest.mark.parametrize(
    ("head", "url", "date", "signal"),
    [
        ('<meta property="article:published_time" content="2025-03-03T09:47:00+02:00">', "", "2025-03-03T09:47+02:00",
         "its meta element `article:published_time`"),
        ('<script type="application/ld+json">{"@graph": [{"datePublished": "2025-03-03T09:47:12Z"}]}</script>', "",
         "2025-03-03T09:47Z", "its JSON-LD, `datePublished`"),
        ("", "https://gazette.example/2025/03/03/port", "2025-03-03", "its address"),
    ],
)  # fmt: skip
def test_a_date_comes_with_where_it_stands(head: str, url: str, date: str, signal: str) -> None:
    first = read_page(page(head), url).dates[0]
    assert (first.value, first.signal) == (date, signal)


@pytest.mark.parametrize(
    ("stamp", "date"),
    [
        ("2025-03-03", "2025-03-03"),
        ("2025-03-03 09:47", "2025-03-03T09:47"),
        ("2025-03-03T09:47:00.000+0200", "2025-03-03"),
        ("2025-02-30", ""),
        ("Monday", ""),
    ],
)
def test_a_time_stamp_as_front_matter_has_it(stamp: str, date: str) -> None:
    assert written(stamp) == date


def blocks(*words: str) -> list[Block]:
    return [Block(each) for each in words]


ONE, TWO = "The loan was signed in March.", "It is to be repaid in ten years."


@pytest.mark.parametrize(
    ("one", "other", "segments"),
    [
        ([ONE, TWO], [ONE, TWO], [([ONE, TWO], [ONE, TWO])]),
        ([ONE, TWO], [f"{ONE} {TWO}"], [([ONE, TWO], [ONE, TWO])]),
        ([ONE], [ONE, TWO], [([ONE], [ONE]), ([], [TWO])]),
        ([ONE, TWO], [TWO], [([ONE], []), ([TWO], [TWO])]),
        (["It is to be repaid in 10 years."], [TWO], [(["It is to be repaid in 10 years."], [TWO])]),
        ([ONE], [TWO], [([ONE], []), ([], [TWO])]),
    ],
)
def test_where_the_readers_differ(
    one: list[str], other: list[str], segments: list[tuple[list[str], list[str]]]
) -> None:
    wanted = tuple(Segment(tuple(blocks(*left)), tuple(blocks(*right))) for left, right in segments)
    assert merged(blocks(*one), blocks(*other)) == wanted


@pytest.mark.parametrize("html", ["", "<html></html>", "<html><body><script>1</script></body></html>", "\x00"])
def test_a_page_without_text(html: str) -> None:
    with pytest.raises(ValueError, match="no text was found in it"):
        read_page(html)
