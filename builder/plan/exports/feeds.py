"""Feeds of the site, of every deal and of every actor, in Atom and as JSON Feed: the latest statements, each by its
speaker."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from builder.model import urls
from builder.model.article import Digest
from builder.model.changes import Change, identified
from builder.model.dates import midnight
from builder.model.digest_pages import DigestLine
from builder.model.entities import Record
from builder.model.feeds import AtomFeed, ChangeEntry, EditionEntry, Entry, Feed, FeedEntry, JsonFeed
from builder.model.graph import Statement
from builder.model.pages import Card
from builder.model.sections import SECTIONS
from builder.model.sentences import actor_words, attribution, change_title, objections, told
from builder.plan.context import PlanContext, Plans, one
from builder.plan.exports.record import moment, spelt
from builder.plan.parts.changes import change_line
from builder.plan.parts.editions import edition, line
from builder.plan.parts.links import plain


class FeedEntries(dict[str, FeedEntry]):
    """Entries by a statement's full id, each made when a feed first asks for it."""

    def __init__(self, context: PlanContext) -> None:
        super().__init__()
        self._context = context
        self._begun = DayStarts(context.graph.config.timezone)

    def __missing__(self, id: str) -> FeedEntry:
        context, addresses = self._context, self._context.addresses
        statement, card = context.graph.statements[id], context.cards[id]
        written = statement.written
        made = self[id] = FeedEntry(
            addresses.of_statement(statement),
            address(context, statement),
            headline(card, plain(written.gist, context.links)),
            self._begun[addresses.published[id]],
            self._begun[addresses.updated[id]],
            card,
            tuple([(deal, context.links[deal].words) for deal in written.deals]),
            spelt(statement.voice),
            moment(statement.told),
        )
        return made


class DayStarts(dict[date, str]):
    """The moments at which days begin in a time zone, as RFC 3339 has them; each worked out once."""

    def __init__(self, zone: str) -> None:
        super().__init__()
        self._zone = zone

    def __missing__(self, day: date) -> str:
        begun = self[day] = midnight(day, self._zone).isoformat()
        return begun


def address(context: PlanContext, statement: Statement) -> str:
    """Of the statement's own page."""
    return context.canonical(urls.statement_page(statement.article, statement.local))


def headline(card: Card, gist: str, more: Iterable[str] = ()) -> str:
    """`Kremlin, through ISW, in Fakti (Planned; disputed by Kyiv): The talks begin.`"""
    marks = "; ".join(filter(None, (card.mode_words, *more, *card.labels, *objections(card))))
    return f"{attribution(card)} ({marks}): {gist}" if marks else f"{attribution(card)}: {gist}"


MOST = 50
"""FeedEntries of one feed, and of one archive."""
FORMS: dict[str, type[Feed]] = {"xml": AtomFeed, "json": JsonFeed}


class FeedContext:
    """What all feeds of a site draw on."""

    def __init__(self, context: PlanContext) -> None:
        self.context = context
        self.entries = FeedEntries(context)
        self.begun = DayStarts(context.graph.config.timezone)

    @cached_property
    def by_outlet(self) -> dict[str, list[str]]:
        """Outlet id to the statements of its articles."""
        found: dict[str, list[str]] = {}
        for article in self.context.graph.articles.values():
            found.setdefault(article.front.outlet, []).extend([statement.id for statement in article.statements])
        return found


class FeedSubject(NamedTuple):
    """What a feed is about."""

    id: str
    title: str
    subtitle: str
    page: str
    """Site path."""


