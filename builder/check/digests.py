"""Digests: every item that the desk has chosen is a change."""

from collections.abc import Iterator

from builder.model.article import Digest
from builder.model.changes import identified
from builder.model.finding import Finding, Location
from builder.model.graph import Graph
from builder.model.graph_changes import Changes


def unknown_change(graph: Graph) -> Iterator[Finding]:
    """An item that is no change, or no more, is left out of the page."""
    chosen = [digest for digest in graph.pages if isinstance(digest, Digest) and digest.items]
    known = {id for id, _ in identified(Changes(graph).all)} if chosen else set()
    for digest in chosen:
        for at, id in enumerate(digest.items):
            if id not in known:
                yield Finding(
                    "unknown-change",
                    f"nothing changed that has the id `{id}`",
                    Location(digest.location.file, ("items", at), id),
                    help="strike it, or see what changed with `dateline digest new`",
                )


WARNING_RULES = (unknown_change,)
