"""A deal's page, put together from what statements say of it; and the index of where each deal stands."""

from collections.abc import Iterator
from functools import partial

from builder.model import urls
from builder.model.blocks import Status
from builder.model.briefings import DealPage, DealsPage
from builder.model.entities import Record
from builder.model.graph import Standing
from builder.model.pages import Mend, Page
from builder.plan import pictures
from builder.plan.backlinks import backlinks
from builder.plan.dues import ahead, dues
from builder.plan.following import follow
from builder.plan.ledger import parts_sums
from builder.plan.material import Material
from builder.plan.parts import part_pages, parted
from builder.plan.plans import Plans, one
from builder.plan.prose import rendered
from builder.plan.questions import question_table
from builder.plan.sheet import image
from builder.plan.statuses import deal_lines, status, steps
from builder.plan.sums import rows
from builder.plan.timeline import timeline
from builder.plan.waiting import waiting

INDEX = "/deals/"
MOST = 40
"""Lines of one section that a deal's page shows at most; every statement stands below, or in its parts by year."""


def plans(material: Material) -> Plans:
    yield one(INDEX, deals, material)
    for id in material.graph.entities.deals:
        if id in material.existing:
            yield urls.record("deal", id), partial(pages, material, id)


def pages(material: Material, id: str) -> Iterator[Page]:
    """A deal's page and its parts."""
    yield deal(material, id)
    name, ids = material.graph.entities.deals[id].name, material.graph.by_deal.get(id, ())
    yield from part_pages(material, urls.record("deal", id), name, ids)


def deals(material: Material) -> DealsPage:
    return DealsPage(
        path=INDEX,
        site=material.site,
        title="Deals",
        description="Where each deal stands, since when, and by whose word.",
        canonical=material.canonical(INDEX),
        crumbs=material.crumbs(),
        deals=deal_lines(material),
    )


def deal(material: Material, id: str) -> DealPage:
    graph, stamps = material.graph, material.stamps
    record = graph.entities.deals[id]
    standing = graph.standings.get(id) or Standing(id, None, None, None)
    path = urls.record("deal", id)
    ids = graph.by_deal.get(id, ())
    planned = tuple(dues(material, ids))
    now = status(material, id)
    turns, earlier = timeline(material, id, standing.history, MOST)
    return DealPage(
        path=path,
        site=material.site,
        title=record.name,
        waiting=waiting(record, material.graph),
        description=description(record.name, now),
        canonical=material.canonical(path),
        image=image(material, pictures.deal(material, id)),
        crumbs=material.crumbs(("Deals", INDEX)),
        feeds=follow(material, record.name, "deal", id, calendar=any(line.due for line in planned)),
        about_html=rendered(record.about_html, material.links),
        about_on=stamps(record.about_on) if record.about_on else None,
        status=now,
        disputes=tuple(
            (material.cards[one.one], material.cards[one.other], one.why) for one in standing.disputes[-MOST:]
        ),
        due=tuple(ahead(planned))[:MOST],
        settled=tuple(line for line in planned if line.outcome)[:MOST],
        money=rows(material, material.levels.get(id, ())),
        sums=tuple(parts_sums(material, id)),
        questions=tuple(question_table(material, question) for question in material.questions.get(id, ())),
        steps=steps(material, id),
        history=turns,
        earlier=earlier,
        parties=tuple(material.links[party] for party in record.parties),
        parent=material.links[record.part_of] if record.part_of else None,
        parts=deal_lines(material, material.parts.get(id, ())),
        statements=parted(material, path, ids),
        backlinks=backlinks(material, id),
        mends=mends(material, record),
    )


def description(name: str, now: Status) -> str:
    stands = "disputed" if now.disputed else now.rung
    return f"{name}: {stands}, as last reported {now.as_of.words}." if now.as_of else f"{name}: no status reported."


def mends(material: Material, record: Record) -> tuple[Mend, ...]:
    """The desk's own corrections of an entity."""
    return tuple(Mend(material.stamps(entry.on), entry.was, entry.why) for entry in record.corrected)
