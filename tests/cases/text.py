"""What a reader sees of a page, as text to be read in a diff: a line for each block, links as `[words](path)` with
paths from the site's root, what is struck through as `~~words~~`, and a quote behind `>`."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

BLOCKS = {"p", "li", "dt", "dd", "tr", "caption", "blockquote", "figcaption", "summary", "pre"}
HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### "}
AROUND = {"s": "~~", "del": "~~", "em": "*", "mark": "==", "code": "`"}
LEFT_OUT = ["script", "style", "form", ".toc", ".ways"]
"""Lists of what follows, and ways away from the page."""


def text_of_page(html: str, path: str, sections: list[str]) -> str:
    """What is in the page's main part, or in the sections with these ids."""
    main = BeautifulSoup(html, "html.parser").main
    assert main, path
    for found in main.select(", ".join(LEFT_OUT)):
        found.decompose()
    parts = [section(main, id) for id in sections] or [main]
    lines = "\n".join(line for part in parts for line in blocks(part, path))
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


def section(main: Tag, id: str) -> Tag:
    heading = main.find(id=id)
    if heading is None:
        nothing = Tag(name="section")
        nothing.append(f"There is no section #{id}.")
        return nothing
    assert isinstance(heading, Tag)
    found = heading if heading.name == "section" else heading.find_parent("section")
    assert isinstance(found, Tag), f"#{id} is in no section"
    return found


def blocks(tag: Tag, path: str) -> Iterator[str]:
    """The lines of an element, an empty one before what stands for itself."""
    words = ""
    for child in tag.children:
        if isinstance(child, Tag) and is_block(child):
            yield from filled(words)
            words = ""
            yield from block(child, path)
        else:
            words += inline(child, path)
    yield from filled(words)


def is_block(tag: Tag) -> bool:
    return (
        tag.name in BLOCKS or tag.name in HEADINGS or tag.find(is_block) is not None or tag.name in ("div", "section")
    )


def block(tag: Tag, path: str) -> Iterator[str]:
    if tag.name in HEADINGS:
        yield from ("", HEADINGS[tag.name] + flat(tag, path), "")
    elif tag.name == "tr":
        yield " | ".join(flat(cell, path) for cell in tag.find_all(["th", "td"]))
    elif tag.name == "blockquote":
        yield from (f"> {line}" for line in blocks(tag, path))
    elif tag.name == "li":
        lines = [line for line in blocks(tag, path) if line]
        yield from (("  " if place else "- ") + line for place, line in enumerate(lines))
    elif tag.name in ("article", "table"):
        yield from ("", *blocks(tag, path), "")
    else:
        yield from blocks(tag, path)


def filled(words: str) -> Iterator[str]:
    line = " ".join(words.split())
    if line:
        yield line


def flat(tag: Tag, path: str) -> str:
    """All on one line."""
    return " ".join(inside(tag, path).split()).removeprefix("· ")


def inside(tag: Tag, path: str) -> str:
    """What an element holds; elements with nothing in between are set apart by a style, and here by a space."""
    words, last = "", None
    for child in tag.children:
        apart = " " if isinstance(child, Tag) and isinstance(last, Tag) else ""
        words += apart + inline(child, path)
        last = child
    return words


def inline(node: PageElement, path: str) -> str:
    if not isinstance(node, Tag):
        return str(node) if type(node) is NavigableString else ""
    words = inside(node, path)
    if not words.strip():
        return words
    if node.name == "a" and node.get("href"):
        return f"[{words}]({urljoin(path, str(node['href']))})"
    sign = AROUND.get(node.name, "")
    return f"{' · ' if 'below' in (node.get('class') or '') else ''}{sign}{words}{sign}"
