"""Digests: the list of editions, and the page of each. Of one that is closed the page shows what its lock holds, and
apart from that what has been corrected since."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from builder.model import sentences, urls
from builder.model.article import Digest
from builder.model.changes import identified
from builder.model.digest import DigestItem, DigestLock, DigestPart
from builder.model.digest_pages import DigestListing, DigestPage, DigestSection, DigestsPage
from builder.model.pages import Link
from builder.model.sections import SECTIONS
from builder.plan.context import PlanContext, Plans, one
from builder.plan.lock import Meaning
from builder.plan.parts.backlinks import follow_feed
from builder.plan.parts.changes import gist, sentence
from builder.plan.parts.dates import draft_notice, span_words, words_of
from builder.plan.parts.editions import (
    against,
    change_item,
    covered,
    covers_words,
    credit,
    edition,
    line,
    title,
    turned,
)
from builder.plan.parts.links import beginning

SECTION = SECTIONS["digests"]
ALL_CHANGES = Link("all changes, week by week", urls.href(SECTIONS["changes"].path))


def plans(context: PlanContext) -> Plans:
    found = context.graph.editions
    yield one(SECTION.path, digests, context, found)
    for previous, digest, following in zip((None, *found), found, (*found[1:], None), strict=False):
        yield one(urls.free_page(digest.stem), page, context, digest, previous, following)


def digests(context: PlanContext, found: Sequence[Digest]) -> DigestsPage:
    before = dict(pairwise(found))
    earlier = {digest.id: other for other, digest in before.items()}
    return DigestsPage(
        path=SECTION.path,
        site=context.site,
        title=SECTION.title,
        description="Each edition in brief: what changed over some days, and what to watch.",
        canonical=context.canonical(SECTION.path),
        crumbs=context.crumbs(),
        feeds=follow_feed(context, SECTION.title, urls.digests_feed) if found else (),
        digests=tuple(
            DigestListing(
                edition_link(context, digest),
                context.stamps(digest.date),
                span_words(*covered(digest, earlier.get(digest.id))),
            )
            for digest in reversed(found)
        ),
    )


def edition_link(context: PlanContext, digest: Digest) -> Link:
    return Link(title(context.graph, digest), urls.href(urls.free_page(digest.stem)))


def page(context: PlanContext, digest: Digest, previous: Digest | None, following: Digest | None) -> DigestPage:
    path, told, lock = (
        urls.free_page(digest.stem),
        edition(context, digest, previous),
        context.graph.kept.digests.get(digest.id),
    )
    words = next((part.html for part in told.parts if part.kind == "prose"), "")
    days = covers_words(told)
    return DigestPage(
        path=path,
        site=context.site,
        title=told.title,
        draft_notice=draft_notice(digest, context.graph),
        description=beginning(words) or sentences.digest(days, len(list(told.items))),
        canonical=context.canonical(path),
        crumbs=context.crumbs(SECTION),
        date=context.stamps(digest.date),
        covers=days,
        size=told.size,
        parts=tuple(section(context, part) for part in told.parts if part.kind != "prose" or part.html),
        more=told.more,
        all_changes=ALL_CHANGES,
        closed=words_of(lock.closed) if lock else "",
        since=tuple(line(context, item) for item in since(context, lock)) if lock else (),
        previous=edition_link(context, previous) if previous else None,
        next=edition_link(context, following) if following else None,
    )


def section(context: PlanContext, part: DigestPart) -> DigestSection:
    id = part.kind if part.heading else ""
    lines = tuple(line(context, item) for item in part.items)
    return DigestSection(part.kind, id, part.heading, urls.rooted(part.html), lines)


def since(context: PlanContext, lock: DigestLock) -> Iterator[DigestItem]:
    """What was corrected, taken back or denied of what an edition told, and what the desk has put in other words,
    after it was closed."""
    known, closed = {item.id for item in lock.edition.items}, date.fromisoformat(lock.closed)
    mended: set[str] = set()
    for id, change in turned(context, lock, closed, context.graph.today):
        if id not in known and (change.day > closed or change.statement not in lock.meaning):
            item = change_item(context, id, change)
            mended.update(item.statements)
            yield item
    yield from reworded(context, lock, mended)


def reworded(context: PlanContext, lock: DigestLock, mended: Collection[str]) -> Iterator[DigestItem]:
    """What an edition told in other words than we would use today, since its statement says something else now. Those
    that are `mended` are told already."""
    known, meaning = context.graph.statements, Meaning(context.graph)
    changed = [
        item
        for item in lock.edition.items
        for id in item.statements[:1]
        if id in known and id not in mended and lock.meaning.get(id, "") not in ("", meaning(known[id]))
    ]
    now = dict(identified(context.changes.all)) if changed else {}
    for item in changed:
        words = sentence(context, now[item.id]) if item.id in now else gist(context, item.statements[0])
        if words != item.words:
            card = context.cards[item.statements[0]]
            yield replace(item, label=sentences.REWORDED, words=words, credit=credit(card), against=against(card))
