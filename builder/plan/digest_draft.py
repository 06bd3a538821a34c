"""An edition to begin with: what changed over some days, each change a line for the editor to keep, order or strike."""

from datetime import date

from builder.model.changes import heaviest
from builder.plan.context import PlanContext
from builder.plan.parts.changes import sentence
from builder.plan.parts.dates import span_words
from builder.plan.parts.editions import AWEEK, ITEMS, MENDED, changes_in


def since_last(context: PlanContext, last: date) -> date:
    """The first day that an edition of this day covers: the one after the edition before, or of its seven days."""
    before = [one.covers or one.date for one in context.graph.editions]
    ends = [covers.end for covers in before if covers.end < last]
    return date.fromordinal(max(ends).toordinal() + 1) if ends else last - AWEEK


def digest_draft(context: PlanContext, first: date, last: date) -> str:
    """The file; empty where nothing changed. Changes that the page tells in a section of their own are not listed."""
    changed = changes_in(context, first, last)
    if not changed:
        return ""
    ids = {each: id for id, each in changed}
    listed = [each for _, each in changed if each.kind not in MENDED]
    told = heaviest(listed)[:ITEMS]
    lines = [
        "---",
        f"title: Changes, {span_words(first, last)}",
        f"date: {last}",
        f"covers: {first}/{last}",
        "state: draft",
        "# What the edition tells. Keep, order and strike; take a # away to add what is left out.",
        "items:",
    ]
    for each in (*told, *(each for each in listed if each not in told)):
        deal = f"{context.links[each.deals[0]].words}: " if each.deals else ""
        lines += [f"# {deal}{sentence(context, each)}", f"{'' if each in told else '# '}- {ids[each]}"]
    return "\n".join((*lines, "---", ""))
