"""What names what: in go the statements in order of happening, out come for each id the statements that speak of it.

Each list keeps the order that it is given in. Nothing is worked out here but who points where.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from builder.model.graph import Article, Mention, Statement

Lists = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Backlinks:
    """As in the graph, field by field."""

    by_deal: Lists
    by_voice: Lists
    by_named: Lists
    by_event: Lists
    sayings: Lists


def latest_happened(told: Sequence[Statement]) -> list[Statement]:
    """In order of happening, the latest first; of what happened at one time, the latest told first."""
    latest_told_first = told[::-1]
    return sorted(latest_told_first, key=lateness, reverse=True)


def lateness(statement: Statement) -> tuple[date, date]:
    when = statement.written.when or statement.told
    if when.first and when.last:
        return (when.last, when.first)
    return (when.end, when.start)


def backlinks(statements: Iterable[Statement], kinds: Mapping[str, str]) -> Backlinks:
    """`kinds`: id to kind of every published entity."""
    deals: dict[str, list[str]] = defaultdict(list)
    voices: dict[str, list[str]] = defaultdict(list)
    named: dict[str, list[str]] = defaultdict(list)
    events: dict[str, list[str]] = defaultdict(list)
    sayings: dict[str, list[str]] = defaultdict(list)
    own = {"deal": deals, "event": events}
    for statement in statements:
        id, written, spoken = statement.id, statement.written, statement.speakers
        for actor in spoken:
            voices[actor].append(id)
        for deal in written.deals:
            deals[deal].append(id)
        if written.event:
            events[written.event].append(id)
        if written.saying:
            sayings[written.saying].append(id)
        for other in others(statement):
            if other not in spoken and other not in written.deals and other != written.event:
                own.get(kinds.get(other, ""), named)[other].append(id)
    return Backlinks(*map(settled, (deals, voices, named, events, sayings)))


def others(statement: Statement) -> Iterable[str]:
    """Ids that a statement names in any part but its voice, deal and event, once each: links, holders, payers, stances,
    parties, questions, and carriers other than the outlet, which carries everything in its articles."""
    written = statement.written
    found = [*statement.named]
    if len(statement.chain) > 2:
        for hop in statement.chain[1:-1]:
            if hop.kind == "actor":
                found += hop.names
    for position in written.positions:
        found += (position.question, position.holder) if position.holder else (position.question,)
    for actor, _ in written.stance:
        found.append(actor)
    for id in (written.payer, written.payee, written.party):
        if id:
            found.append(id)
    return dict.fromkeys(found) if len(found) > 1 else found


def settled(lists: Mapping[str, list[str]]) -> Lists:
    return {id: tuple(lists[id]) for id in sorted(lists)}


def mentions(articles: Iterable[Article]) -> dict[str, tuple[Mention, ...]]:
    """Any id to (article, start, end) of the links to it in published running text, in the order of the articles."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for article in articles:
        for id, start, end in published_mentions(article):
            found[id].append((article.front.id, start, end))
    return {id: tuple(found[id]) for id in sorted(found)}


def published_mentions(article: Article) -> tuple[Mention, ...]:
    return article.mentions if article.rights == "full" else ()


def derived(articles: Iterable[Article]) -> Lists:
    """Article id to the articles that derive from it, in the order of the articles."""
    found: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        for source in dict.fromkeys(derivation.source for derivation in article.front.derives):
            found[source].append(article.id)
    return settled(found)
