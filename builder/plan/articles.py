"""An article's page: what it is, where it comes from, and its statements in their places; its text only where
rights say so. And the index of all articles by outlet and date."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from builder.model import urls
from builder.model.blocks import Period
from builder.model.briefings import ArticleGroup, ArticleLine, ArticlePage, ArticlesPage, Lineage, Placed, Text
from builder.model.corpus import Derivation
from builder.model.graph import Article, Statement
from builder.model.pages import Link, Mend, Stamp
from builder.plan.cards import compared
from builder.plan.dates import clock, words_of
from builder.plan.material import Material
from builder.plan.words import BASIS, COMES_FROM, FORMS, GAVE_RISE_TO, counted

INDEX = "/articles/"
MOST, LATEST = 500, 100
"""Articles up to which the index shows them all; of more it shows the latest, and leads to each month."""
RIGHTS = {
    "full": "The full text stands below, its quoted passages marked.",
    "excerpt": (
        "Only the passages that we quote are shown here, in the order of the text; the rest stands at the publisher."
    ),
    "link-only": (
        "We keep no copy of this text. The passages were noted from the publisher’s page, so no machine has checked "
        "their wording."
    ),
}
STANDING = {
    "corrected": "The outlet has corrected this article.",
    "retracted": "The outlet has retracted this article. Its statements no longer count towards anything on this site.",
    "gone": "This article is no longer at its address.",
}
DATED_BY = {"page": "", "feed": "dated by the outlet’s feed", "inferred": "date inferred by the desk"}


def article(material: Material, id: str) -> ArticlePage:
    """The page of one article."""
    graph, stamps, found = material.graph, material.stamps, material.graph.articles[id]
    front, path = found.front, urls.record("article", id)
    return ArticlePage(
        path=path,
        site=material.site,
        title=front.title,
        description=description(material, found),
        canonical=material.canonical(path),
        crumbs=material.crumbs(("Articles", INDEX)),
        title_ours=front.title_ours,
        struck=not found.counts,
        standing=STANDING.get(front.standing, ""),
        standing_on=stamps(front.standing_on) if front.standing_on else None,
        standing_why=front.standing_why,
        outlet=material.links[front.outlet],
        told=told(material, found),
        dated=f"{DATED_BY[front.dated_by]}{': ' + front.dated_why if front.dated_why else ''}",
        form=FORMS[front.form],
        url=front.url,
        archive=front.archive,
        cutoff=stamps(front.cutoff) if front.cutoff else None,
        recorded=stamps(front.recorded) if front.recorded else None,
        language=front.lang if front.lang != graph.config.language else "",
        topics=front.topics,
        rights=RIGHTS[found.rights],
        compared=compared(found, stamps),
        lineage=tuple(lineage(material, found)),
        descendants=tuple(descendants(material, found)),
        statements=tuple(placed(material, found)),
        text=text(material, found) if found.rights == "full" and found.body.html else None,
        mends=tuple(Mend(stamps(entry.on), entry.was, entry.why) for entry in front.corrected),
    )


def description(material: Material, found: Article) -> str:
    outlet, date = material.links[found.front.outlet].words, material.stamps(found.front.published).words
    return f"{outlet}, {date}: {counted(len(found.statements), 'statement')}."


def told(material: Material, found: Article) -> Stamp:
    """The article's date, with the time of day where it prints one."""
    published = found.front.published
    stamp = material.stamps(published)
    return Stamp(f"{stamp.words}, {clock(published)}", stamp.iso, stamp.href) if published.time else stamp


def lineage(material: Material, found: Article) -> Iterator[Lineage]:
    """What the article comes from."""
    for derivation in found.front.derives:
        yield _lineage(material, derivation.source, COMES_FROM[derivation.how], derivation)
    earlier = found.front.version_of
    if earlier in material.graph.articles:
        yield _lineage(material, earlier, "A later version of", None)


