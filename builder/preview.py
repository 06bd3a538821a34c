"""What a preview shows: the pages of the last sources without an error, each made when it is asked for.

In come trees, as the edges read them; out come pages by their file within the output, and what is wrong with the
sources as they are now. Here is no file, no socket and no clock.
"""

from dataclasses import dataclass, field
from datetime import date

from builder.check.order import in_order
from builder.check.rules import GRAPH_RULES
from builder.compile import compile_site
from builder.link.graph import link
from builder.model.config import Config
from builder.model.finding import Finding, Severity
from builder.model.job import Crew
from builder.model.tree import Tree
from builder.publish import Press, file_of
from builder.render.templates import check_theme


@dataclass(frozen=True)
class Step:
    """What became of the preview as the sources changed."""

    good: bool
    """Whether they are without an error, and so what is shown is made from them."""
    moved: dict[str, str] = field(default_factory=dict)
    """Paths of pages that are gone to those of the records that took their place."""
    candidates: int = 0
    """Pages that may have changed."""


class Preview:
    """The last good site, and what was found in the sources as they are."""

    def __init__(self, *, drafts: bool) -> None:
        self._drafts = drafts
        self._press: Press | None = None
        self._findings: tuple[Finding, ...] = ()

    def step(self, tree: Tree, today: date, crew: Crew) -> Step:
        """Takes in the sources as they are now."""
        corpus, found = compile_site(tree, today, crew, drafts=self._drafts)
        findings = [*found, *check_theme(tree.theme)]
        if corpus is None:
            self._findings = in_order(findings, Config(""))
            return Step(good=False)
        linked = link(corpus)
        graph = linked.graph
        findings += [*linked.findings, *(finding for rule in GRAPH_RULES for finding in rule(graph))]
        self._findings = in_order(findings, corpus.config)
        if any(finding.severity is Severity.ERROR for finding in self._findings):
            return Step(good=False)
        self._press = Press(graph, tree.theme)
        return Step(good=True, candidates=len(self._press.plans))

    def findings(self) -> tuple[Finding, ...]:
        """All that is wrong with the sources as they are, in the order of their places."""
        return self._findings

    @property
    def begun(self) -> bool:
        """Whether there has been a site without an error yet."""
        return self._press is not None

    @property
    def base(self) -> str:
        """The path under which the site is published, with a slash at both ends."""
        from urllib.parse import urlsplit

        path = urlsplit(self._press.graph.config.url).path if self._press else ""
        return path if path.endswith("/") else f"{path}/"

    def file(self, path: str) -> bytes | None:
        """The bytes of one file of the output, `deals/x/index.html`; None where there is none, or it is one that
        is copied as it is. Raises BadTemplate."""
        return file_of(self._press, path) if self._press else None
