"""Links to the site's own pages and files lead to something. The graph in, findings out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

from builder.model import urls
from builder.model.article import ProseLink, is_inside
from builder.model.dictionary import FILES
from builder.model.entities import RECORDS, record_addresses
from builder.model.finding import Finding, Location
from builder.model.graph import Graph, article_addresses
from builder.model.sections import SECTIONS

HREF = re.compile(r'\b(?:href|src)="([^"]*)"')
FOLLOWED = ("", "deal", "actor")
"""Kinds of records with a feed; the site itself has one too."""


def dead_link(graph: Graph) -> Iterator[Finding]:
    """Links to pages and files of the site lead to something. Only what is published is looked at."""
    there = UrlSet(graph)
    for link in internal_links(graph):
        if not leads_somewhere(link, there, graph):
            message = f"`{link.href}` does not exist on this site"
            help = "begin with a slash, such as `/deals/`, for pages and for files of `content/static/`"
            yield Finding("dead-link", message, link.location, help)


@dataclass(frozen=True)
class WrittenLink:
    """A link as an author wrote it."""

    href: str
    base: str
    """The page that it stands on."""
    location: Location


def internal_links(graph: Graph) -> Iterator[WrittenLink]:
    """The internal ones of articles that are published whole, of free pages, of abouts, and of the site's settings."""
    for article in graph.articles.values():
        if article.body.inside and article.rights == "full":
            base = urls.record("article", article.id)
            yield from in_text(article.body.inside, base, article.body.file)
    for page in graph.pages:
        base = urls.free_page(page.stem)
        inside = (link for link in page.links if link.is_inside)
        yield from in_text(inside, base, page.location.file)
    for kind in RECORDS:
        for record in graph.entities.of_kind(kind).values():
            if record.about_html:
                about = Location(record.location.file, (*record.location.keys, "about"))
                yield from in_value(record.about_html.source, urls.record(kind, record.id), about)
    policy = Location("site.yml", ("corrections",))
    yield from in_value(graph.config.corrections_html.source, SECTIONS["corrections"].path, policy)
    for index, item in enumerate(graph.config.nav):
        if is_inside(item.url):
            yield WrittenLink(item.url, urls.HOME, Location("site.yml", ("nav", index, "url")))


def in_text(links: Iterable[ProseLink], base: str, file: str) -> Iterator[WrittenLink]:
    for link in links:
        yield WrittenLink(link.href, base, Location(file, part=link.href, offset=link.offset))


def in_value(html: str, base: str, location: Location) -> Iterator[WrittenLink]:
    """Those of prose that is the value of a key."""
    for match in HREF.findall(html):
        href = unescape(match).replace(urls.ROOT, "/")
        if is_inside(href):
            yield WrittenLink(href, base, replace(location, part=unquote(href)))


def leads_somewhere(link: WrittenLink, there: "UrlSet", graph: Graph) -> bool:
    parts = urlsplit(link.href)
    path, fragment = resolved(unquote(parts.path), link.base), unquote(parts.fragment).partition(":~:")[0]
    if path != link.base and path not in there:
        return False
    if not fragment or fragment == "top" or fragment.startswith("_"):  # Browsers know the first, themes the others.
        return True
    folder, _, id = path.strip("/").partition("/")
    texts = [page.html.source for page in graph.pages if urls.free_page(page.stem) == path]
    if folder == "articles" and id:
        article = graph.articles.get(id)
        texts.append(article.body.html if article and article.rights == "full" else "")
        if urls.statement_page(id, fragment) in there:
            return True
    return not texts or any(f'id="{fragment}"' in html for html in texts)


def resolved(path: str, base: str) -> str:
    """A path as a browser on the page `base` takes it, from the site's root; pages keep their closing slash. Empty
    where it leads out of the site."""
    if not path:
        return base
    whole = join(base, path)[1:]
    if normpath(whole).startswith(".."):
        return ""
    clean = normpath(f"/{whole}")
    is_folder = path.endswith(("/", "/.", "/..")) or path in (".", "..")
    return clean + "/" if is_folder and clean != "/" else clean


class UrlSet:
    """Every page and file of the site, by its path. What no link asks for is not gone through: with a preview's every
    step it is looked whether some link leads nowhere."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def __contains__(self, path: str) -> bool:
        path = bare(path)
        return self._is_whole(path) or any(map(self._is_whole, urls.wholes(path)))

    def _is_whole(self, path: str) -> bool:
        return path in self._always or path in self._graph.kept.withdrawn or self._is_below(path)

    def _is_below(self, path: str) -> bool:
        """Whether it stands in a folder of the output that holds what the sources speak of."""
        folder, _, rest = path[1:].partition("/")
        id = rest[:-1] if rest.endswith("/") else ""
        match folder:
            case "articles":
                return id in self._graph.articles or path in self._articles
            case "s":
                return id in self._graph.statements or path in self._graph.statement_pages
            case "dates":
                return path in self._dates
        return (folder in urls.KINDS or folder == "feeds") and path in self._records

    @cached_property
    def _always(self) -> frozenset[str]:
        """What every site has, and the files and free pages of this one."""
        graph = self._graph
        found = {urls.HOME, urls.LLMS, *(section.path for section in SECTIONS.values())}
        found.update(map(urls.data_file, FILES))
        found.update(bare(f"/{path}") for path in graph.files)
        found.update(urls.free_page(page.stem) for page in graph.pages)
        if graph.config.url:
            found.update(
                (urls.SITEMAP, urls.ROBOTS),
                feeds(graph),
                map(urls.changes_feed, ("xml", "json")),
                map(urls.digests_feed, ("xml", "json")),
            )
        return frozenset(found)

    @cached_property
    def _articles(self) -> frozenset[str]:
        return frozenset(path for article in self._graph.articles.values() for path in article_addresses(article))

    @cached_property
    def _dates(self) -> frozenset[str]:
        return frozenset(map(urls.day, self._graph.periods))

    @cached_property
    def _records(self) -> frozenset[str]:
        """The pages of entities, and their feeds."""
        graph = self._graph
        found: set[str] = set()
        for kind in RECORDS:
            for id, record in graph.entities.of_kind(kind).items():
                if id in graph.existing:
                    found.update(record_addresses(kind, record))
                    found.update(feeds(graph, kind, id, *record.former))
        return frozenset(found)


def bare(path: str) -> str:
    """A path as a server takes it: that of a folder is its `index.html`."""
    return path.removesuffix("index.html") if path.endswith("/index.html") else path


def feeds(graph: Graph, kind: str = "", *names: str) -> Iterator[str]:
    """Feeds and calendars of a record under each of its names, or of the site; of some nothing may be due yet."""
    if graph.config.url and kind in FOLLOWED:
        yield from (urls.feed(form, kind, name) for name in names or ("",) for form in ("xml", "json", "ics"))


ERROR_RULES = (dead_link,)
