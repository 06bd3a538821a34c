"""An article's page: what it is, where it comes from, and its statements in their places; its text only where rights
say so.
And the index of all articles, by date and outlet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from builder.model import sentences, urls
from builder.model.article import Derivation
from builder.model.article_pages import (
    ArticleGroup,
    ArticleLine,
    ArticlePage,
    ArticlesPage,
    Lineage,
    PlacedStatement,
    Text,
)
from builder.model.graph import Article, Graph, Statement
from builder.model.page_parts import Period
from builder.model.pages import Link, Stamp
from builder.model.sections import SECTIONS
from builder.model.text import counted
from builder.plan.context import Plan, PlanContext, Plans
from builder.plan.exports import schema_org
from builder.plan.pages import statements
from builder.plan.pages.withdrawn import moved_from, withdrawn_from
from builder.plan.parts.cards import compared, correction_notes
from builder.plan.parts.dates import clock, day, draft_notice, words_of
from builder.plan.parts.links import BASIS, COMES_FROM, FORMS, GAVE_RISE_TO

SECTION = SECTIONS["articles"]
DATED_BY = {"page": "", "feed": "dated by the outlet’s feed", "inferred": "date inferred by the desk"}
LONG, LATEST = 500, 100
"""Articles up to which the index shows them all; of more it shows the latest, and leads to each month."""


def plans(context: PlanContext) -> Plans:
    """What shares cards stands together, so that it is rather made by one process."""
    yield SECTION.path, partial(index, context)
    for id in context.graph.articles:
        for path, make in zip(urls.of_article(id), PAGES, strict=True):
            yield path, partial(make, context, id)


def plan_above(context: PlanContext, path: str) -> Plan | None:
    """The one of `plans` that would make the page at this path, without the rest: a preview asks for one at a time."""
    id = path.split("/", 3)[2] if path.count("/") > 2 else ""
    found = zip(urls.of_article(id), PAGES, strict=True) if id in context.graph.articles else ()
    return next((partial(make, context, id) for above, make in found if path.startswith(above)), None)


def pages(context: PlanContext, id: str) -> list[ArticlePage]:
    """There is nothing below an article's page."""
    return [article(context, id)]


PAGES = (pages, statements.pages)
"""What stands at the two addresses of an article."""


def article(context: PlanContext, id: str) -> ArticlePage:
    """The page of one article."""
    graph, stamps, found = context.graph, context.stamps, context.graph.articles[id]
    front, path = found.front, urls.record("article", id)
    in_place, crumbs = sorted(found.statements, key=_place_in_text), context.crumbs(SECTION)
    shown = text(context, found, in_place) if found.rights == "full" and found.body.html else None
    return ArticlePage(
        path=path,
        site=context.site,
        title=front.title,
        draft_notice=draft_notice(front, context.graph),
        description=description(context, found),
        canonical=context.canonical(path),
        published=day(stamps(front.published)),
        crumbs=crumbs,
        linked_data_html=schema_org.article(context, found, crumbs),
        title_ours=front.title_ours,
        struck=not found.counts,
        standing=sentences.standing(
            front.standing, stamps(front.standing_on) if front.standing_on else None, statements=bool(found.statements)
        ),
        standing_why=front.standing_why,
        outlet=context.links[front.outlet],
        told=published_stamp(context, found),
        dated=f"{DATED_BY[front.dated_by]}{': ' + front.dated_why if front.dated_why else ''}",
        form=FORMS[front.form],
        url=front.url,
        archive=front.archive,
        cutoff=stamps(front.cutoff) if front.cutoff else None,
        recorded=stamps(front.recorded) if front.recorded else None,
        language=front.lang if front.lang != graph.config.language else "",
        topics=front.topics,
        rights=rights(context, found, shown),
        lineage=tuple(lineage(context, found)),
        descendants=tuple(descendants(context, found)),
        statements=tuple(placed(context, statement) for statement in in_place),
        withdrawn=tuple(withdrawn_from(context, found)) if graph.kept.withdrawn else (),
        moved=tuple(moved_from(context, found)) if graph.departed else (),
        text=shown,
        corrections=correction_notes(front.corrected, stamps),
    )


def description(context: PlanContext, found: Article) -> str:
    outlet, date = context.links[found.front.outlet].words, context.stamps(found.front.published).words
    return sentences.about(f"{outlet}, {date}", counted(len(found.statements), "statement"))


def rights(context: PlanContext, found: Article, shown: Text | None) -> str:
    """What of its text a reader finds here, and why no more."""
    front = found.front
    quotes = sum(1 for _, spans in shown.spans if spans) if shown else len(found.statements)
    return sentences.rights(
        found.rights,
        front.rights_why,
        text=shown is not None,
        quotes=quotes,
        url=bool(front.url),
        compared=compared(found, context.stamps),
    )


def published_stamp(context: PlanContext, found: Article) -> Stamp:
    """The article's date, with the time of day where it prints one."""
    published = found.front.published
    stamp = context.stamps(published)
    return Stamp(f"{stamp.words}, {clock(published)}", stamp.iso, stamp.href) if published.time else stamp


