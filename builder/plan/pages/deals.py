"""A deal's page, put together from what statements say of it; and the index of where each deal stands."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from builder.model import sentences, urls
from builder.model.entity_pages import DealPage, DealsPage
from builder.model.graph import Standing
from builder.model.page_parts import SourceLine
from builder.model.pages import Link, Page
from builder.model.sections import SECTIONS
from builder.model.text import counted
from builder.plan.context import PlanContext, Plans, one
from builder.plan.parts.answer_box import answer_box
from builder.plan.parts.backlinks import backlinks, follow
from builder.plan.parts.cards import correction_notes
from builder.plan.parts.changes import last_change
from builder.plan.parts.chronology import chronology
from builder.plan.parts.dates import draft_notice
from builder.plan.parts.editions import as_we_wrote
from builder.plan.parts.links import rendered
from builder.plan.parts.money import parts_sums, rows
from builder.plan.parts.pagination import in_rows, part_pages
from builder.plan.parts.questions import question_table
from builder.plan.parts.sources import deal_sources
from builder.plan.parts.statuses import ahead, deal_lines, dues, overdue, status, steps
from builder.plan.sharing import pictures
from builder.plan.sharing.pictures import image

SECTION = SECTIONS["deals"]
SOURCES = 5
MOST = 40
"""Lines of one section that a deal's page shows at most; every statement stands below, or in its parts by year."""


def plans(context: PlanContext) -> Plans:
    yield one(SECTION.path, deals, context)
    for id in context.graph.entities.deals:
        if id in context.existing:
            yield urls.record("deal", id), partial(pages, context, id)


def pages(context: PlanContext, id: str) -> Iterator[Page]:
    """A deal's page and its parts."""
    yield deal(context, id)
    name, ids = context.graph.entities.deals[id].name, context.graph.by_deal.get(id, ())
    yield from part_pages(context, urls.record("deal", id), name, ids)


def deals(context: PlanContext) -> DealsPage:
    return DealsPage(
        path=SECTION.path,
        site=context.site,
        title=SECTION.title,
        description="Where each deal stands, since when, and by whose word.",
        canonical=context.canonical(SECTION.path),
        crumbs=context.crumbs(),
        deals=deal_lines(context),
    )


def deal(context: PlanContext, id: str) -> DealPage:
    graph, stamps = context.graph, context.stamps
    record = graph.entities.deals[id]
    standing = graph.standings.get(id) or Standing(id, None, None, None)
    path = urls.record("deal", id)
    ids = graph.by_deal.get(id, ())
    planned = tuple(dues(context, ids))
    now = status(context, id)
    questions = tuple(question_table(context, question) for question in context.questions.get(id, ()))
    money = rows(context, context.levels.get(id, ()))
    ladder = steps(context, id)
    return DealPage(
        path=path,
        site=context.site,
        title=record.name,
        draft_notice=draft_notice(record, context.graph),
        description=now.sentence.words,
        canonical=context.canonical(path),
        image=image(context, pictures.deal(context, id)),
        crumbs=context.crumbs(SECTION),
        feeds=follow(context, record.name, "deal", id, calendar=any(line.due for line in planned)),
        changed=last_change(context, [other for other in ids if id in graph.statements[other].written.deals]),
        about_html=rendered(record.about_html, context.links),
        about_on=stamps(record.about_on) if record.about_on else None,
        box=answer_box(context, id, now, questions, money, planned),
        disputes=tuple(
            (context.cards[one.one], context.cards[one.other], one.why) for one in standing.disputes[-MOST:]
        ),
        due=tuple(ahead(planned))[:MOST],
        overdue=tuple(overdue(planned))[:MOST],
        money=money,
        sums=tuple(parts_sums(context, id)),
        questions=questions,
        steps=ladder,
        chronology=chronology(context, id, standing, ladder),
        parties=tuple(context.links[party] for party in record.parties),
        parent=context.links[record.part_of] if record.part_of else None,
        parts=deal_lines(context, context.parts.get(id, ())),
        sources=tuple(islice(_sources(context, ids), SOURCES)),
        resting=_resting(context, id),
        wrote=tuple(as_we_wrote(context, record)),
        statements=in_rows(context, path, ids),
        backlinks=backlinks(context, id),
        corrections=correction_notes(record.corrected, stamps),
    )


def _resting(context: PlanContext, id: str) -> Link | None:
    found = deal_sources(context, id)
    words = sentences.resting(len(found.alone), len(found.unnamed))
    return Link(words, f"{urls.href(SECTIONS['sources'].path)}#{id}") if words else None


def _sources(context: PlanContext, ids: Sequence[str]) -> Iterator[SourceLine]:
    """The origins of the statements' accounts that are on file, by how many rest on them."""
    origins = Counter(context.graph.origins.get(id, "") for id in ids)
    for origin, number in sorted(origins.items(), key=lambda each: (-each[1], each[0])):
        if origin in context.graph.entities.actors:
            yield SourceLine(context.links[origin], counted(number, "statement"))
