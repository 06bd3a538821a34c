"""What has been corrected: the desk's own mistakes first, then what sources corrected themselves, and apart
from both what the desk merely prefers."""

from collections.abc import Iterable, Iterator

from builder.model.entities import RECORDS, Correction
from builder.model.graph import Article, Graph
from builder.model.overview_pages import CorrectionsPage, OwnCorrection
from builder.model.pages import Link
from builder.model.sections import SECTIONS
from builder.plan.context import PlanContext, Plans, one
from builder.plan.pages.withdrawn import withdrawal_notes
from builder.plan.parts.cards import correction_notes
from builder.plan.parts.links import rendered
from builder.plan.parts.outlets import source_corrections

SECTION = SECTIONS["corrections"]
REPLACING = frozenset({"corrects", "retracts"})


def plans(context: PlanContext) -> Plans:
    yield one(SECTION.path, corrections, context)


def corrections(context: PlanContext) -> CorrectionsPage:
    graph = context.graph
    found, articles = correcting(graph), graph.articles.values()
    stated = [id for id in found if found[id]]
    own = [id for id in stated if is_own(graph.articles[graph.statements[id].article])]
    return CorrectionsPage(
        path=SECTION.path,
        site=context.site,
        title=SECTION.title,
        description="Our own mistakes, those that sources mended themselves, and where we prefer one account.",
        canonical=context.canonical(SECTION.path),
        crumbs=context.crumbs(),
        policy_html=rendered(graph.config.corrections_html, context.links),
        corrections=tuple(own_corrections(context)),
        own_articles=tuple(source_corrections(context, (article for article in articles if is_own(article)))),
        own_statements=context.shown(own),
        withdrawn=tuple(withdrawal_notes(context)) if graph.kept.withdrawn else (),
        source_articles=tuple(source_corrections(context, (article for article in articles if not is_own(article)))),
        source_statements=context.shown(
            id for id in stated if not is_own(graph.articles[graph.statements[id].article])
        ),
        preferred=context.shown(id for id, stated in found.items() if not stated),
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


def own_corrections(context: PlanContext) -> list[OwnCorrection]:
    """The desk's own mistakes in anything it has published, the latest mended first."""
    found = [(each, where, kind) for where, kind, corrected in _places(context) for each in corrected]
    found.sort(key=lambda one: one[0].on.end, reverse=True)
    notes = correction_notes((each for each, _, _ in found), context.stamps)
    return [OwnCorrection(where, kind, note) for note, (_, where, kind) in zip(notes, found, strict=True)]


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