def lineage(context: PlanContext, found: Article) -> Iterator[Lineage]:
    """What the article comes from."""
    for derivation in found.front.derives:
        yield _lineage(context, derivation.source, COMES_FROM[derivation.how], derivation)
    earlier = found.front.version_of
    if earlier in context.graph.articles:
        yield _lineage(context, earlier, "A later version of", None)


def descendants(context: PlanContext, found: Article) -> Iterator[Lineage]:
    """What comes from the article."""
    for id in context.graph.derived.get(found.id, ()):
        for derivation in context.graph.articles[id].front.derives:
            if derivation.source == found.id:
                yield _lineage(context, id, GAVE_RISE_TO[derivation.how], derivation)


def _lineage(context: PlanContext, id: str, words: str, derivation: Derivation | None) -> Lineage:
    other = context.graph.articles.get(id)
    outlet = context.links[other.front.outlet] if other else Link("")
    basis = BASIS[derivation.basis] if derivation else ""
    return Lineage(words, context.links[id], outlet, basis, derivation.why if derivation else "")


def placed(context: PlanContext, statement: Statement) -> PlacedStatement:
    """A statement in its article."""
    return PlacedStatement(
        anchor=statement.local,
        card=context.cards[statement.id],
        by_printed=statement.written.by_printed,
        in_title=bool(statement.anchor and statement.anchor.in_title),
        former=statement.written.former,
    )


def _place_in_text(statement: Statement) -> tuple[int, int, int]:
    """The title's first, then by place in the text; those that stand nowhere in the order of the file."""
    anchor, index = statement.anchor, statement.written.index
    if anchor is None or not anchor.spans:
        return 2, 0, index
    return int(not anchor.in_title), anchor.spans[0][0], index


def text(context: PlanContext, found: Article, statements: Iterable[Statement]) -> Text:
    """The published text, with what is to be marked and linked in it."""
    links = context.links
    spans = [
        (statement.local, statement.anchor.spans if statement.anchor and not statement.anchor.in_title else ())
        for statement in statements
    ]
    mentions = [(start, end, href) for id, start, end in found.mentions if (href := links[id].href)]
    return Text(found.body, tuple(spans), tuple(mentions))


# ── the index ───────────────────────────────────────────────────────────────────────────────────────────────────────


def index(context: PlanContext) -> Iterator[ArticlesPage]:
    """The index of all articles, the latest first; of very many the latest, and a page for each month."""
    months, outlets = by_month(context.graph), _outlets(context)
    if not is_long(context.graph):
        yield _index(context, SECTION.path, SECTION.title, months, outlets)
        return
    latest = list(context.graph.articles.values())[:LATEST]
    whole = _index(context, SECTION.path, SECTION.title, {"": latest}, outlets)
    yield replace(whole, months=tuple(_month(*item) for item in months.items()))
    for month, members in months.items():
        path = urls.part(SECTION.path, month)
        page = _index(context, path, f"Articles of {words_of(month)}", {month: members}, outlets)
        yield replace(page, crumbs=context.crumbs(SECTION))


def is_long(graph: Graph) -> bool:
    """Whether each month has a page of its own."""
    return len(graph.articles) > LONG


def by_month(graph: Graph) -> dict[str, list[Article]]:
    months: dict[str, list[Article]] = {}
    for found in graph.articles.values():
        months.setdefault(found.front.published.end.isoformat()[:7], []).append(found)
    return months


def _month(month: str, members: list[Article]) -> Period:
    return Period(words_of(month), urls.href(urls.part(SECTION.path, month)), len(members))


def _outlets(context: PlanContext) -> tuple[Link, ...]:
    """Everyone who published any of them, by name."""
    ids = {found.front.outlet for found in context.graph.articles.values()}
    return tuple(sorted((context.links[id] for id in ids), key=lambda link: link.words))


def _index(
    context: PlanContext, path: str, title: str, months: Mapping[str, Iterable[Article]], outlets: tuple[Link, ...]
) -> ArticlesPage:
    return ArticlesPage(
        path=path,
        site=context.site,
        title=title,
        description="Every article that we have read, by date and outlet.",
        canonical=context.canonical(path),
        crumbs=context.crumbs(),
        outlets=outlets,
        groups=tuple(_group(context, month, members) for month, members in months.items()),
    )


def _group(context: PlanContext, month: str, members: Iterable[Article]) -> ArticleGroup:
    """The articles of a month, or, without one, the latest of all."""
    name, href = (words_of(month), urls.href(urls.day(month))) if month else ("The latest", "")
    return ArticleGroup(name, href, tuple(article_line(context, found) for found in members))


def article_line(context: PlanContext, found: Article) -> ArticleLine:
    """An article in a list."""
    return ArticleLine(
        article=context.links[found.id],
        struck=not found.counts,
        ours=found.front.title_ours,
        outlet=context.links[found.front.outlet],
        told=context.stamps(found.front.published),
        count=counted(len(found.statements), "statement"),
    )
