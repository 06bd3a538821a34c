"""Keys that can have no effect, since what they belong to is missing. Articles and the graph in, findings out."""

from collections.abc import Iterator

from builder.model.article import AWAITING, RELATIONS
from builder.model.config import Config
from builder.model.entities import Entities
from builder.model.finding import Finding
from builder.model.graph import Article, Graph

BELONGS = {
    "stage": ("amount",),
    "payer": ("amount",),
    "payee": ("amount",),
    "measure": ("amount",),
    "amount": ("deal",),
    "stance": ("deal",),
    "party": ("status",),
    "tz": ("when",),
    "when_printed": ("when", "due"),
    "translated_by": ("translation",),
    "stated": (*RELATIONS, "resolves"),
}
"""A key of statements to those of which it needs one. A status without a deal is an error of its own."""
WORDS = {"stated": "a relation, such as `confirms`", "when_printed": "`when` or `due`"}


def no_effect(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A statement's key changes something. Defaults lie under all statements of a file, and need not fit each."""
    for statement in article.statements:
        written = statement.written
        own = written.given - written.defaulted
        for key, others in BELONGS.items():
            if key in own and written.given.isdisjoint(others) and written.misread.isdisjoint(others):
                needed = WORDS.get(key) or f"`{others[0]}`"
                message = f"`{key}` has no effect: it belongs to {needed}, and that is missing"
                yield written.finding("no-effect", message, key, help=f"add {needed}, or remove `{key}`")
        if "due" in own and written.mode not in AWAITING and "mode" not in written.misread:
            message = f"`due` has no effect: nothing is awaited of what is `{written.mode}`"
            help = "if it is still to come, set `mode`: planned, demanded, offered or hypothetical; else remove `due`"
            yield written.finding("no-effect", message, "due", help=help)


def no_effect_in_front(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """Nor do these keys of an article's front matter say anything alone."""
    front = article.front
    for key in ("standing_on", "standing_why"):
        if getattr(front, key) and front.standing == "ok":
            help = f"add `standing: corrected`, retracted or gone, or remove `{key}`"
            yield front.finding("no-effect", f"`{key}` has no effect: the article's `standing` is ok", key, help=help)


def no_effect_in_entity(graph: Graph) -> Iterator[Finding]:
    """The day of a text that is not there."""
    for record in graph.entities.everything:
        if record.about_on and not record.about_html:
            message = "`about_on` has no effect: there is no `about`"
            yield record.finding("no-effect", message, "about_on", help="add `about`, or remove `about_on`")


ARTICLE_RULES = (no_effect, no_effect_in_front)
WARNING_RULES = (no_effect_in_entity,)
