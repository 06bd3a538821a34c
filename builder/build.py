"""The whole build, on one screen: sources in, pages out.

Every stage is a function from one value to the next, with the findings beside it: `compile` takes the sources to the
graph, `publish` the graph to the pages. Files and processes are a crew's, which reads, maps and stores for it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from builder.check.order import in_order
from builder.check.rules import ARTICLE_RULES, GRAPH_RULES
from builder.compile import compile_site
from builder.link.graph import link
from builder.link.withheld import withheld
from builder.model.config import Config
from builder.model.finding import Finding, Severity
from builder.model.graph import Corpus, Graph
from builder.model.job import Crew
from builder.model.search import Entries
from builder.model.tree import Tree
from builder.model.withheld import Withheld
from builder.publish import PAGES, Press, order, publish, searchable
from builder.render.html import BadTemplate, Renderer
from builder.render.templates import check_theme


@dataclass(frozen=True)
class Options:
    today: date
    drafts: bool = False
    cards: bool = False
    """Whether pictures are made, for links to show where they are pasted."""


@dataclass(frozen=True)
class Known:
    """All that is known of a site before a page is made."""

    corpus: Corpus
    graph: Graph


@dataclass(frozen=True)
class Built:
    findings: tuple[Finding, ...]
    """In the order of their places."""
    known: Known | None = field(default=None, repr=False, compare=False)
    """Nothing where there is no site to speak of."""
    articles: int = 0
    statements: int = 0
    checks: int = 0
    pages: int = 0
    withheld: tuple[Withheld, ...] = ()
    """What the sources hold that may not be public."""
    drawn: tuple[str, ...] = ()
    """The digests of the pictures' drawings."""
    left_out: tuple[str, ...] = ()
    """Site paths of the pictures that could not be set."""

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)


def build(
    tree: Tree,
    options: Options,
    crew: Crew,
    *,
    strict: bool = False,
    write: bool = True,
    index: Callable[[Iterable[tuple[str, Entries]]], None] | None = None,
) -> Built:
    """Builds a site; with errors (under `strict`, with warnings) nothing is written.

    `index` is given what the search finds before pages are made: folders, each with the entries of that part.
    """
    built = judge(tree, options, crew, write=write)
    worst = max((finding.severity for finding in built.findings), default=Severity.NOTE)
    if built.known is None or worst >= (Severity.WARNING if strict else Severity.ERROR) or not write:
        return built
    press = Press(built.known.graph, Renderer(tree.theme), tree.typeface)
    if index:
        index(searchable(press))
    try:
        published = publish(press, crew)
    except BadTemplate as bad:
        return replace(built, findings=(*built.findings, bad.finding))
    crew.write(tree.files)
    return replace(built, pages=published.pages, drawn=published.drawn, left_out=published.left_out)


def judge(tree: Tree, options: Options, crew: Crew, *, write: bool = False) -> Built:
    """What is wrong with a site, and all that is known of it. Where pages are to be written, the crew makes ready for
    them meanwhile."""
    corpus, found = compile_site(tree, options.today, crew, drafts=options.drafts)
    findings = [*found, *check_theme(tree.theme)]
    if corpus is None:
        return Built(in_order(findings, Config("")))
    if write:
        crew.open(PAGES, order(corpus, tree.theme, tree.typeface))
    linked = link(corpus)
    known = Known(corpus, linked.graph)
    findings += [*linked.findings, *(finding for rule in GRAPH_RULES for finding in rule(known.graph))]
    statements = len(known.graph.statements)
    checks = statements + len(corpus.articles) * len(ARTICLE_RULES) + len(GRAPH_RULES)
    ordered = in_order(findings, corpus.config)
    return Built(ordered, known, len(corpus.articles), statements, checks, withheld=withheld(corpus))
