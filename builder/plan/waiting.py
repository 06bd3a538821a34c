"""What a build with drafts shows before its time: in goes a record, out come the words that say so. Nothing of the kind
is in the graph otherwise."""

from builder.model.corpus import FreePage, Front
from builder.model.entities import Record
from builder.model.graph import Graph
from builder.model.zones import over
from builder.plan.dates import words

DRAFT = "Draft"


def waiting(one: Record | Front | FreePage, graph: Graph) -> str:
    """`Draft`, `Under embargo until 1 April 2025`, or nothing."""
    if one.draft:
        return DRAFT
    embargo = None if isinstance(one, FreePage) else one.embargo
    if embargo is None or over(embargo, graph.today, graph.config.timezone):
        return ""
    return f"Under embargo until {words(embargo)}"
