"""Graph to pages: every process plans and renders whichever pages come next. Nothing here knows a source."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from builder.link.graph import link
from builder.model import urls
from builder.model.graph import Article, Corpus, Graph
from builder.model.job import Crew, Files, Job
from builder.model.pages import Page
from builder.model.theme import Theme
from builder.plan.material import Material, material
from builder.plan.pages import plans, plans_below, top
from builder.plan.plans import Plan
from builder.render.files import render
from builder.render.html import Renderer


@dataclass(frozen=True)
class Order:
    """What every page is made from, to send to any process."""

    corpus: Corpus
    """Without its articles: every process has kept them."""
    theme: Theme


class Press:
    """Every page as one process can make it: paths, each with the function that plans what stands there."""

    def __init__(self, graph: Graph, renderer: Renderer) -> None:
        self.graph = graph
        self.renderer = renderer
        self._below: dict[str, dict[str, Plan]] = {}

    @cached_property
    def material(self) -> Material:
        return material(self.graph)

    @cached_property
    def plans(self) -> dict[str, Plan]:
        return plans(self.material)

    def below(self, folder: str) -> dict[str, Plan]:
        """The plans of one folder: who wants a page does not wait for the table of all."""
        if folder not in self._below:
            self._below[folder] = plans_below(self.material, folder)
        return self._below[folder]


def publish(graph: Graph, theme: Theme, crew: Crew) -> int:
    """Plans, renders and stores every page, each in whichever process is free; how many there are.

    The other processes have opened PAGES with the same Order. Raises BadTemplate.
    """
    press = Press(graph, Renderer(theme))
    return sum(crew.map(PAGES, press, press.plans, len(press.plans)))


def order(corpus: Corpus, theme: Theme) -> Order:
    return Order(replace(corpus, articles=()), theme)


def open_press(order: Order, articles: Iterable[Article | None] = ()) -> Press:
    """Linking again costs less than sending what was linked."""
    corpus = replace(order.corpus, articles=tuple(article for article in articles if article))
    return Press(link(corpus).graph, Renderer(order.theme))


def make_pages(press: Press, path: str) -> tuple[int, Files]:
    """How many pages there are at this path and below it; and the files of all that stands there."""
    shown = list(press.plans[path]())
    pages = sum(isinstance(one, Page) for one in shown)
    return pages, [(urls.file(one.path), render(press.renderer, one)) for one in shown]


def file_of(press: Press, file: str) -> bytes | None:
    """The bytes of one file that publishing would write, or None. Raises BadTemplate."""
    path = f"/{file.removesuffix('index.html')}"
    known, above = press.below(top(path)), path
    while above not in known:  # A part of a long page belongs to the plan of the whole.
        if above == "/":
            return None
        above = f"{above.rstrip('/').rpartition('/')[0]}/"
    found = next((one for one in known[above]() if one.path == path), None)
    return render(press.renderer, found) if found else None


PAGES = Job("writing pages", open_press, make_pages)
