"""The whole build, on one screen: sources in, pages out.

Every stage is a function from one value to the next, with the findings beside it: `compile` takes the sources to the
graph, `publish` the graph to the pages. Files and processes are a crew's, which reads, maps and stores for it.
"""

from dataclasses import dataclass, replace
from datetime import date

from builder.check.order import in_order
from builder.check.rules import ARTICLE_RULES, GRAPH_RULES
from builder.compile import compile_site
from builder.link.graph import link
from builder.model.config import Config
from builder.model.finding import Finding, Severity
from builder.model.job import Crew
from builder.model.tree import Tree
from builder.publish import PAGES, order, publish
from builder.render.html import BadTemplate
from builder.render.templates import check_theme


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
    corpus, found = compile_site(tree, options.today, crew, drafts=options.drafts)
    findings = [*found, *check_theme(tree.theme)]
    if corpus is None:
        return Built(in_order(findings, Config("")))
    if write:
        crew.open(PAGES, order(corpus, tree.theme))
    linked = link(corpus)
    graph = linked.graph
    findings += [*linked.findings, *(finding for rule in GRAPH_RULES for finding in rule(graph))]
    statements = len(graph.statements)
    checks = statements + len(corpus.articles) * len(ARTICLE_RULES) + len(GRAPH_RULES)
    built = Built(in_order(findings, corpus.config), len(corpus.articles), statements, checks)
    worst = max((finding.severity for finding in built.findings), default=Severity.NOTE)
    if worst >= (Severity.WARNING if strict else Severity.ERROR) or not write:
        return built
    try:
        pages = publish(graph, tree.theme, crew)
    except BadTemplate as bad:
        return replace(built, findings=(*built.findings, bad.finding))
    crew.write(tree.files)
    return replace(built, pages=pages)
