"""What has been corrected: the desk's own mistakes first, then what sources corrected themselves, and apart from both
what the desk merely prefers."""

from collections.abc import Iterable, Iterator

from builder.model.entities import RECORDS, Correction
from builder.model.graph import Article, Graph
from builder.model.overview_pages import CorrectionsPage, OwnCorrection
from builder.model.pages import CorrectionNote, Link
from builder.model.sections import SECTIONS
from builder.plan.context import PlanContext, Plans, one
from builder.plan.pages.withdrawn import gone
from builder.plan.parts.links import rendered
from builder.plan.parts.outlets import source_mends

SECTION = SECTIONS["corrections"]
REPLACING = frozenset({"corrects", "retracts"})


def plans(context: PlanContext) -> Plans:
    yield one(SECTION.path, corrections, context)


def corrections(context: PlanContext) -> CorrectionsPage:
    graph = context.graph
    found, articles = correcting(graph), graph.articles.values()
    stated = [id for id in found if found[id]]
    return CorrectionsPage(
        path=SECTION.path,
        site=context.site,
        title=SECTION.title,
        description="Our own mistakes, those that sources mended themselves, and where we prefer one account.",
        canonical=context.canonical(SECTION.path),
        crumbs=context.crumbs(),
        policy_html=rendered(graph.config.corrections_html, context.links),
        ours=tuple(own_mends(context)),
        withdrawn=tuple(source_mends(context, (article for article in articles if is_own(article)))),
        own=context.shown(id for id in stated if is_own(graph.articles[graph.statements[id].article])),
        gone=tuple(gone(context, graph.kept.withdrawn.values())),
        standings=tuple(source_mends(context, (article for article in articles if not is_own(article)))),
        sources=context.shown(id for id in stated if not is_own(graph.articles[graph.statements[id].article])),
        desk=context.shown(id for id, stated in found.items() if not stated),
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


def own_mends(context: PlanContext) -> list[OwnCorrection]:
    """The desk's own mistakes in anything it has published, the latest mended first."""
    dated = [(correction.on.end, OwnCorrection(where, kind, _mend(context, correction)))
             for where, kind, corrections in _places(context) for correction in corrections]  # fmt: skip
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return [mend for _, mend in dated]


def _mend(context: PlanContext, correction: Correction) -> CorrectionNote:
    return CorrectionNote(context.stamps(correction.on), correction.was, correction.why)


def _places(context: PlanContext) -> Iterator[tuple[Link, str, Iterable[Correction]]]:
    """Whatever the desk may have corrected, with the word for it."""
    graph, links = context.graph, context.links
    for kind in RECORDS:
        for id, record in graph.entities.of_kind(kind).items():
            if id in context.existing:
                yield links[id], kind, record.corrected
    for article in graph.articles.values():
        yield links[article.id], "article", article.front.corrected
        for statement in article.statements:
            if statement.written.corrected:
                where = Link(links[article.id].words, links.statement(statement.id))
                yield where, "statement in", statement.written.corrected
