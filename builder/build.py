"""The whole build, on one screen: sources in, pages out.

Every stage is a function from one value to the next, with the findings beside it. This module knows the stages and
their order, and nothing of files or processes: a crew reads, maps and stores for it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any, Protocol

from builder.check.followers import without_followers
from builder.check.rules import ARTICLE_RULES, GRAPH_RULES
from builder.link.article import link_article
from builder.link.elsewhere import stands_elsewhere
from builder.link.entities import link_entities
from builder.link.graph import link_graph
from builder.link.names import Names, ids_by_name, prepare
from builder.model import urls
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
from builder.plan.pages import plans
from builder.plan.record import record
from builder.render.data import site_json
from builder.render.html import BadTemplate, Renderer
from builder.render.templates import check_theme


class Crew(Protocol):
    """Those who do the work: one process, or several."""

    def open(self, job: Job, frame: object) -> None:
        """Lets all other processes make ready for a job, while this one goes on."""

    def map(self, job: Job, context: object, items: Iterable[Any], total: int) -> Iterator[Any]:
        """The results in the order of the `total` items; `context` is what the frame of the job opens to."""

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


@dataclass(frozen=True)
class Corpus:
    """The whole site, each article by itself: what is linked into the graph."""

    config: Config
    today: date
    entities: Entities
    articles: tuple[Article, ...]
    pages: tuple[FreePage, ...]
    files: frozenset[str]
    drafts: bool


def build(tree: Tree, options: Options, crew: Crew, *, strict: bool = False, write: bool = True) -> Built:
    """Builds a site; with errors (under `strict`, with warnings) nothing is written."""
    corpus, findings = compile(tree, options, crew)
    if corpus is None:
        return Built(in_order(findings, Config("")))
    if write:
        crew.open(PAGES, Press(corpus, tree.theme))
    graph, linked = corpus_graph(corpus)
    findings += [*linked, *(finding for rule in GRAPH_RULES for finding in rule(graph))]
    statements = len(graph.statements)
    checks = statements + len(corpus.articles) * len(ARTICLE_RULES) + len(GRAPH_RULES)
    built = Built(in_order(findings, corpus.config), len(corpus.articles), statements, checks)
    worst = max((finding.severity for finding in built.findings), default=Severity.NOTE)
    if worst >= (Severity.WARNING if strict else Severity.ERROR) or not write:
        return built
    return publish(graph, tree, crew, built)


def corpus_graph(corpus: Corpus) -> tuple[Graph, tuple[Finding, ...]]:
    return link_graph(
        corpus.config,
        corpus.today,
        corpus.entities,
        corpus.articles,
        corpus.pages,
        drafts=corpus.drafts,
        files=corpus.files,
    )


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


def compile(tree: Tree, options: Options, crew: Crew) -> tuple[Corpus | None, list[Finding]]:
    """Everything that can be known of each file by itself; None where there is no site to speak of."""
    config, found = parse_config(tree.config)
    findings = [*tree.findings, *check_theme(tree.theme), *found]
    if config is None:
        return None, findings
    entities, found = read_entities(tree.entities, config)
    findings += found
    desk = Desk(config, entities, tree.article_ids)
    crew.open(COMPILE, desk)
    compiled = list(crew.map(COMPILE, open_desk(desk), tree.articles, len(tree.articles)))
    articles = tuple(item.article for item in compiled if item.article)
    findings += stands_elsewhere(tuple(chain.from_iterable(item.findings for item in compiled)), articles)
    pages, found = read_pages(tree.pages)
    corpus = Corpus(config, options.today, entities, articles, pages, tree.file_paths, options.drafts)
    return corpus, [*findings, *found]


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
    if findings or found:
        findings, found = ids_by_name(findings, names), ids_by_name(found, names)
    if parsed is None:
        return Compiled(None, (*unread, *findings, *found)), ()
    article, linked = link_article(*parsed, annotations, names, desk.config, desk.article_ids)
    checked = tuple(finding for rule in ARTICLE_RULES for finding in rule(article, desk.entities, desk.config))
    return Compiled(article, (*unread, *findings, *found, *linked, *checked)), ()


COMPILE = Job("reading articles", open_desk, compile_article)


def in_order(findings: Iterable[Finding], config: Config) -> tuple[Finding, ...]:
    """By file and place, less what the site or the record itself allows, where it is no error, and less what only
    follows from an error elsewhere."""
    allowed = {code for code, _ in config.allow}
    kept = {
        finding
        for finding in findings
        if finding.severity is Severity.ERROR or not (finding.code in allowed or finding.code in finding.allow)
    }
    return without_followers(sorted(kept, key=place))


def place(finding: Finding) -> tuple[str, list[tuple[int, str]], int, str, str]:
    """What findings are sorted by: entries of a list by their number, keys by their name."""
    keys = [(key, "") if isinstance(key, int) else (-1, key) for key in finding.spot.keys]
    return finding.spot.file, keys, finding.spot.offset, finding.code, finding.message


# ── graph to pages ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Press:
    """What every page is made from, for any process."""

    corpus: Corpus
    theme: Theme


class Presses:
    """Every page as one process can make it: paths, each with the function that plans what stands there."""

    def __init__(self, graph: Graph, theme: Theme) -> None:
        self.graph = graph
        self.plans = plans(material(graph))
        self.renderer = Renderer(theme)


def publish(graph: Graph, tree: Tree, crew: Crew, built: Built) -> Built:
    """Plans, renders and stores every page, each in whichever process is free."""
    made = Presses(graph, tree.theme)
    paths = [RECORD, *made.plans]
    try:
        pages = sum(crew.map(PAGES, made, paths, len(paths)))
    except BadTemplate as bad:
        return replace(built, findings=(*built.findings, bad.finding))
    crew.write(tree.files)
    return replace(built, pages=pages)


def open_press(press: Press) -> Presses:
    """Linking again costs less than sending what was linked."""
    return Presses(corpus_graph(press.corpus)[0], press.theme)


def make_pages(made: Presses, path: str) -> tuple[int, Files]:
    """How many pages there are at this path and below it; and their files."""
    if path == RECORD:
        return 0, [(urls.file(RECORD), site_json(record(made.graph)))]
    pages = list(made.plans[path]())
    return len(pages), [(urls.file(page.path), made.renderer.page(page)) for page in pages]


RECORD = "/data/site.json"
PAGES = Job("writing pages", open_press, make_pages)
