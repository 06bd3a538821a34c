"""Which pages there are: the table of every kind. A page is a function of its URL and the graph."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from builder.model import urls
from builder.model.briefings import ArticlePage
from builder.model.graph import Graph
from builder.model.pages import Page
from builder.plan import actors, corrections, days, disagreements, events, ledger, places, question_pages, watch
from builder.plan.articles import article, articles
from builder.plan.deals import deal, deals
from builder.plan.free import free_pages
from builder.plan.home import home, not_found
from builder.plan.material import Material, material
from builder.plan.moved import moved_pages
from builder.plan.parts import part_pages

KINDS: tuple[Callable[[Material], Iterator[Page]], ...] = (
    actors.pages,
    days.pages,
    events.pages,
    places.pages,
    question_pages.pages,
    disagreements.pages,
    ledger.pages,
    watch.pages,
    corrections.pages,
)
"""The pages of each kind with its index; each plans its own."""


Plan = Callable[[], Iterable[Page]]


def chapters(material: Material) -> dict[str, Plan]:
    """Site paths, each with the plan of its page and of the parts and pages below it that belong to it."""
    found: dict[str, Plan] = {"/": partial(other_pages, material)}
    for id in material.graph.articles:
        found[urls.record("article", id)] = partial(one, article, material, id)
    return found


def one(plan: Callable[[Material, str], Page], material: Material, id: str) -> list[Page]:
    return [plan(material, id)]


def pages(graph: Graph) -> Iterator[Page]:
    """Every page of the site."""
    made = material(graph)
    yield from article_pages(made)
    yield from other_pages(made)


def article_pages(material: Material) -> Iterator[ArticlePage]:
    """Between them they show every statement once."""
    return (article(material, id) for id in material.graph.articles)


def other_pages(material: Material) -> Iterator[Page]:
    yield home(material)
    yield from articles(material)
    yield from deal_pages(material)
    for plan in KINDS:
        yield from plan(material)
    yield from free_pages(material)
    yield from moved_pages(material)
    yield not_found(material)


def deal_pages(material: Material) -> Iterator[Page]:
    yield deals(material)
    for id, record in material.graph.entities.deals.items():
        if id in material.existing:
            yield deal(material, id)
            yield from part_pages(material, urls.record("deal", id), record.name, material.graph.by_deal.get(id, ()))
