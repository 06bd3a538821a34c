"""A graph from a few statements, for the tests of what link works out."""

from typing import Any

from builder.link.graph import link_graph
from builder.model.entities import Entities, Record
from builder.model.graph import Graph, Statement
from tests import make

ACTORS = ("ann", "bob", "cyd", "wire")


def known(*records: Record) -> Entities:
    return make.entities(*(make.actor(name) for name in ACTORS), make.deal("d"), make.deal("e"), *records)


def linked(*statements: Statement, entities: Entities | None = None, **fronts: Any) -> Graph:
    """Expects that all fits together. `fronts`: front-matter keys by article id."""
    filed = make.articles(*statements, **fronts).values()
    graph, findings = link_graph(make.config(), make.TODAY, entities or known(), filed)
    assert not findings
    return graph
