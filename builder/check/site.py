"""The site's settings, what may be published, and links to its own pages. Articles and the graph in, findings out."""

from collections.abc import Iterable, Iterator
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

from builder.check.entities import referred_to
from builder.model import urls
from builder.model.config import Config
from builder.model.corpus import Link
from builder.model.dates import When
from builder.model.entities import Entities
from builder.model.finding import Finding, Spot
from builder.model.graph import Article, Graph

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
    """Links to pages and files of the site lead to something. Only published text is looked at."""
    texts = [
        (urls.record("article", article.id), article.front.spot.file, article.body.html, article.body.links)
        for article in graph.articles.values()
        if article.rights == "full" and article.body.links
    ]
    texts += [(urls.free_page(page.stem), page.spot.file, page.html, page.links) for page in graph.pages]
    internal = [(base, file, html, link) for base, file, html, links in texts for link in inside(links)]
    if not internal:
        return
    there = addresses(graph)
    for base, file, html, link in internal:
        if not leads_somewhere(link.href, base, html, there, graph):
            message = f"`{link.href}` leads nowhere on this site"
            help = "a page begins with a slash, such as `/deals/`; a file of `content/static/` likewise"
            yield Finding("dead-link", message, Spot(file, part=link.href, offset=link.offset), help)


def inside(links: Iterable[Link]) -> Iterator[Link]:
    """Those that lead to the site itself."""
    for link in links:
        if not link.href.startswith("//") and not urlsplit(link.href).scheme:
            yield link


def leads_somewhere(href: str, base: str, html: str, there: frozenset[str], graph: Graph) -> bool:
    parts = urlsplit(href)
    path = resolved(unquote(parts.path), base)
    if path == base:
        return not parts.fragment or f'id="{parts.fragment}"' in html or is_statement(base, parts.fragment, graph)
    if path not in there:
        return False
    return not (path.startswith("/articles/") and parts.fragment) or is_statement(path, parts.fragment, graph)


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
    found = {"/", "/dates/", "/disagreements/", "/money/", "/watch/", "/corrections/"}
    found.update(f"/{path}" for path in graph.files)
    found.update(urls.index(kind) for kind in (*KINDS, "article"))
    found.update(urls.record("article", id) for id in graph.articles)
    used = referred_to(graph)
    for kind in KINDS:
        found.update(urls.record(kind, id) for id in graph.entities.of_kind(kind) if id in used and paged(id, graph))
    found.update(urls.free_page(page.stem) for page in graph.pages)
    for statement in graph.statements.values():
        for when in (statement.told, statement.written.when, statement.written.due):
            found.update(date_pages(when))
    return frozenset(found)


def paged(id: str, graph: Graph) -> bool:
    actor = graph.entities.actors.get(id)
    return actor is None or actor.page


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
GRAPH_RULES = (no_scope, dead_link)
