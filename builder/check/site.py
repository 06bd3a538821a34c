"""The site's settings, and what may be published. Articles and the graph in, findings out."""

from collections.abc import Iterator

from builder.model.config import Config
from builder.model.entities import Entities
from builder.model.finding import Finding, Spot
from builder.model.graph import Article, Graph


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


def finding(article: Article, code: str, message: str, key: str, help: str) -> Finding:
    spot = Spot(article.front.spot.file, (key,))
    return Finding(code, message, spot, help, allow=tuple(code for code, _ in article.front.allow))


ARTICLE_RULES = (rights_forbid, body_under_link_only, not_recorded, link_only_without_source)
GRAPH_RULES = (no_scope, text_not_at_hand)
