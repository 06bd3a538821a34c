"""Digests: editions that tell what changed over some days, with the desk's own words. Sections stand only where there
is something; a marker in the prose, `{money}`, places one, and `{no money}` leaves it out."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from html import unescape
from itertools import islice, pairwise

from builder.model import sentences, urls
from builder.model.article import SECTIONS_OF_DIGEST, Digest
from builder.model.changes import Change, heaviest, identified
from builder.model.digest_pages import DigestLine, DigestPage, DigestPart, DigestsPage
from builder.model.graph import Graph
from builder.model.page_parts import ChangeLine
from builder.model.pages import Link
from builder.model.sections import SECTIONS
from builder.plan.context import PlanContext, Plans, one
from builder.plan.pages.questions import line
from builder.plan.parts.backlinks import follow_feed
from builder.plan.parts.changes import change_line
from builder.plan.parts.dates import draft_notice, span_words
from builder.plan.parts.links import beginning, rendered
from builder.plan.parts.questions import open_disputes, question_table
from builder.plan.parts.statuses import ahead, all_dues

SECTION = SECTIONS["digests"]
ITEMS = 10
"""Changes that an edition tells where the desk has chosen none."""
SIDE = 3
"""Lines of any other section."""
HOLDERS = 3
"""Holders of one side of a dispute that are named."""
AWEEK = timedelta(days=6)
MENDED = ("retraction", "correction", "ours")
HEADINGS = {
    "changes": "What happened",
    "prose": "Why it matters",
    "disputes": "Room for disagreement",
    "money": "Money",
    "corrections": "Corrections",
    "watch": "What to watch",
}
ALL_CHANGES = Link("all changes, week by week", urls.href(SECTIONS["changes"].path))
_MARKED = re.compile(r"<p>\{(no )?([a-z-]+)\}</p>\n?")
_TAG = re.compile(r"<[^>]*>")


def plans(context: PlanContext) -> Plans:
    found = editions(context.graph)
    yield one(SECTION.path, digests, context, found)
    for previous, digest, following in zip((None, *found), found, (*found[1:], None), strict=False):
        yield one(urls.free_page(digest.stem), page, context, digest, previous, following)


def editions(graph: Graph) -> list[Digest]:
    """All of them, the earliest first."""
    found = (page for page in graph.pages if isinstance(page, Digest))
    return sorted(found, key=lambda digest: (digest.date.end, digest.id))


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
            DigestLine(
                edition_link(digest), context.stamps(digest.date), span_words(*covered(digest, earlier.get(digest.id)))
            )
            for digest in reversed(found)
        ),
    )


def edition_link(digest: Digest) -> Link:
    return Link(digest.title, urls.href(urls.free_page(digest.stem)))


def covered(digest: Digest, previous: Digest | None) -> tuple[date, date]:
    """The first and the last day whose changes an edition tells."""
    if digest.covers:
        return digest.covers.start, digest.covers.end
    last = digest.date.end
    since = previous.date.end + timedelta(days=1) if previous else last - AWEEK
    return min(since, last), last


def page(context: PlanContext, digest: Digest, previous: Digest | None, following: Digest | None) -> DigestPage:
    path, days = urls.free_page(digest.stem), covered(digest, previous)
    changed = changes_in(context, *days)
    told = chosen(digest, changed)
    words = rendered(digest.html, context.links)
    made = sections(context, told, [each for _, each in changed], days[1])
    parts = tuple(arranged(words, made))
    more = len(changed) - sum(len(part.changes) for part in parts)
    return DigestPage(
        path=path,
        site=context.site,
        title=digest.title,
        draft_notice=draft_notice(digest, context.graph),
        description=beginning(_MARKED.sub("", words)) or sentences.digest(span_words(*days), len(told)),
        canonical=context.canonical(path),
        crumbs=context.crumbs(SECTION),
        date=context.stamps(digest.date),
        covers=span_words(*days),
        size=sentences.size(sum(map(items, parts)), sum(map(word_count, parts))),
        parts=parts,
        more=sentences.further_changes(more),
        all_changes=ALL_CHANGES,
        previous=edition_link(previous) if previous else None,
        next=edition_link(following) if following else None,
    )


def changes_in(context: PlanContext, first: date, last: date) -> list[tuple[str, Change]]:
    """What changed in these days, with its id."""
    return [(id, each) for id, each in identified(context.changes.since(first)) if each.day <= last]


def told(context: PlanContext, digest: Digest, previous: Digest | None) -> list[ChangeLine]:
    """The items of an edition."""
    return [change_line(context, each) for each in chosen(digest, changes_in(context, *covered(digest, previous)))]


def prose(context: PlanContext, digest: Digest) -> str:
    """HTML of the desk's own words in an edition, without its markers."""
    return _MARKED.sub("", rendered(digest.html, context.links))


