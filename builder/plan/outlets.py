"""What only an outlet's page has: its articles, what they come from and what came of them, and what it has corrected
itself."""

from collections.abc import Iterable, Iterator
from itertools import islice

from builder.model.briefings import Lineage
from builder.model.graph import Article
from builder.model.pages import Card, Link
from builder.model.records import OutletPart, SourceMend
from builder.plan.article_index import article_line
from builder.plan.articles import descendants, lineage
from builder.plan.material import Material
from builder.plan.parts import LATEST, MOST

STANDING = {
    "corrected": "corrected by its outlet",
    "retracted": "retracted by its outlet",
    "gone": "no longer at its address",
}
REPLACING = frozenset({"corrects", "retracts"})


class Outlets:
    """Articles and corrections by outlet."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._articles: dict[str, list[Article]] = {}
        for article in material.graph.articles.values():
            self._articles.setdefault(article.front.outlet, []).append(article)

    def of(self, id: str) -> OutletPart:
        """The part of one outlet's page, its articles the latest told first."""
        material, articles = self._material, self._articles.get(id, [])
        shown = articles if len(articles) <= MOST else articles[:LATEST]
        return OutletPart(
            articles=tuple(article_line(material, article) for article in shown),
            total=len(articles),
            lineage=tuple(islice(_lineage(material, articles), MOST)),
            standings=tuple(source_mends(material, articles)),
            corrections=tuple(_corrections(material, articles)),
        )


def _lineage(material: Material, articles: list[Article]) -> Iterator[tuple[Link, tuple[Lineage, ...]]]:
    for article in articles:
        found = (*lineage(material, article), *descendants(material, article))
        if found:
            yield material.links[article.id], found


def source_mends(material: Material, articles: Iterable[Article]) -> Iterator[SourceMend]:
    """Articles that their outlet has corrected, retracted or taken away."""
    for article in articles:
        front = article.front
        if front.standing in STANDING:
            yield SourceMend(
                material.links[article.id],
                material.links[front.outlet],
                STANDING[front.standing],
                material.stamps(front.standing_on) if front.standing_on else None,
                front.standing_why,
            )


def _corrections(material: Material, articles: list[Article]) -> Iterator[Card]:
    """Statements that say themselves that an earlier one was wrong, and still count."""
    for article in (each for each in articles if each.counts):
        for statement in article.statements:
            written = statement.written
            if written.stated and any(kind in REPLACING for kind, _ in written.relations):
                yield material.cards[statement.id]
