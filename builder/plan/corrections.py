"""What has been corrected: the desk's own mistakes first, then what sources corrected themselves, and apart from both
what the desk merely prefers."""

from collections.abc import Iterable, Iterator

from builder.model.entities import RECORDS, Correction
from builder.model.graph import Article, Graph
from builder.model.pages import Link, Mend
from builder.model.surveys import CorrectionsPage, OwnMend
from builder.plan.kept import gone
from builder.plan.material import Material
from builder.plan.outlets import source_mends
from builder.plan.plans import Plans, one
from builder.plan.prose import rendered

PATH = "/corrections/"
REPLACING = frozenset({"corrects", "retracts"})


def plans(material: Material) -> Plans:
    yield one(PATH, corrections, material)


def corrections(material: Material) -> CorrectionsPage:
    graph = material.graph
    found, articles = correcting(graph), graph.articles.values()
    stated = [id for id in found if found[id]]
    return CorrectionsPage(
        path=PATH,
        site=material.site,
        title="Corrections",
        description="Our own mistakes, those that sources mended themselves, and where we prefer one account.",
        canonical=material.canonical(PATH),
        crumbs=material.crumbs(),
        policy_html=rendered(graph.config.corrections_html, material.links),
        ours=tuple(own_mends(material)),
        withdrawn=tuple(source_mends(material, (article for article in articles if is_own(article)))),
        own=material.shown(id for id in stated if is_own(graph.articles[graph.statements[id].article])),
        gone=tuple(gone(material, graph.kept.withdrawn.values())),
        standings=tuple(source_mends(material, (article for article in articles if not is_own(article)))),
        sources=material.shown(id for id in stated if not is_own(graph.articles[graph.statements[id].article])),
        desk=material.shown(id for id, stated in found.items() if not stated),
    )


def is_own(article: Article) -> bool:
    """Whether the desk itself wrote it."""
    return article.front.form == "own"


def correcting(graph: Graph) -> dict[str, bool]:
    """Statements that call something on file wrong and still count, in their order; True where the source itself says
    so."""
    found = {
        relation.source: relation.stated
        for relations in graph.bearing.values()
        for relation in relations
        if relation.kind in REPLACING and not relation.void
    }
    return {id: found[id] for id in graph.statements if id in found}


def own_mends(material: Material) -> list[OwnMend]:
    """The desk's own mistakes in anything it has published, the latest mended first."""
    dated = [(correction.on.end, OwnMend(where, kind, _mend(material, correction)))
             for where, kind, corrections in _places(material) for correction in corrections]  # fmt: skip
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return [mend for _, mend in dated]


def _mend(material: Material, correction: Correction) -> Mend:
    return Mend(material.stamps(correction.on), correction.was, correction.why)


def _places(material: Material) -> Iterator[tuple[Link, str, Iterable[Correction]]]:
    """Whatever the desk may have corrected, with the word for it."""
    graph, links = material.graph, material.links
    for kind in RECORDS:
        for id, record in graph.entities.of_kind(kind).items():
            if id in material.existing:
                yield links[id], kind, record.corrected
    for article in graph.articles.values():
        yield links[article.id], "article", article.front.corrected
        for statement in article.statements:
            if statement.written.corrected:
                where = Link(links[article.id].words, links.statement(statement.id))
                yield where, "statement in", statement.written.corrected
