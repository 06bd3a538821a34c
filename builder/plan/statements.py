"""A statement by itself, at the address that readers are sent: who says it, the exact words, what others say to it,
how to cite it, and the ways to the article and its publisher. And where it stood under an earlier id.
"""

from collections.abc import Iterator
from itertools import chain, pairwise

from builder.model import urls
from builder.model.briefings import MovedPage
from builder.model.bylines import byline, objections
from builder.model.graph import Article, Statement
from builder.model.pages import Card, Link, Page
from builder.model.permalinks import StatementPage
from builder.plan import pictures, schema_org
from builder.plan.citations import citation
from builder.plan.material import Material
from builder.plan.prose import plain
from builder.plan.sheet import image
from builder.plan.stamps import day
from builder.plan.waiting import DRAFT, waiting


def pages(material: Material, id: str) -> Iterator[Page]:
    """The pages of an article's statements, and those of their former ids."""
    article = material.graph.articles[id]
    crumbs = (*material.crumbs(("Articles", urls.index("article"))), material.links[id])
    for statement in article.statements:
        yield page(material, article, statement, crumbs)
    yield from moved(material, article, article.id, former_only=True)


def moved(material: Material, article: Article, id: str, *, former_only: bool = False) -> Iterator[MovedPage]:
    """Where these statements stood as those of an article `id`."""
    for statement in article.statements:
        for local in statement.written.former if former_only else (statement.local, *statement.written.former):
            yield leading_to(material, statement, urls.statement_page(id, local))


def leading_to(material: Material, statement: Statement, path: str) -> MovedPage:
    """Stands at `path`, where the statement's page was once."""
    card = material.cards[statement.id]
    return MovedPage(
        path=path,
        site=material.site,
        title=byline(card),
        description=description(card, plain(statement.written.gist, material.links)),
        canonical=material.canonical(urls.statement_page(statement.article, statement.local)),
        target=Link(byline(card), card.href),
    )


def page(material: Material, article: Article, statement: Statement, crumbs: tuple[Link, ...]) -> StatementPage:
    card = material.cards[statement.id]
    path = urls.statement_page(article.id, statement.local)
    address = material.canonical(path)
    return StatementPage(
        path=path,
        site=material.site,
        title=byline(card),
        waiting=DRAFT if statement.written.draft else waiting(article.front, material.graph),
        description=description(card, plain(statement.written.gist, material.links)),
        canonical=address,
        crumbs=crumbs,
        published=day(card.told),
        image=image(material, pictures.statement(material, statement.id)) if statement.written.share else None,
        linked_data_html=schema_org.claim(material, statement),
        indexed=material.graph.config.index_statements,
        card=card,
        place=urls.href(urls.statement(article.id, statement.local)),
        context=context(article, statement),
        archive=article.front.archive,
        citation=citation(card, article, material.site.title, address),
    )


def description(card: Card, gist: str) -> str:
    """Our sentence, and what a reader must know of it beside."""
    label = f"{card.mode_words}: " if card.mode_words else ""
    marks = f" ({', '.join((*card.marks, *objections(card)))})" if card.marks or card.replies else ""
    return f"{label}{gist}{marks}"


def context(article: Article, statement: Statement) -> tuple[tuple[str, bool], ...]:
    """The quote's paragraph in pieces; nothing of a text that may not be published."""
    anchor, text = statement.anchor, article.body.text
    if article.rights != "full" or anchor is None or anchor.in_title or not anchor.spans:
        return ()
    begin, end = text.rfind("\n", 0, anchor.spans[0][0]) + 1, text.find("\n", anchor.spans[-1][1])
    cuts = (begin, *chain.from_iterable(anchor.spans), end if end >= 0 else len(text))
    pieces = ((text[start:stop], bool(at % 2)) for at, (start, stop) in enumerate(pairwise(cuts)))
    return tuple(piece for piece in pieces if piece[0])
