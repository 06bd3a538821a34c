"""The parts of docs/ that are made from tables in the code: `make reference` rewrites them.

Each stands between two comments, `<!-- made: NAME -->` and `<!-- end -->`. test_reference holds that they are as made.
"""

import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from builder.model.article import STATEMENT_KEYS
from builder.model.dictionary import FILES
from builder.model.finding import CODES
from builder.model.statement_keys import SECTIONS, StatementKey
from builder.parse.article import DIGEST, FRONT
from builder.parse.config import CONFIG
from builder.parse.entities import ACTORS, COMMON, DEALS, EVENTS, PLACES, QUESTIONS
from builder.parse.readers import Table
from tests.findings_pages import FOLDER, HEAD
from tests.suggestions import measured

DOCS = FOLDER.parent
MADE = re.compile(r"(?<=<!-- made: )(?P<name>[a-z-]+)(?P<mark> -->\n).*?(?=<!-- end -->)", re.DOTALL)
SENTENCE = re.compile(r"(.*?[.?!])(?=\s+[A-Z`*]|\s*\n\n)", re.DOTALL)


def table(*rows: Iterable[str]) -> str:
    """A Markdown table; the first row is its head."""
    head, *others = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join((head, "|---" * (head.count(" | ") + 1) + "|", *others)) + "\n"


def findings() -> str:
    """Every code with the first sentence of its page."""
    return table(("code", "", "what it says"), *map(finding, sorted(CODES)))


def finding(code: str) -> tuple[str, str, str]:
    text = (FOLDER / f"{code}.md").read_text(encoding="utf-8")
    head = HEAD.match(text)
    sentence = SENTENCE.match(text, head.end()) if head else None
    assert sentence, f"{code}.md does not begin with its code, severity and a sentence"
    return f"[{code}]({code}.md)", CODES[code].severity.word, " ".join(sentence[1].split())


def statement_keys(section: str) -> str:
    """The keys of one section of the guide."""
    rows = map(statement_key, (key for key in STATEMENT_KEYS if key.section == section))
    return table(("key", "example", "meaning", "shown on"), *rows)


def statement_key(key: StatementKey) -> tuple[str, ...]:
    options = ": " + ", ".join(f"`{option}`" for option in key.options) if key.options else ""
    return f"`{key.name}`", f"`{key.example}`", key.meaning + options, key.shown or "nowhere"


def keys(table_of_keys: Table) -> str:
    """The keys of an entity, of front matter or of site.yml."""
    rows = ((f"`{word}`", f"`{key.example}`", key.meaning) for word, key in table_of_keys.items())
    return table(("key", "example", "meaning"), *rows)


def data_files() -> str:
    return table(("file", "what it is"), *((f"`{name}`", meaning) for name, (_, meaning) in FILES.items()))


def suggestions() -> str:
    """How many values of the sample's statements are suggested, and how well."""
    rows = ((f"`{key}`", *map(str, counts)) for key, *counts in measured(DOCS.parent))
    return table(("key", "coded", "suggested right", "otherwise", "none coded"), *rows)


PARTS: dict[str, Callable[[], str]] = {
    "findings": findings,
    "data-files": data_files,
    "all-entities": partial(keys, COMMON),
    "actors": partial(keys, ACTORS),
    "deals": partial(keys, DEALS),
    "events": partial(keys, EVENTS),
    "places": partial(keys, PLACES),
    "questions": partial(keys, QUESTIONS),
    "front-matter": partial(keys, FRONT),
    "digest": partial(keys, DIGEST),
    "settings": partial(keys, CONFIG),
    "suggestions": suggestions,
    **{section: partial(statement_keys, section) for section in SECTIONS},
}
PAGES = (FOLDER / "README.md", DOCS / "content-model.md", DOCS / "data.md", DOCS / "site-yml.md",
         DOCS / "commands.md")  # fmt: skip


def made(page: str) -> str:
    """The page, its made parts as they are to be."""
    return MADE.sub(lambda found: f"{found['name']}{found['mark']}{PARTS[found['name']]()}", page)


def write(page: Path) -> None:
    page.write_text(made(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    for each in PAGES:
        write(each)
