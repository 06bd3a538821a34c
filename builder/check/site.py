"""The site's settings, what may be published, and links to its own pages. Articles and the graph in, findings out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

from builder.model import urls
from builder.model.config import Config
from builder.model.corpus import Link, is_inside
from builder.model.dates import When
from builder.model.entities import Entities, Event
from builder.model.existing import article_addresses, existing, record_addresses, statement_addresses
from builder.model.finding import Finding, Spot
from builder.model.graph import Article, Graph

HREF = re.compile(r'\b(?:href|src)="([^"]*)"')
STATEMENTS = "s/"
"""Stands in every link to a statement's page, and in few others."""
FOLLOWED = ("", "deal", "actor")
"""Kinds of records with a feed; the site itself has one too."""
KINDS = ("actor", "deal", "event", "place", "question")


def rights_forbid(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A whole text is published only if it is the desk's own, or if someone said why it may be."""
    front = article.front
    if article.rights == "full" and front.form != "own" and not front.rights_why:
        where = "rights" if front.rights else "form" if front.form != "report" else "title"
        help = "say why it may be in `rights_why`, or set `form: own` or `rights: excerpt`"
        yield finding(article, "rights-forbid", "the whole text of another's article would be published", where, help)


def body_under_link_only(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """An article of which only the link may be kept has no text on file."""
    if article.rights == "link-only" and article.body.text:
        message = "there is text under `rights: link-only`"
        where = "rights" if article.front.rights else "title"
        yield finding(article, "body-under-link-only", message, where, "take the text out, or set `rights: excerpt`")


def text_not_at_hand(graph: Graph) -> Iterator[Finding]:
    """What is published whole is there as a whole."""
    for article in graph.articles.values():
        if article.text_away and article.rights == "full":
            where = "rights" if article.front.rights else "title"
            message = "the whole text is to be published, and it is not at hand"
            help = f"put it below the front matter, or into content/texts/{article.id}.md; or set `rights: excerpt`"
            yield finding(article, "text-not-at-hand", message, where, help)


def not_recorded(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """An article says when it was put on file."""
    if article.front.recorded is None:
        help = f"add `recorded:` with that day, such as `recorded: {article.front.published.end}`"
        yield finding(article, "not-recorded", "it is not said when this was put on file", "published", help)


def link_only_without_source(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """Where there is no text, a reader must be able to find it, or to learn why not."""
    front = article.front
    if article.rights == "link-only" and not (front.url or front.archive or front.rights_why):
        message = "nobody can look this up: there is neither text nor `url` nor `archive`"
        where = "rights" if front.rights else "title"
        help = "add one of them, or say why not in `rights_why`"
        yield finding(article, "link-only-without-source", message, where, help)


def no_scope(graph: Graph) -> Iterator[Finding]:
    """A site says what it covers, and what it leaves out."""
    if not graph.config.scope:
        help = "add `scope:` with a sentence; it is printed on the home page"
        yield Finding("no-scope", "the site does not say what it covers", Spot("site.yml", ("title",)), help)


def dead_link(graph: Graph) -> Iterator[Finding]:
    """Links to pages and files of the site lead to something. Only what is published is looked at."""
    internal = list(internal_links(graph))
    if not internal:
        return
    there = addresses(graph)
    if any(STATEMENTS in link.href for link in internal):
        there |= statement_pages(graph)
    for link in internal:
        if not leads_somewhere(link.href, link.base, link.html, there, graph):
            message = f"`{link.href}` leads nowhere on this site"
            help = "a page begins with a slash, such as `/deals/`; a file of `content/static/` likewise"
            yield Finding("dead-link", message, link.spot, help)


@dataclass(frozen=True)
class Written:
    """A link as an author wrote it."""

    href: str
    base: str
    """The page that it stands on."""
    html: str
    """The text of that page that may hold its fragment."""
    spot: Spot


def internal_links(graph: Graph) -> Iterator[Written]:
    """The internal ones of articles that are published whole, of free pages, of abouts, and of the site's settings."""
    for article in graph.articles.values():
        if article.body.inside and article.rights == "full":
            base = urls.record("article", article.id)
            yield from in_text(article.body.inside, base, article.body.html, article.body.file)
    for page in graph.pages:
        base = urls.free_page(page.stem)
        inside = (link for link in page.links if link.is_inside)
        yield from in_text(inside, base, page.html, page.spot.file)
    for kind in KINDS:
        for record in graph.entities.of_kind(kind).values():
            about = Spot(record.spot.file, (*record.spot.keys, "about"))
            yield from in_value(record.about_html, urls.record(kind, record.id), about)
    yield from in_value(graph.config.corrections_html, "/corrections/", Spot("site.yml", ("corrections",)))
    for index, item in enumerate(graph.config.nav):
        if is_inside(item.url):
            yield Written(item.url, "/", "", Spot("site.yml", ("nav", index, "url")))


def in_text(links: Iterable[Link], base: str, html: str, file: str) -> Iterator[Written]:
    for link in links:
        yield Written(link.href, base, html, Spot(file, part=link.href, offset=link.offset))


def in_value(html: str, base: str, spot: Spot) -> Iterator[Written]:
    """Those of prose that is the value of a key."""
    for match in HREF.findall(html):
        href = unescape(match).replace(urls.ROOT, "/")
        if is_inside(href):
            yield Written(href, base, "", replace(spot, part=unquote(href)))


def leads_somewhere(href: str, base: str, html: str, there: frozenset[str], graph: Graph) -> bool:
    parts = urlsplit(href)
    path, fragment = resolved(unquote(parts.path), base), unquote(parts.fragment)
    if path == base:
        return not fragment or f'id="{fragment}"' in html or is_statement(base, fragment, graph)
    if path not in there:
        return False
    if fragment and path.startswith("/articles/"):
        return is_statement(path, fragment, graph)
    own = [page.html for page in graph.pages if urls.free_page(page.stem) == path]
    return not fragment or not own or f'id="{fragment}"' in own[0]


def resolved(path: str, base: str) -> str:
    """A path as a browser on the page `base` takes it, from the site's root; pages keep their closing slash."""
    if not path:
        return base
    clean = normpath(join(base, path))
    is_folder = path.endswith(("/", "/.", "/..")) or path in (".", "..")
    return clean + "/" if is_folder and clean != "/" else clean


def is_statement(path: str, fragment: str, graph: Graph) -> bool:
    article = path.removeprefix("/articles/").strip("/")
    return f"{article}/{fragment}" in graph.statements


def addresses(graph: Graph) -> frozenset[str]:
    """Every page and file of the site."""
    found = {"/", "/dates/", "/disagreements/", "/money/", "/watch/", "/corrections/", "/llms.txt", urls.DATA}
    found.update(urls.DATA + file for file in urls.DATA_FILES)
    found.update(f"/{path}" for path in graph.files)
    found.update(urls.index(kind) for kind in (*KINDS, "article"))
    for article in graph.articles.values():
        found.update(article_addresses(article))
        found.update(date_pages(article.front.published))
    used = existing(graph)
    for kind in KINDS:
        for id, record in graph.entities.of_kind(kind).items():
            if id in used:
                found.update(record_addresses(kind, record))
                found.update(feeds(graph, kind, id, *record.former))
                found.update(date_pages(record.when if isinstance(record, Event) else None))
    found.update(urls.free_page(page.stem) for page in graph.pages)
    if graph.config.url:
        found.update((urls.SITEMAP, "/robots.txt"), feeds(graph))
    for statement in graph.statements.values():
        for when in (statement.told, statement.written.when, statement.written.due):
            found.update(date_pages(when))
    return frozenset(found)


def statement_pages(graph: Graph) -> frozenset[str]:
    """The pages of all statements, at their former addresses as well: many times as many as all others."""
    return frozenset(
        page
        for article in graph.articles.values()
        for statement in article.statements
        for page in statement_addresses(article, statement)
    )


def feeds(graph: Graph, kind: str = "", *names: str) -> Iterator[str]:
    """Feeds and calendars of a record under each of its names, or of the site; of some nothing may be due yet."""
    if graph.config.url and kind in FOLLOWED:
        yield from (urls.feed(form, kind, name) for name in names or ("",) for form in ("xml", "json", "ics"))


def date_pages(when: When | None) -> Iterator[str]:
    """The page of a date, and those of its month and year."""
    period = urls.period(when) if when else ""
    for length in (4, 7, 10):
        if len(period) >= length:
            yield urls.day(period[:length])


def finding(article: Article, code: str, message: str, key: str, help: str) -> Finding:
    spot = Spot(article.front.spot.file, (key,))
    return Finding(code, message, spot, help, allow=tuple(code for code, _ in article.front.allow))


ARTICLE_RULES = (rights_forbid, body_under_link_only, not_recorded, link_only_without_source)
GRAPH_RULES = (no_scope, text_not_at_hand, dead_link)