def chosen(digest: Digest, changed: Sequence[tuple[str, Change]]) -> list[Change]:
    """What an edition tells: what the desk has chosen, else the weightiest of each deal."""
    if digest.items:
        known = dict(changed)
        return [known[id] for id in digest.items if id in known]
    return heaviest(each for _, each in changed if each.kind not in MENDED)[:ITEMS]


def sections(
    context: PlanContext, told: Sequence[Change], changed: Sequence[Change], last: date
) -> dict[str, DigestPart]:
    """Those in which there is something. `changed`: in all of the days that are covered."""
    rest = [each for each in changed if each not in told]
    money = [each for each in rest if each.kind == "money"][:SIDE]
    mended = [each for each in rest if each.kind in MENDED][:SIDE]
    new = {each.statement for each in changed}
    held = context.graph.positions
    disputes = [
        each.question
        for each in open_disputes(context.graph)
        if any(position.statement in new for position in held[each.question])
    ][:SIDE]
    coming = (
        due for due in ahead(all_dues(context)) if not due.due or due.due.iso >= last.isoformat() or not due.due.iso
    )
    made = {
        "changes": _part("changes", changes=tuple(change_line(context, each) for each in told)),
        "disputes": _part(
            "disputes", questions=tuple(line(question_table(context, question), HOLDERS) for question in disputes)
        ),
        "money": _part("money", changes=tuple(change_line(context, each) for each in money)),
        "corrections": _part("corrections", changes=tuple(change_line(context, each) for each in mended)),
        "watch": _part("watch", due=tuple(islice(coming, SIDE))),
    }
    return {name: part for name, part in made.items() if part.changes or part.questions or part.due}


def _part(kind: str, **keys: object) -> DigestPart:
    return DigestPart(kind, kind, HEADINGS[kind], **keys)  # type: ignore[arg-type]


def arranged(prose: str, made: dict[str, DigestPart]) -> Iterator[DigestPart]:
    """The sections where the markers of the prose place them; those that none names stand in their order around it:
    what happened before it, the rest after it."""
    pieces = _MARKED.split(prose)
    named = set(pieces[2::3])
    left = [name for name in SECTIONS_OF_DIGEST if name in made and name not in named]
    if "changes" in left:
        yield made["changes"]
    headed = False
    for no, name, words in zip((None, *pieces[1::3]), ("", *pieces[2::3]), pieces[::3], strict=True):
        if name in made and no is None:
            yield made[name]
        if words.strip():
            heading = "" if headed else HEADINGS["prose"]
            yield DigestPart("prose", "" if headed else "prose", heading, words)
            headed = True
    yield from (made[name] for name in left if name != "changes")


def items(part: DigestPart) -> int:
    return len(part.changes) + len(part.questions) + len(part.due)


def word_count(part: DigestPart) -> int:
    """How many words of a part are read before anything is unfolded."""
    told = [change.words for change in part.changes]
    told += [side.label for question in part.questions for side in (question.sides)]
    told += [question.question.words for question in part.questions]
    html = " ".join((part.content_html, *(due.card.gist_html for due in part.due)))
    return len(" ".join((part.heading, *told, unescape(_TAG.sub(" ", html)))).split())
