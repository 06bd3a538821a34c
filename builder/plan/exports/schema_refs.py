"""Things on file as schema.org knows them, in short: what stands for an actor, a deal, a place or an article
within what is said of another. Each is made once. The address of our page stands for the thing; without a page,
or where the site has no address, it has its name alone."""

import json
from typing import Any

from builder.model import urls
from builder.model.dates import When
from builder.model.entities import Actor, Place
from builder.model.graph import Article, Graph
from builder.model.pages import Link
from builder.plan.parts.links import Links

Node = dict[str, Any]
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


ORGANISATION = "Organization"
BRIEF = frozenset({"@type", "@id", "headline", "name", "url"})
"""What an article is found by."""
ACTORS: dict[str, str | list[str]] = {
    "person": "Person",
    "country": ["Country", ORGANISATION],
    "government": "GovernmentOrganization",
    "legislature": "GovernmentOrganization",
    "court": "GovernmentOrganization",
    "company": "Corporation",
    "outlet": "NewsMediaOrganization",
}
"""Kind of actor to its type; all others are organisations. A country is a place there, and can only speak as both."""
FORMS = {"document": "DigitalDocument", "transcript": "DigitalDocument", "post": "SocialMediaPosting",
         "live": "LiveBlogPosting"}  # fmt: skip
"""Form of an article to its type; all others are news articles."""


class Refs(dict[str, Node]):
    """By id of an entity or article."""

    def __init__(self, graph: Graph, links: Links) -> None:
        super().__init__()
        self._graph, self._links = graph, links
        self._url = graph.config.url
        self._briefs: dict[str, str] = {}
        self._texts: dict[str, str] = {}

    def __missing__(self, id: str) -> Node:
        article = self._graph.articles.get(id)
        made = self[id] = self._article(article) if article else self.node(self._links[id], self._kind(id))
        return made

    def text(self, id: str) -> str:
        """The same as JSON."""
        made = self._texts.get(id)
        if made is None:
            made = self._texts[id] = encode(self[id])
        return made

    def brief(self, id: str) -> str:
        """An article as JSON, just so that it can be found: what it is stands on its page."""
        made = self._briefs.get(id)
        if made is None:
            known = {
                key: value for key, value in self[id].items() if key in ("@type", "@id", "headline", "name", "url")
            }
            made = self._briefs[id] = encode(known)
        return made

    def node(self, link: Link, kind: str | list[str] = ORGANISATION) -> Node:
        return {"@type": kind, **self.address(link.href), "name": link.words}

    def address(self, href: str) -> Node:
        """What says which thing it is, if anything does."""
        return {"@id": href.replace(urls.ROOT, self._url)} if self._url and href else {}

    def _kind(self, id: str) -> str | list[str]:
        match self._graph.entities.get(id):
            case Actor(kind=kind):
                return ACTORS.get(kind, ORGANISATION)
            case Place():
                return "Place"
        return "Thing"

    def _article(self, article: Article) -> Node:
        front = article.front
        return {
            "@type": FORMS.get(front.form, "NewsArticle"),
            **self.address(urls.href(urls.record("article", front.id))),
            "name" if front.title_ours else "headline": front.title,
            **({"url": front.url} if front.url else {}),
            **dated("datePublished", front.published),
            **({"inLanguage": front.lang} if front.lang else {}),
            "publisher": self[front.outlet],
        }


def dated(key: str, when: When) -> Node:
    """A date, where it is one day and no guess: schema.org has no words for any other."""
    if when.first is None or when.first != when.last or when.approximate or when.uncertain:
        return {}
    return {key: when.first.isoformat()}
