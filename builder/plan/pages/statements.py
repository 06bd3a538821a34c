"""A statement by itself, at the address that readers are sent, and how to cite it."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from itertools import chain, pairwise

from builder.model import urls
from builder.model.article_pages import Citation, StatementPage
from builder.model.dates import When
from builder.model.graph import Article, Statement
from builder.model.pages import Card, Link, Page
from builder.model.plain_pages import MovedPage
from builder.model.sections import SECTIONS
from builder.model.sentences import byline, capital, ended, objections, speaker
from builder.plan.context import PlanContext
from builder.plan.exports import schema_org
from builder.plan.parts.dates import DRAFT, day, draft_notice
from builder.plan.parts.links import plain
from builder.plan.sharing import pictures
from builder.plan.sharing.pictures import image

_SIGNS = {sign: f"\\{sign}" for sign in "&%$#_{}"} | {"~": r"\~{}", "^": r"\^{}", "\\": r"\textbackslash{}"}
_SPECIAL = re.compile(f"[{re.escape(''.join(_SIGNS))}]")
BRACES = str.maketrans({"{": "%7B", "}": "%7D"})
"""In an address, where BibTeX takes nothing else amiss."""
_json = json.JSONEncoder(ensure_ascii=False).encode


def citation(card: Card, article: Article, site: str, address: str) -> Citation:
    """`site` is the title of the site, `address` the statement's own, absolute or empty."""
    front = article.front
    title = "" if front.title_ours else front.title
    noted = f"noted by {site}{f', {address}' if address else ''}"
    said = "" if card.voice_kind in ("itself", "outlet") else speaker(card)
    note = f"Statement by {said}; {noted}" if said else capital(noted)
    bibtex, csl = _source(card.outlet.words, front.published, card.told.words, title, front.url)
    return Citation(
        text(card, title, front.url, said, noted),
        f"@online{{{card.id.replace('/', '.')},\n{bibtex}  note = {{{escape(escaped(note), quote=False)}}}\n}}",
        f'[{{"id": {_json(card.id)}, {csl}, "note": {escape(_json(note), quote=False)}}}]',
    )


def text(card: Card, title: str, url: str, said: str, noted: str) -> str:
    """`Kremlin, through ISW, in Fakti, “Title”, 3 March 2025, https://…; noted by Minerals desk, https://…`"""
    where = f"in {card.outlet.words}" if said else card.outlet.words
    parts = (said, where, f"“{title}”" if title else "", card.told.words, url)
    return ended(f"{', '.join([part for part in parts if part])}; {noted}")


@lru_cache(maxsize=16)
def _source(outlet: str, published: When, told: str, title: str, url: str) -> tuple[str, str]:
    """What all citations of an article say, in BibTeX and in CSL-JSON, as HTML: statements of one come together."""
    day = _issued(published)
    return escape(bibtex(outlet, day, title, url), quote=False), escape(csl(outlet, day, told, title, url), quote=False)


def bibtex(outlet: str, day: list[int], title: str, url: str) -> str:
    """Lines of fields. `day` is as `_issued` has it."""
    fields = {
        "author": f'"{{{escaped(outlet)}}}"',  # Braces within: it is one name, not first and last.
        "title": f"{{{escaped(title)}}}" if title else "",
        "date": f"{{{'-'.join(f'{part:02}' for part in day)}}}" if day else "",
        "url": f"{{{url.translate(BRACES)}}}" if url else "",
    }
    return "".join(f"  {key} = {value},\n" for key, value in fields.items() if value)


def csl(outlet: str, day: list[int], told: str, title: str, url: str) -> str:
    """Pairs of an object. `told` are the words for a date that is not sure."""
    fields = {
        "type": "article-newspaper",
        "title": title,
        "container-title": outlet,
        "issued": {"date-parts": [day]} if day else {"literal": told},
        "URL": url,
    }
    return _json({key: value for key, value in fields.items() if value})[1:-1]


def _issued(published: When) -> list[int]:
    """Year, month and day, as far as they are certain."""
    first, last = published.first, published.last
    if first is None or last is None or first.year != last.year:
        return []
    if first.month != last.month:
        return [first.year]
    return [first.year, first.month, first.day] if first == last else [first.year, first.month]


def escaped(words: str) -> str:
    """Text as BibTeX takes it."""
    return _SPECIAL.sub(lambda sign: _SIGNS[sign[0]], words)


def pages(context: PlanContext, id: str) -> Iterator[Page]:
    """The pages of an article's statements, and those of their former ids."""
    article = context.graph.articles[id]
    crumbs = context.crumbs(SECTIONS["articles"], context.links[id])
    for statement in article.statements:
        yield page(context, article, statement, crumbs)
    yield from moved(context, article, article.id, former_only=True)


def moved(context: PlanContext, article: Article, id: str, *, former_only: bool = False) -> Iterator[MovedPage]:
    """Where these statements stood as those of an article `id`."""
    for statement in article.statements:
        for local in statement.written.former if former_only else (statement.local, *statement.written.former):
            yield leading_to(context, statement, urls.statement_page(id, local))


def leading_to(context: PlanContext, statement: Statement, path: str) -> MovedPage:
    """Stands at `path`, where the statement's page was once."""
    card = context.cards[statement.id]
    return MovedPage(
        path=path,
        site=context.site,
        title=byline(card),
        description=description(card, plain(statement.written.gist, context.links)),
        canonical=context.canonical(urls.statement_page(statement.article, statement.local)),
        target=Link(byline(card), card.href),
    )


def page(context: PlanContext, article: Article, statement: Statement, crumbs: tuple[Link, ...]) -> StatementPage:
    card = context.cards[statement.id]
    path = urls.statement_page(article.id, statement.local)
    address = context.canonical(path)
    return StatementPage(
        path=path,
        site=context.site,
        title=byline(card),
        draft_notice=DRAFT if statement.written.draft else draft_notice(article.front, context.graph),
        description=description(card, plain(statement.written.gist, context.links)),
        canonical=address,
        crumbs=crumbs,
        published=day(card.told),
        image=image(context, pictures.statement(context, statement.id)) if statement.written.share else None,
        linked_data_html=schema_org.claim(context, statement),
        indexed=context.graph.config.index_statements,
        card=card,
        place=urls.href(urls.statement(article.id, statement.local)),
        context=words_around(article, statement),
        archive=article.front.archive,
        citation=citation(card, article, context.site.title, address),
    )


def description(card: Card, gist: str) -> str:
    """Our sentence, and what a reader must know of it beside."""
    label = f"{card.mode_words}: " if card.mode_words else ""
    marks = f" ({', '.join((*card.labels, *objections(card)))})" if card.labels or card.replies else ""
    return f"{label}{gist}{marks}"


def words_around(article: Article, statement: Statement) -> tuple[tuple[str, bool], ...]:
    """The quote's paragraph in pieces; nothing of a text that may not be published."""
    anchor, text = statement.anchor, article.body.text
    if article.rights != "full" or anchor is None or anchor.in_title or not anchor.spans:
        return ()
    begin, end = text.rfind("\n", 0, anchor.spans[0][0]) + 1, text.find("\n", anchor.spans[-1][1])
    cuts = (begin, *chain.from_iterable(anchor.spans), end if end >= 0 else len(text))
    pieces = ((text[start:stop], bool(at % 2)) for at, (start, stop) in enumerate(pairwise(cuts)))
    return tuple(piece for piece in pieces if piece[0])
