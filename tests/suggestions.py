"""How many values of statements that people coded would have been suggested, and how many of them wrongly.

`python -m tests.suggestions SITE` prints the table of a site; that of the sample stands in docs/commands.md, made by
`make reference`.
"""

import sys
from collections import Counter
from datetime import date
from functools import lru_cache
from pathlib import Path

from builder.authoring.splice import data
from builder.authoring.statement_form import shown
from builder.authoring.suggest import Known, known, suggestions
from builder.build import Options
from builder.edges.read import load
from builder.edges.site import check_site
from builder.model.graph import Article, Statement

KEYS = ("by", "deal", "when", "when_printed", "due", "mode", "status", "amount", "hedge", "verbatim")
ROOT = Path(__file__).parent.parent
Row = tuple[str, int, int, int, int]
"""A key; in how many statements it stands for itself, and how often it was suggested right, otherwise, and where the
statement has none."""


def silent(stage: str, done: int, total: int) -> None:
    """Progress is not shown."""


@lru_cache
def measured(root: Path, *, show: bool = False) -> tuple[Row, ...]:
    built = check_site(root, Options(date(2026, 1, 1)), 1, silent).built
    assert built.known
    corpus = built.known.corpus
    site = known(corpus.entities, corpus.config)
    counts = Counter[tuple[str, str]]()
    for article in corpus.articles:
        for statement in article.statements:
            for key, outcome, words in outcomes(root, article, statement, site):
                counts[key, outcome] += 1
                if show and outcome in ("other", "none"):
                    print(f"{statement.id}: {key} {outcome}: {words}")
    return tuple(
        (key, counts[key, "coded"], counts[key, "right"], counts[key, "other"], counts[key, "none"]) for key in KEYS
    )


def outcomes(root: Path, article: Article, statement: Statement, site: Known) -> list[tuple[str, str, str]]:
    """For each key that a statement has for itself, that it is coded; and what became of each suggestion."""
    anchor = statement.anchor
    if anchor is None or anchor.in_title or not article.body.text:
        return []
    tree = data(load(root, statement.written.file)[0].text)
    assert isinstance(tree, dict)
    shared, listed = tree.get("defaults", {}), tree["statements"]
    assert isinstance(shared, dict)
    assert isinstance(listed, list)
    entry = listed[statement.written.index]
    assert isinstance(entry, dict)
    coded = {key: shown(value) for key, value in {**shared, **entry}.items() if value != "none"}
    found = suggestions(article, anchor.spans, site, {key: shown(value) for key, value in shared.items()})
    made = [(key, "coded", "") for key in entry if key in KEYS]
    for each in found:
        there = coded.get(each.key, "")
        outcome = "none" if not there else "right" if there == each.value else "other"
        made.append((each.key, outcome, f"{each.value} for {there or 'nothing'}, from {each.words}"))
    return made


if __name__ == "__main__":
    for row in measured(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT, show=True):
        print(*row, sep="\t")
