"""What the table of keys says of a key is true of a site: its example is read, and where it is said to be shown,
published or counted, it is; elsewhere nothing changes with it."""

from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from builder.build import Options, build
from builder.edges.executor import InputOutput, executor
from builder.edges.read import read_tree, scan
from builder.edges.site import load_item
from builder.model.article import STATEMENT_KEYS
from builder.model.statement_keys import StatementKey
from builder.plan.exports.record import record
from builder.plan.exports.tables import tables
from builder.plan.lock import Meaning
from tests.findings_pages import BASE_DAY, base_site
from tests.test_findings import write

ENTITIES = """
events:
  london-summit: {name: Summit in London}
questions:
  fair: {ask: Is it fair?, options: [fair, unfair]}
"""
TEXT = """
On Monday, the ministry said, Norland announced a loan of 2.6 billion pounds to Sudland. Sudland called it likely,
should parliament agree, and “fair”, in nine pages. On Monday, Norland announced it again to Sudland.
"""
OTHERS = """
- {id: loan, quote: "for the new port", gist: "A port.", by: norland, mode: planned, due: 2025-05, status: announced,
   deal: port-loan, saying: toast}
"""
DEAL, MONEY = "deal: port-loan", "deal: port-loan\n  amount: GBP 2.6bn\n  stage: pledged"
NEEDS = {
    "amount": f"{DEAL}\n  stage: pledged", "stage": f"{DEAL}\n  amount: GBP 2.6bn", "payer": MONEY, "payee": MONEY,
    "measure": MONEY, "status": DEAL, "party": f"{DEAL}\n  status: signed", "stance": DEAL, "positions": DEAL,
    "mode": f"{DEAL}\n  status: signed", "translated_by": "translation: a loan", "when_printed": "when: 2025-03-03",
    "lead": DEAL, "tz": "when: 2025-03-03", "stated": "confirms: [loan]",
}  # fmt: skip
"""Keys without which another means nothing."""
SUM = "a loan of 2.6 billion pounds to Sudland. Sudland called it"
QUOTES = {"verbatim": "“fair”", **dict.fromkeys(("amount", "stage", "payer", "payee", "measure"), SUM)}
PLACES = {
    "card": "s/a/x/index.html", "article page": "articles/a/index.html", "money page": "money/index.html",
    "feeds": "feeds/site.xml", "home page": "index.html",
}  # fmt: skip
"""Where a key is shown, to a file that changes with it."""
ELSEWHERE = {"quote", "gist", "id", "nth", "before", "after", "share", "former", "draft"}
"""Keys that a statement cannot be compared without, or which do something else than being shown."""


@cache
def built(keys: str, quote: str) -> tuple[dict[str, Any], Any]:
    """The files of a site with a statement `a/x` of these keys, and its graph."""
    files, made = base_site(), {}
    files["content/entities/all.yml"] += ENTITIES.encode()
    files["content/articles/a.md"] += TEXT.encode()
    statement = f'- quote: "{quote}"\n  gist: "[[sudland]] answered."\n  id: x\n  {keys}\n'
    files["content/annotations/a.yml"] = f"statements:{OTHERS}{statement}".encode()

    def store(path: str, content: Any) -> None:
        made[path] = content

    with TemporaryDirectory() as folder:
        root = Path(folder)
        write(root, files)
        tree = read_tree(root, scan(root))
        with executor(InputOutput(partial(load_item, root), store), 1, lambda step, done, total: None) as pool:
            found = build(tree, Options(BASE_DAY), pool)
    assert found.known, found.findings
    assert made, found.findings
    return made, found.known.graph


@pytest.mark.parametrize("key", [key for key in STATEMENT_KEYS if key.name not in ELSEWHERE], ids=lambda key: key.name)
def test_a_key_is_shown_published_and_counted_as_the_table_says(key: StatementKey) -> None:
    needed = "\n  ".join(filter(None, (NEEDS.get(key.name, ""), "" if key.name == "by" else "by: sudland")))
    given = f"{key.name}: {key.example}"
    quote = QUOTES.get(key.name, "nine pages")
    (before, first), (after, then) = built(needed, quote), built(f"{needed}\n  {given}".strip(), quote)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    pages = {path for path in changed if not path.startswith("data/")}
    if key.shown:
        assert PLACES[key.shown] in pages
    else:
        assert pages == set()
    assert ("data/site.json" in changed) is not key.private
    counted = Meaning(first)(first.statements["a/x"]) != Meaning(then)(then.statements["a/x"])
    assert counted is (key.says and not key.private)
    row = next(
        dict(zip([c.name for c in table.schema.columns], cells, strict=True))
        for table in tables(record(then), then.config)[:1]
        for cells in table.rows
        if cells[0] == "a/x"
    )
    assert any(row[column.name] for column in key.columns) or not key.columns