def plans(context: PlanContext) -> Plans:
    """None where the site has no address: nothing on it has an absolute one."""
    graph, feeds = context.graph, FeedContext(context)
    if not graph.config.url:
        return
    for form in FORMS:
        yield one(urls.feed(form), site_feed, feeds, form)
        yield one(urls.changes_feed(form), changes_feed, feeds, form)
        if graph.editions:
            yield one(urls.digests_feed(form), digests_feed, feeds, form)
    for number in range(1, len(graph.statements) // MOST + 1):
        yield one(urls.archive(number), archive, feeds, number)
    for kind in ("deal", "actor"):
        for id, record in graph.entities.of_kind(kind).items():
            if id in context.existing:
                for name in (id, *record.former):
                    for form in FORMS:
                        yield one(urls.feed(form, kind, name), record_feed, feeds, form, kind, record, name)


def site_feed(feeds: FeedContext, form: str) -> Feed:
    """The latest of all. What is in no archive yet is always among them; what was corrected comes again, for nobody
    looks for it in an archive that they have read."""
    recency = feeds.context.recency
    archives = len(recency.oldest) // MOST
    unarchived = recency.oldest[archives * MOST :]
    changed = recency.latest(recency.oldest[: archives * MOST], MOST - len(unarchived))
    ids = recency.latest((*unarchived, *changed), MOST)
    links: dict[str, Any] = {}
    if archives and form == "xml":
        links["links"] = (_link(feeds, "prev-archive", archives),)
    return _feed(feeds, form, _site(feeds), ids, urls.feed(form), **links)


def changes_feed(feeds: FeedContext, form: str) -> Feed:
    """The latest of what changed, without statements that changed nothing."""
    context = feeds.context
    told = (found for found in identified(context.changes.all) if found[1].kind != "statement")
    entries = tuple(change_entry(feeds, id, change) for id, change in islice(told, MOST))
    title = f"{SECTIONS['changes'].title} · {context.site.title}"
    about = FeedSubject(context.addresses.of_changes, title, "What changed, by whose word.", SECTIONS["changes"].path)
    return _made(
        feeds, form, about, entries, urls.changes_feed(form), max((one.updated for one in entries), default="")
    )


def change_entry(feeds: FeedContext, id: str, change: Change) -> ChangeEntry:
    context, line = feeds.context, change_line(feeds.context, change)
    begun = feeds.begun[change.day]
    path = line.href.removeprefix(urls.ROOT)
    return ChangeEntry(
        f"{context.addresses.of_changes}/{id}",
        context.canonical(f"/{path}"),
        change_title([deal.words for deal in line.deals], line.words, line.card),
        begun,
        begun,
        line,
        tuple((deal, context.links[deal].words) for deal in change.deals),
    )


def digests_feed(feeds: FeedContext, form: str) -> Feed:
    """The latest editions."""
    context, found = feeds.context, feeds.context.graph.editions
    pairs = list(zip((None, *found), found, strict=False))
    entries = tuple(edition_entry(feeds, digest, previous) for previous, digest in pairs[: -MOST - 1 : -1])
    title = f"{SECTIONS['digests'].title} · {context.site.title}"
    id = context.addresses.authority + urls.digests_feed("").rstrip(".")
    about = FeedSubject(id, title, "What changed, in brief.", SECTIONS["digests"].path)
    return _made(
        feeds, form, about, entries, urls.digests_feed(form), max((one.updated for one in entries), default="")
    )


FIRST = ("since", "changes")
"""The sections of an edition that its entry tells."""


def edition_entry(feeds: FeedContext, digest: Digest, previous: Digest | None) -> EditionEntry:
    context, path = feeds.context, urls.free_page(digest.stem)
    made = edition(context, digest, previous)
    begun = feeds.begun[date.fromisoformat(made.date)]
    return EditionEntry(
        context.addresses.authority + path,
        context.canonical(path),
        made.title,
        begun,
        begun,
        "/".join(made.covers),
        "".join(urls.rooted(part.html) for part in made.parts),
        tuple(told_line(line(context, item)) for part in made.parts if part.kind in FIRST for item in part.items),
        tuple({id: (id, name) for item in made.items for id, name in item.deals}.values()),
    )


def told_line(line: DigestLine) -> str:
    """In plain text."""
    return told([deal.words for deal in line.deals], line.words, line.credit, line.against)


def archive(feeds: FeedContext, number: int) -> Feed:
    """A full one. It holds the same statements for ever, as long as none is put on file under an earlier day."""
    oldest = feeds.context.recency.oldest
    ids = oldest[(number - 1) * MOST : number * MOST]
    ways = (("prev-archive", number - 1), ("next-archive", number + 1))
    links = [_link(feeds, way, other) for way, other in ways if 1 <= other <= len(oldest) // MOST]
    current = ("current", feeds.context.canonical(urls.feed("xml")))
    return _feed(feeds, "xml", _site(feeds), ids[::-1], urls.archive(number), links=(current, *links), archive=True)


def _link(feeds: FeedContext, way: str, number: int) -> tuple[str, str]:
    return way, feeds.context.canonical(urls.archive(number))


def _site(feeds: FeedContext) -> FeedSubject:
    config = feeds.context.graph.config
    return FeedSubject(feeds.context.addresses.of_feed(None), config.title, config.scope, urls.HOME)


def record_feed(feeds: FeedContext, form: str, kind: str, record: Record, name: str) -> Feed:
    """A deal's or an actor's. Where it was once, by the name of then, it says where it is now."""
    ids, said = SUBJECTS[kind](feeds, record.id)
    title, page = f"{record.name} · {feeds.context.site.title}", urls.record(kind, record.id)
    about = FeedSubject(feeds.context.addresses.of_feed(record, kind), title, said, page)
    latest = feeds.context.recency.latest(ids, MOST)
    return _feed(feeds, form, about, latest, urls.feed(form, kind, name), urls.feed(form, kind, record.id))


def _of_deal(feeds: FeedContext, id: str) -> tuple[Iterable[str], str]:
    return feeds.context.graph.by_deal.get(id, ()), "What is said of it, and by whom."


def _of_actor(feeds: FeedContext, id: str) -> tuple[Iterable[str], str]:
    graph = feeds.context.graph
    if graph.entities.actors[id].kind == "outlet":
        return feeds.by_outlet.get(id, ()), "What stands in its articles, and by whose word."
    words = actor_words(graph.entities.actors[id].kind)
    said = f"{words.own}, and {words.others[0].lower()}{words.others[1:]}."
    return (*graph.by_voice.get(id, ()), *graph.by_named.get(id, ())), said


SUBJECTS = {"deal": _of_deal, "actor": _of_actor}
"""Kind of a record to the statements of its feed, and what they are."""


def _feed(
    feeds: FeedContext, form: str, about: FeedSubject, ids: Sequence[str], path: str, now: str = "", **atom: Any
) -> Feed:
    """`path`: where the file stands; `now`: the feed's address where it is another; `atom`: what only AtomFeed has."""
    days = [feeds.context.addresses.updated[id] for id in ids]
    updated = feeds.begun[max(days)] if days else ""
    return _made(feeds, form, about, tuple([feeds.entries[id] for id in ids]), path, updated, now, **atom)


def _made(
    feeds: FeedContext,
    form: str,
    about: FeedSubject,
    entries: tuple[Entry, ...],
    path: str,
    updated: str,
    now: str = "",
    **atom: Any,
) -> Feed:
    """`updated`: empty of no entry."""
    context, site = feeds.context, feeds.context.site
    return FORMS[form](
        path=path,
        id=about.id,
        title=about.title,
        subtitle=about.subtitle,
        updated=updated or feeds.begun[context.recency.last_day or context.graph.today],
        address=context.canonical(now or path),
        page=context.canonical(about.page),
        root=context.canonical("/"),
        author=site.publisher or site.title,
        rights=site.licence,
        language=site.language,
        entries=entries,
        **atom,
    )
