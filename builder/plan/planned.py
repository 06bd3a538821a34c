"""Which statements plan something that was not put off since."""

from collections.abc import Iterable, Iterator

from builder.model.graph import Graph


def planned(graph: Graph, ids: Iterable[str]) -> Iterator[str]:
    """Those of these."""
    for id in ids:
        statement = graph.statements[id]
        written = statement.written
        if written.mode == "planned" and (written.due or written.due_open):  # Few are: it is asked of all.
            put_off = "due" in graph.overtaken.get(id, ())
            if not put_off and graph.articles[statement.article].counts:
                yield id
