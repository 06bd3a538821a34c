"""What a desk has to do on a day: what is due or has no outcome, what is stale, quotes that are broken, and drafts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from builder.model.article import Digest
from builder.model.finding import Finding
from builder.model.graph import Corpus, Graph
from builder.model.graph_changes import Changes
from builder.model.text import counted

QUOTES = ("quote-not-found", "quote-not-unique", "gap-across-blocks", "quote-not-locked")
"""Findings of a quote that no longer stands in its article."""


@dataclass(frozen=True)
class Task:
    kind: str
    """A key of KINDS."""
    what: str
    """An id, or the file of one that cannot be read."""
    why: str
    """In a few words."""


KINDS = {
    "broken": "quotes that no longer stand in their articles",
    "due": "due soon",
    "no-outcome": "due, and without an outcome",
    "stale": "without news",
    "draft": "drafts",
    "unchecked": "noted, and checked by nobody else",
    "new": "changed since the last edition",
}


def tasks(graph: Graph, corpus: Corpus, findings: Iterable[Finding], days: int) -> tuple[Task, ...]:
    """In the order of KINDS; what is due within so many days. The graph holds drafts, too."""
    found = (
        *broken(findings),
        *due(graph, days),
        *stale(graph),
        *drafts(corpus),
        *unchecked(graph),
        *since_edition(graph),
    )
    return tuple(sorted(found, key=lambda task: list(KINDS).index(task.kind)))


def broken(findings: Iterable[Finding]) -> Iterator[Task]:
    for finding in findings:
        if finding.code in QUOTES:
            place = "/".join(map(str, finding.location.keys[:2]))
            yield Task("broken", f"{finding.location.file} {place}".strip(), finding.message)


def due(graph: Graph, days: int) -> Iterator[Task]:
    """The earliest first."""
    until = graph.today + timedelta(days=days)
    waiting = sorted(
        ((when.last, id, state) for id, state in graph.dues.items()
         if state in ("due", "overdue") and (when := graph.statements[id].written.due)), key=lambda each: str(each[0]),
    )  # fmt: skip
    for last, id, state in waiting:
        if state == "overdue":
            yield Task("no-outcome", id, f"was due by {last}")
        elif last and last <= until:
            yield Task("due", id, f"is due by {last}")


def stale(graph: Graph) -> Iterator[Task]:
    for deal, standing in graph.standings.items():
        if standing.stale and standing.now:
            yield Task("stale", deal, f"{standing.now.rung}, last looked for on {standing.looked}")


def drafts(corpus: Corpus) -> Iterator[Task]:
    for record in corpus.entities.everything:
        if record.draft:
            yield Task("draft", record.id, corpus.entities.kind_of(record.id))
    for article in corpus.articles:
        if article.front.draft:
            yield Task("draft", article.id, "article")
        for statement in article.statements:
            if statement.written.draft:
                yield Task("draft", statement.id, f"statement{noted(statement.written.noted_by)}")


def noted(name: str) -> str:
    return f", noted by {name}" if name else ""


def unchecked(graph: Graph) -> Iterator[Task]:
    """Statements whose author is known, and that nobody else has checked."""
    for statement in graph.statements.values():
        written = statement.written
        if written.noted_by and written.checked_by in ("", written.noted_by):
            yield Task("unchecked", statement.id, f"noted by {written.noted_by}")


def since_edition(graph: Graph) -> Iterator[Task]:
    """Deals of which something changed after the day of the last digest that is no draft."""
    editions = (page.date.end for page in graph.pages if isinstance(page, Digest) and page.state != "draft")
    last = max(editions, default=None)
    if last:
        found = Counter(deal for change in Changes(graph).since(last + timedelta(days=1)) for deal in change.deals)
        for deal, number in found.most_common():
            yield Task("new", deal, f"{counted(number, 'change')} since {last}")


def text(found: Iterable[Task]) -> str:
    """What there is to do, kind by kind."""
    tasks = tuple(found)
    parts = []
    for kind, title in KINDS.items():
        lines = [f"  {task.what}: {task.why}\n" for task in tasks if task.kind == kind]
        if lines:
            parts.append(f"{title} ({len(lines)})\n{''.join(lines)}")
    return "\n".join(parts)
