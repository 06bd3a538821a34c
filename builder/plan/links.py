"""Ids to links: the name that the site prints and the page it leads to, each made once. Nothing else decides
whether a thing has a page."""

from html import escape

from builder.model import urls
from builder.model.corpus import Hop
from builder.model.graph import Graph
from builder.model.pages import Link
from builder.plan.words import term


class Links(dict[str, Link]):
    """Links by id of an entity or article, made when first asked for. One without a page is its words alone."""

    def __init__(self, graph: Graph, existing: frozenset[str]) -> None:
        super().__init__()
        self._graph = graph
        self._existing = existing
        self._anchors: dict[str, str] = {}

    def __missing__(self, id: str) -> Link:
        link = self[id] = self._make(id)
        return link

    def _make(self, id: str) -> Link:
        article = self._graph.articles.get(id)
        if article is not None:
            return Link(
                article_title(article.front.title, ours=article.front.title_ours), urls.href(urls.record("article", id))
            )
        kind = self._graph.entities.kind_of(id)
        if not kind:
            return Link(id)
        record = self._graph.entities.of_kind(kind)[id]
        return Link(record.name, urls.href(urls.record(kind, id)) if id in self._existing else "")

    def anchor(self, id: str) -> str:
        """The `<a>` element, for gists and notes."""
        made = self._anchors.get(id)
        if made is None:
            link = self[id]
            made = self._anchors[id] = element(link.href, link.words)
        return made

    def hop(self, hop: Hop) -> tuple[Link, ...]:
        """The links of one hop of a chain; unnamed and one-off voices have words only. `some officials (unnamed)`"""
        if hop.kind == "actor":
            return tuple([self[name] for name in hop.names])
        if hop.kind == "unnamed":
            return tuple([Link(name if "unnamed" in name.casefold() else f"{name} (unnamed)") for name in hop.names])
        return tuple([Link(name) for name in hop.names])

    def option(self, option: str) -> Link:
        """A question's option in words; by name, with its page, where it is the id of something on file."""
        return self[option] if self._graph.entities.kind_of(option) else Link(term(option))

    def statement(self, id: str) -> str:
        """The href of a statement's own page."""
        return f"{urls.ROOT}s/{id}/"


def element(href: str, words: str) -> str:
    """HTML of a link, or of its words alone."""
    return f'<a href="{escape(href)}">{escape(words, quote=False)}</a>' if href else escape(words, quote=False)


def article_title(title: str, *, ours: bool) -> str:
    """A title that the desk made up stands in brackets."""
    return f"[{title}]" if ours else title