def descendants(material: Material, found: Article) -> Iterator[Lineage]:
    """What comes from the article."""
    for id in material.graph.derived.get(found.id, ()):
        for derivation in material.graph.articles[id].front.derives:
            if derivation.source == found.id:
                yield _lineage(material, id, GAVE_RISE_TO[derivation.how], derivation)


def _lineage(material: Material, id: str, words: str, derivation: Derivation | None) -> Lineage:
    other = material.graph.articles.get(id)
    outlet = material.links[other.front.outlet] if other else Link("")
    basis = BASIS[derivation.basis] if derivation else ""
    return Lineage(words, material.links[id], outlet, basis, derivation.why if derivation else "")


def placed(material: Material, found: Article) -> Iterator[Placed]:
    """The statements in the order of the text."""
    for statement in sorted(found.statements, key=_place):
        yield Placed(
            anchor=statement.local,
            card=material.cards[statement.id],
            by_printed=statement.written.by_printed,
            in_title=bool(statement.anchor and statement.anchor.in_title),
            former=statement.written.former,
        )


def _place(statement: Statement) -> tuple[int, int, int]:
    """The title's first, then by place in the text; those that stand nowhere in the order of the file."""
    anchor, index = statement.anchor, statement.written.index
    if anchor is None or not anchor.spans:
        return 2, 0, index
    return int(not anchor.in_title), anchor.spans[0][0], index


def text(material: Material, found: Article) -> Text:
    """The published text, with what is to be marked and linked in it."""
    spans = tuple(
        (statement.local, statement.anchor.spans if statement.anchor and not statement.anchor.in_title else ())
        for statement in sorted(found.statements, key=_place)
    )
    mentions = ((mention.start, mention.end, material.links[mention.id].href) for mention in found.mentions)
    return Text(found.body, spans, tuple(mention for mention in mentions if mention[2]))


def articles(material: Material) -> Iterator[ArticlesPage]:
    """The index of all articles, the latest first; of very many the latest, and a page for each month."""
    months: dict[str, list[Article]] = {}
    for found in material.graph.articles.values():
        months.setdefault(found.front.published.end.isoformat()[:7], []).append(found)
    if len(material.graph.articles) <= MOST:
        yield _index(material, INDEX, "Articles", months)
        return
    latest = list(material.graph.articles.values())[:LATEST]
    yield replace(
        _index(material, INDEX, "Articles", {"": latest}), months=tuple(_month(*item) for item in months.items())
    )
    for month, members in months.items():
        path = urls.part(INDEX, month)
        page = _index(material, path, f"Articles of {words_of(month)}", {month: members})
        yield replace(page, crumbs=material.crumbs(("Articles", INDEX)))


def _month(month: str, members: list[Article]) -> Period:
    return Period(words_of(month), urls.href(urls.part(INDEX, month)), len(members))


def _index(material: Material, path: str, title: str, months: Mapping[str, Iterable[Article]]) -> ArticlesPage:
    outlets = {found.front.outlet for found in material.graph.articles.values()}
    return ArticlesPage(
        path=path,
        site=material.site,
        title=title,
        description="Everything on file, by date and outlet.",
        canonical=material.canonical(path),
        crumbs=material.crumbs(),
        outlets=tuple(sorted((material.links[id] for id in outlets), key=lambda link: link.words)),
        groups=tuple(_group(material, month, members) for month, members in months.items()),
    )


def _group(material: Material, month: str, members: Iterable[Article]) -> ArticleGroup:
    """The articles of a month, or, without one, the latest of all."""
    name, href = (words_of(month), urls.href(urls.day(month))) if month else ("The latest", "")
    return ArticleGroup(name, href, tuple(article_line(material, found) for found in members))


def article_line(material: Material, found: Article) -> ArticleLine:
    """An article in a list."""
    return ArticleLine(
        article=material.links[found.id],
        struck=not found.counts,
        ours=found.front.title_ours,
        outlet=material.links[found.front.outlet],
        told=material.stamps(found.front.published),
        count=len(found.statements),
    )
