"""What may be published after a change that leaves that as it was: in go the corpus as it was admitted and as it is,
out come the pairs of articles to exchange; or nothing, where all must be admitted again.

Most edits change a text, a statement or a name, and neither whose id is whose nor what waits for its day.
"""

from collections.abc import Iterable

from builder.link.graph import Linked
from builder.link.names import everything
from builder.model.entities import Entities
from builder.model.graph import Article, Corpus

Exchange = list[tuple[Article, Article]]
"""Articles as they were and as they are."""


def exchanged(linked: Linked, now: Corpus) -> Exchange | None:
    """`linked`: what was made of the corpus before. Where there was something to find, or not all of it was published,
    what is new may be found, too, or have to wait with the rest."""
    before, shown = linked.corpus, linked.shown
    if (
        linked.admitted
        or len(now.articles) != len(before.articles)
        or shown.entities is not before.entities
        or set(map(id, shown.articles)) != set(map(id, before.articles))
        or before.kept.withdrawn
        or (before.config, before.today, before.pages, before.drafts, before.kept)
        != (now.config, now.today, now.pages, now.drafts, now.kept)
        or not alike(before.entities, now.entities)
    ):
        return None
    pairs = [(old, new) for old, new in zip(before.articles, now.articles, strict=True) if old is not new]
    if any(standing(old) != standing(new) for old, new in pairs if old.front is not new.front):
        return None
    if not now.drafts and any(statement.written.draft for _, new in pairs for statement in new.statements):
        return None
    arrived = linked.graph.departed or any(new.arrived for _, new in pairs)
    return None if arrived and any(places(old) != places(new) for old, new in pairs) else pairs


def alike(before: Entities, now: Entities) -> bool:
    """Whether there are the same entities, with the same ids and links, and all of them may be published still."""
    if before is now:
        return True
    old, new = list(everything(before)), list(everything(now))
    return len(old) == len(new) and all(
        one is other
        or (one.id, one.former, one.elsewhere, one.about_html, one.draft, one.embargo)
        == (other.id, other.former, other.elsewhere, other.about_html, other.draft, other.embargo)
        for one, other in zip(old, new, strict=True)
    )


def standing(article: Article) -> tuple[object, ...]:
    """What decides whether an article may be published, and who else may have its id."""
    front = article.front
    return (article.path, front.id, front.former, front.outlet, front.derives, front.version_of, front.draft,
            front.embargo)  # fmt: skip


def places(article: Article) -> list[tuple[object, ...]]:
    """Where its statements stand, and stood."""
    return [(one.local, one.written.former, one.written.elsewhere) for one in article.statements]


def with_exchanged(articles: Iterable[Article], pairs: Exchange) -> tuple[Article, ...]:
    """The articles with the new ones in the places of the old."""
    new_for = {id(old): new for old, new in pairs}
    return tuple([new_for.get(id(article), article) for article in articles])
