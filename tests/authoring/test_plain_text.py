"""Texts that were copied from pages and PDFs: what is the article, and what is not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.authoring.plain_text import printed_date, read_plain
from builder.authoring.reading import Block, markdown
from builder.model.text import fold
from builder.parse.markdown import body

SHARED = Path(__file__).parents[3] / "shared"
FIRST = "Norland signed a loan of 2.6 billion pounds on Monday."
SECOND = "The parliament votes within two weeks, the ministry said."


@pytest.mark.parametrize(
    ("text", "title", "paragraphs", "left_out"),
    [
        (f"Port deal signed at last\n{FIRST}\n{SECOND}", "Port deal signed at last", [FIRST, SECOND], []),
        (f"Will the port deal hold?\n\n{FIRST}\n\n{SECOND}\n", "Will the port deal hold?", [FIRST, SECOND], []),
        (
            f"World\nPort deal signed at last\nMar 3, 2025 09:47\nPort deal signed at last - 1\n{FIRST}\n{SECOND}",
            "Port deal signed at last",
            [FIRST, SECOND],
            ["World", "Mar 3, 2025 09:47", "Port deal signed at last - 1"],
        ),
        (
            f"Port deal signed at last\n{FIRST}\nBy Ann Writer\n3 March 2025\n{SECOND}",
            "Port deal signed at last",
            [FIRST, SECOND],
            ["By Ann Writer", "3 March 2025"],
        ),
        (
            f"Port deal signed at last\n(GAZETTE) {FIRST}\n{SECOND}",
            "Port deal signed at last",
            [FIRST, SECOND],
            ["(GAZETTE)"],
        ),
        (
            f"Port deal signed at last\n{FIRST}\nRead more: What a port costs\n{SECOND}\nTags: loan, port\nShare this",
            "Port deal signed at last",
            [FIRST, SECOND],
            ["Read more: What a port costs", "Tags: loan, port", "Share this"],
        ),
    ],
)
def test_head_text_and_end(text: str, title: str, paragraphs: list[str], left_out: list[str]) -> None:
    read = read_plain(text, "en")
    assert read.title == title
    assert [block.words for block in read.blocks] == paragraphs
    assert list(read.left_out) == left_out


def test_lines_of_a_printed_page_are_put_together() -> None:
    text = (
        "Norland signed a loan of 2.6 billion pounds on Mon-\nday, the ministry of fi\u00adnance said, and a long-\n"
        "term treaty with its neigh-\nbour on the other side.\n\nThe long-term treaty is to follow in the sum-\n"
        "mer, once the parliament has voted on all of its\nparts and the neighbours have agreed to it."
    )
    read = read_plain(text, "en")
    assert [block.words for block in read.blocks] == [
        "Norland signed a loan of 2.6 billion pounds on Monday, the ministry of finance said, and a long-term treaty "
        "with its neighbour on the other side.",
        "The long-term treaty is to follow in the summer, once the parliament has voted on all of its parts and the "
        "neighbours have agreed to it.",
    ]
    assert "`neigh-` and `bour` on two lines are `neighbour`" in read.cleaned
    assert read.cleaned[0].startswith("1 invisible sign taken out")


@pytest.mark.parametrize(
    ("line", "language", "date"),
    [
        ("Mar 3, 2025 09:47 247", "en", "2025-03-03T09:47"),
        ("Published: 3 March 2025", "en", "2025-03-03"),
        ("3. März 2025, 9.47 Uhr", "de", "2025-03-03T09:47"),
        ("2025-03-03", "fr", "2025-03-03"),
        ("13/03/2025", "en", "2025-03-13"),
        ("3/4/2025", "en", ""),
        ("March 2025", "en", ""),
        ("On 3 March 2025 the two sides met again in the capital to talk about the loan", "en", ""),
    ],
)
def test_the_date_of_a_line(line: str, language: str, date: str) -> None:
    assert [found.value for found in printed_date(line, language)] == ([date] if date else [])


@pytest.mark.parametrize(
    ("seed", "article", "day"),
    [("000_76d68035b67316ab", "fakti-2025-03-03", "2025-03-03T09:47"), ("004_1953ff44baec3958", "menafn-2025-05", "")],
)
@pytest.mark.skipif(not SHARED.exists(), reason="the texts of the seed site are not here")
def test_the_seeds_give_the_articles_of_their_site(seed: str, article: str, day: str) -> None:
    read = read_plain((SHARED / "seeds" / f"{seed}.txt").read_text(encoding="utf-8"), "en")
    on_file = (SHARED / f"seed-site/content/articles/{article}.md").read_text(encoding="utf-8")
    assert markdown(read.blocks) == on_file.split("---\n", 2)[2]
    assert [found.value for found in read.dates] == ([day] if day else [])


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1), max_size=5)
)
def test_the_markdown_says_the_same_words(lines: list[str]) -> None:
    blocks = [Block(" ".join(line.split())) for line in lines if line.strip()]
    wanted = [fold(block.words) for block in blocks if fold(block.words)]
    assert [line for line in body(markdown(blocks), 0, "").text.split("\n") if line] == wanted


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    read_plain(text, "en")
