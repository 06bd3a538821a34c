"""The whole build, on one screen: sources in, pages out.

Every stage is a function from one value to the next, with the findings beside it. This module knows the stages and
their order, and nothing of files or processes: a crew reads, maps and stores for it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any, Protocol

from builder.check.rules import ARTICLE_RULES, GRAPH_RULES
from builder.link.article import link_article
from builder.link.elsewhere import stands_elsewhere
from builder.link.entities import link_entities
from builder.link.graph import link_graph
from builder.link.names import Names, prepare
from builder.model import urls
from builder.model.briefings import ArticlePage
from builder.model.config import Config
from builder.model.corpus import FreePage
from builder.model.entities import Entities
from builder.model.finding import Finding, Severity
from builder.model.graph import Article, Graph
from builder.model.job import Files, Job
from builder.model.source import Source, Unit
from builder.model.theme import Theme
from builder.model.tree import Tree
from builder.parse.annotations import parse_annotations
from builder.parse.article import parse_article
from builder.parse.config import parse_config
from builder.parse.entities import parse_entities
from builder.parse.page import parse_page
from builder.plan.material import material
from builder.plan.pages import article_pages, other_pages
from builder.plan.record import record
from builder.render.data import site_json
from builder.render.html import BadTemplate, Renderer
from builder.render.templates import check_theme


class Crew(Protocol):
    """Those who do the work: one process, or several."""

    def map(self, job: Job, frame: object, items: Iterable[Any], total: int) -> Iterator[Any]:
        """The results in the order of the items, of which there are about `total`."""

    def write(self, files: Files) -> None:
        """Stores files that are made here."""


@dataclass(frozen=True)
class Options:
    today: date
    drafts: bool = False


@dataclass(frozen=True)
class Built:
    findings: tuple[Finding, ...]
    """In the order of their places."""
    articles: int = 0
    statements: int = 0
    checks: int = 0
    pages: int = 0

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)


def build(tree: Tree, options: Options, crew: Crew, *, strict: bool = False, write: bool = True) -> Built:
    """Builds a site; with errors (under `strict`, with warnings) nothing is written."""
    graph, built = compile(tree, options, crew)
    worst = max((finding.severity for finding in built.findings), default=Severity.NOTE)
    if graph is None or worst >= (Severity.WARNING if strict else Severity.ERROR) or not write:
        return built
    return publish(graph, tree, crew, built)


# ── sources to graph ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Desk:
    """What every article is read against."""

    config: Config
    entities: Entities
    article_ids: frozenset[str]


@dataclass(frozen=True)
class Compiled:
    """One article with its statements, and what was found wrong with them."""

    article: Article | None
    findings: tuple[Finding, ...]


def compile(tree: Tree, options: Options, crew: Crew) -> tuple[Graph | None, Built]:
    """Everything up to the pages: (the graph, or None where there is no site to speak of; the findings and counts)."""
    config, found = parse_config(tree.config)
    findings = [*tree.findings, *check_theme(tree.theme), *found]
    if config is None:
        return None, Built(in_order(findings, Config("")))
    entities, found = read_entities(tree.entities, config)
    findings += found
    desk = Desk(config, entities, tree.article_ids)
    compiled = list(crew.map(COMPILE, desk, tree.articles, len(tree.articles)))
    articles = [item.article for item in compiled if item.article]
    findings += stands_elsewhere(tuple(chain.from_iterable(item.findings for item in compiled)), articles)
    pages, found = read_pages(tree.pages)
    graph, linked = link_graph(
        config, options.today, entities, articles, pages, drafts=options.drafts, files=tree.file_paths
    )
    findings += [*found, *linked, *(finding for rule in GRAPH_RULES for finding in rule(graph))]
    statements = len(graph.statements)
    checks = statements + len(articles) * len(ARTICLE_RULES) + len(GRAPH_RULES)
    return graph, Built(in_order(findings, config), len(articles), statements, checks)


def read_entities(sources: Iterable[Source], config: Config) -> tuple[Entities, tuple[Finding, ...]]:
    parsed = [parse_entities(source) for source in sources]
    records = chain.from_iterable(records for records, _ in parsed)
    entities, linked = link_entities(tuple(records), config)
    return entities, (*chain.from_iterable(found for _, found in parsed), *linked)


def read_pages(sources: Iterable[Source]) -> tuple[tuple[FreePage, ...], tuple[Finding, ...]]:
    parsed = [parse_page(source) for source in sources]
    return tuple(page for page, _ in parsed if page), tuple(chain.from_iterable(found for _, found in parsed))


def open_desk(desk: Desk) -> tuple[Desk, Names]:
    return desk, prepare(desk.entities)


def compile_article(context: tuple[Desk, Names], item: tuple[Unit, tuple[Finding, ...]]) -> tuple[Compiled, Files]:
    """One article from its two files to checked statements. It sees the entities, and no other article."""
    desk, names = context
    unit, unread = item
    parsed, findings = parse_article(unit.article)
    annotations, found = parse_annotations(unit.annotations) if unit.annotations else ((), ())
    if parsed is None:
        return Compiled(None, (*unread, *findings, *found)), ()
    article, linked = link_article(*parsed, annotations, names, desk.config, desk.article_ids)
    checked = tuple(finding for rule in ARTICLE_RULES for finding in rule(article, desk.entities, desk.config))
    return Compiled(article, (*unread, *findings, *found, *linked, *checked)), ()


COMPILE = Job("reading articles", open_desk, compile_article)


def in_order(findings: Iterable[Finding], config: Config) -> tuple[Finding, ...]:
    """By file and place, less what the site or the record itself allows; errors cannot be allowed."""
    allowed = {code for code, _ in config.allow}
    kept = {
        finding
        for finding in findings
        if finding.severity is Severity.ERROR or not (finding.code in allowed or finding.code in finding.allow)
    }
    return tuple(sorted(kept, key=place))


def place(finding: Finding) -> tuple[str, list[tuple[int, str]], int, str, str]:
    """What findings are sorted by: entries of a list by their number, keys by their name."""
    keys = [(key, "") if isinstance(key, int) else (-1, key) for key in finding.spot.keys]
    return finding.spot.file, keys, finding.spot.offset, finding.code, finding.message


# ── graph to pages ──────────────────────────────────────────────────────────────────────────────────────────────────


def publish(graph: Graph, tree: Tree, crew: Crew, built: Built) -> Built:
    """Plans, renders and stores every page.

    The crew renders the articles, each with its cards, while they are planned here. The cards come back, and the other
    pages, which only show them again, are put together here.
    """
    desk = material(graph)
    renderer = Renderer(tree.theme)
    cards: dict[str, str] = {}
    try:
        for rendered in crew.map(RENDER, tree.theme, article_pages(desk), len(graph.articles)):
            cards.update(rendered)
        pages = list(other_pages(desk))
        crew.write((urls.file(page.path), renderer.page(page, cards)) for page in pages)
    except BadTemplate as bad:
        return replace(built, findings=(*built.findings, bad.finding))
    crew.write([("data/site.json", site_json(record(graph)))])
    crew.write(tree.files)
    return replace(built, pages=len(graph.articles) + len(pages))


def open_press(theme: Theme) -> Renderer:
    return Renderer(theme)


def render_article(renderer: Renderer, page: ArticlePage) -> tuple[dict[str, str], Files]:
    """The cards that the page shows, rendered, for other pages to show again; and the page itself."""
    cards = {placed.card.id: renderer.card(placed.card) for placed in page.statements}
    return cards, [(urls.file(page.path), renderer.page(page, cards))]


RENDER = Job("writing articles", open_press, render_article)
