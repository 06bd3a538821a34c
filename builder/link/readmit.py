"""What may be published after a change that leaves that as it was: in go the corpus as it was admitted and as it is,
out come the pairs of articles to exchange; or nothing, where all must be admitted again.

Most edits change a text, a statement or a name, and neither whose id is whose nor what waits for its day.
"""

from collections.abc import Iterable

from builder.link.names import everything
from builder.link.published import Published
from builder.model.entities import Entities
from builder.model.graph import Article, Corpus

Exchange = list[tuple[Article, Article]]
"""Articles as they were and as they are."""


def exchanged(before: Corpus, shown: Published, now: Corpus) -> Exchange | None:
    """`shown`: what was published of the corpus before, in which there was nothing to find. Where it is not all of it,
    what is new may have to wait with the rest."""
    if (
        len(now.articles) != len(before.articles)
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
    return pairs


def alike(before: Entities, now: Entities) -> bool:
    """Whether there are the same entities, with the same ids and links, and all of them may be published still."""
    if before is now:
        return True
    old, new = list(everything(before)), list(everything(now))
    return len(old) == len(new) and all(
        one is other
        or (one.id, one.former, one.about_html, one.draft, one.embargo)
        == (other.id, other.former, other.about_html, other.draft, other.embargo)
        for one, other in zip(old, new, strict=True)
    )


def standing(article: Article) -> tuple[object, ...]:
    """What decides whether an article may be published, and who else may have its id."""
    front = article.front
    return (article.path, front.id, front.former, front.outlet, front.derives, front.version_of, front.draft,
            front.embargo)  # fmt: skip


def with_exchanged(articles: Iterable[Article], pairs: Exchange) -> tuple[Article, ...]:
    """The articles with the new ones in the places of the old."""
    new_for = {id(old): new for old, new in pairs}
    return tuple([new_for.get(id(article), article) for article in articles])
