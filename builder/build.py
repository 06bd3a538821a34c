"""The whole build, on one screen: sources in, pages out.

Every stage is a function from one value to the next, with the findings beside it: `compile.py` takes the sources to
articles, `link` articles to the graph, `pages.py` the graph to the pages. The executor reads, shares out and stores.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from builder.check.order import in_order
from builder.check.rules import ARTICLE_RULES, ERROR_RULES, WARNING_RULES
from builder.compile import compile_site
from builder.link.graph import link
from builder.link.visibility import non_public
from builder.model.config import Config
from builder.model.finding import Finding, Severity, failing
from builder.model.graph import Corpus, Graph, NonPublic
from builder.model.job import Executor
from builder.model.sources import Tree
from builder.pages import PAGES, PageBuilder, begin, render_context, search_index, searchable, together
from builder.render.html import BadTemplate, Renderer
from builder.render.template_check import check_theme


@dataclass(frozen=True)
class Options:
    today: date
    drafts: bool = False
    cards: bool = False
    """Whether pictures are made that links to pages show."""
    now: date | None = None
    """The day that it is, where that is another: what is dated later lies in the future."""
    as_of: bool = False
    """Whether the site is built as its record stood on `today`: what was recorded later is left out."""


@dataclass(frozen=True)
class LinkedSite:
    """All that is known of a site before a page is made."""

    corpus: Corpus
    graph: Graph


@dataclass(frozen=True)
class Built:
    findings: tuple[Finding, ...]
    """In the order of their locations."""
    known: LinkedSite | None = field(default=None, repr=False, compare=False)
    """None where site.yml cannot be read."""
    articles: int = 0
    statements: int = 0
    checks: int = 0
    pages: int = 0
    drawn: tuple[str, ...] = ()
    """The digests of the pictures' drawings."""
    left_out: tuple[str, ...] = ()
    """Site paths of the pictures that could not be set."""
    withheld: tuple[NonPublic, ...] = ()
    """What the sources hold that may not be public."""

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)


def build(
    tree: Tree,
    options: Options,
    executor: Executor,
    *,
    strict: bool = False,
    search: bool = False,
) -> Built:
    """Builds a site, with `search` its search index as well; with errors (under `strict`, with warnings) nothing is
    written."""
    known, found = compile_and_link(tree, options, executor, write=True)
    if known is None or failing(found):
        return judge(known, found)
    page_builder = PageBuilder(known.graph, Renderer(tree.theme), tree.typeface)
    begun = begin(page_builder, executor)  # The other processes make pages while this one looks for warnings.
    built = judge(known, found)
    if failing(built.findings, strict=strict):
        return built
    if search:
        executor.write(search_index(searchable(page_builder)))
    try:
        made = together(begun)
    except BadTemplate as bad:
        return replace(built, findings=(*built.findings, bad.finding))
    executor.write(tree.files)
    return replace(built, pages=made.pages, drawn=made.drawn, left_out=made.left_out)


def check(tree: Tree, options: Options, executor: Executor) -> Built:
    """Everything but the pages."""
    return judge(*compile_and_link(tree, options, executor))


def compile_and_link(
    tree: Tree, options: Options, executor: Executor, *, write: bool = False
) -> tuple[LinkedSite | None, tuple[Finding, ...]]:
    """All that is known of a site, and every error in it. With `write`, the other processes prepare to make pages."""
    corpus, found = compile_site(
        tree, options.today, options.now or options.today, executor, drafts=options.drafts, as_of=options.as_of
    )
    found = [*found, *check_theme(tree.theme)]
    if corpus is None:
        return None, tuple(found)
    if write:
        executor.open(PAGES, render_context(corpus, tree.theme, tree.typeface))
    linked = link(corpus)
    errors = chain.from_iterable(rule(linked.graph) for rule in ERROR_RULES)
    return LinkedSite(corpus, linked.graph), (*found, *linked.findings, *errors)


def judge(known: LinkedSite | None, found: tuple[Finding, ...]) -> Built:
    """What was found, with the warnings and the figures."""
    if known is None:
        return Built(in_order(found, Config("")))
    corpus, graph = known.corpus, known.graph
    warnings = chain.from_iterable(rule(graph) for rule in WARNING_RULES)
    statements = len(graph.statements)
    checks = statements + len(corpus.articles) * len(ARTICLE_RULES) + len(ERROR_RULES) + len(WARNING_RULES)
    findings = in_order((*found, *warnings), corpus.config)
    return Built(findings, known, len(corpus.articles), statements, checks, withheld=non_public(corpus))
