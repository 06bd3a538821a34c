"""What only an outlet's page has: its articles, what they come from and what came of them, and what it has corrected
itself."""

from collections.abc import Iterable, Iterator
from itertools import islice

from builder.model import sentences
from builder.model.article_pages import Lineage
from builder.model.entity_pages import OutletPart, SourceCorrection
from builder.model.graph import Article
from builder.model.pages import Card, Link
from builder.plan.context import PlanContext
from builder.plan.pages.articles import article_line, descendants, lineage
from builder.plan.parts.pagination import LATEST, MOST

STANDING = {
    "corrected": "corrected by its outlet",
    "retracted": "retracted by its outlet",
    "gone": "no longer at its address",
}
REPLACING = frozenset({"corrects", "retracts"})


class Outlets:
    """Articles and corrections by outlet."""

    def __init__(self, context: PlanContext) -> None:
        self._context = context
        self._articles: dict[str, list[Article]] = {}
        for article in context.graph.articles.values():
            self._articles.setdefault(article.front.outlet, []).append(article)

    def of(self, id: str) -> OutletPart:
        """The part of one outlet's page, its articles the latest told first."""
        context, articles = self._context, self._articles.get(id, [])
        shown = articles if len(articles) <= MOST else articles[:LATEST]
        return OutletPart(
            articles=tuple(article_line(context, article) for article in shown),
            total=len(articles),
            latest=sentences.latest(len(shown), len(articles), "article"),
            lineage=tuple(islice(_lineage(context, articles), MOST)),
            standings=tuple(source_corrections(context, articles)),
            corrections=tuple(_corrections(context, articles)),
        )


def _lineage(context: PlanContext, articles: list[Article]) -> Iterator[tuple[Link, tuple[Lineage, ...]]]:
    for article in articles:
        found = (*lineage(context, article), *descendants(context, article))
        if found:
            yield context.links[article.id], found


def source_corrections(context: PlanContext, articles: Iterable[Article]) -> Iterator[SourceCorrection]:
    """Articles that their outlet has corrected, retracted or taken away."""
    for article in articles:
        front = article.front
        if front.standing in STANDING:
            yield SourceCorrection(
                context.links[article.id],
                context.links[front.outlet],
                STANDING[front.standing],
                context.stamps(front.standing_on) if front.standing_on else None,
                front.standing_why,
            )


def _corrections(context: PlanContext, articles: list[Article]) -> Iterator[Card]:
    """Statements that say themselves that an earlier one was wrong, and still count."""
    for article in (each for each in articles if each.counts):
        for statement in article.statements:
            written = statement.written
            if written.stated and any(kind in REPLACING for kind, _ in written.relations):
                yield context.cards[statement.id]
