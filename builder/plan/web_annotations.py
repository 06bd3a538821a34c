"""Every statement as an annotation of the page that it stands on: our sentence with its speaker, and the passage.

The words around a passage, by which a program finds it again, are given only of articles whose whole text may be shown.
"""

import re
from collections.abc import Iterator

from builder.model import urls
from builder.model.bylines import objections
from builder.model.fold import fold
from builder.model.graph import Article, Statement
from builder.model.machine import Annotations, Note, Piece
from builder.plan.licence import address
from builder.plan.material import Material
from builder.plan.plans import Plans, one
from builder.plan.prose import plain
from builder.plan.words import MODES, OVERTAKEN

PATH = urls.DATA + "annotations.jsonld"
AROUND = 32
"""Characters of the text on either side of a passage."""
GAP = re.compile(r"\s?\[(?:…|\.\.\.)\]\s?|\s(?:…|\.\.\.)\s")


def plans(material: Material) -> Plans:
    yield one(PATH, annotations, material)


def annotations(material: Material) -> Annotations:
    """All statements as one collection; addresses are relative where the site has none of its own."""
    config = material.graph.config
    base = config.url or urls.root_from(PATH)
    return Annotations(
        path=PATH,
        id=base + PATH[1:],
        title=config.title,
        language=config.language,
        rights=address(config.licence),
        maker=base,
        maker_name=config.publisher or config.title,
        notes=list(notes(material, base)),
    )


def notes(material: Material, base: str) -> Iterator[Note]:
    graph = material.graph
    for article in graph.articles.values():
        source = article.front.url or base + urls.record("article", article.id)[1:]
        for statement in article.statements:
            yield Note(
                base + urls.statement_page(article.id, statement.local)[1:],
                said(material, statement, article),
                tags(material, statement, article),
                source,
                pieces(statement, article) if graph.config.data_quotes else (),
            )


def said(material: Material, statement: Statement, article: Article) -> str:
    """Our sentence, never without whose it is."""
    return f"{material.credits.of(statement, article)}: {plain(statement.written.gist, material.links)}"


def tags(material: Material, statement: Statement, article: Article) -> tuple[str, ...]:
    """The deals it is about; in what way it is said, if not simply asserted; what became of it."""
    written, bearing = statement.written, material.graph.bearing.get(statement.id, ())
    deals = [material.links[deal].words for deal in written.deals]
    if written.mode == "asserted" and not (bearing or statement.id in material.denied) and article.counts:
        return tuple(deals)
    mode = [MODES[written.mode].lower()] if written.mode != "asserted" else []
    became = dict.fromkeys(OVERTAKEN[each.kind] for each in bearing if each.kind in OVERTAKEN and not each.void)
    disputed = statement.id in material.denied or any(each.kind == "disputes" and not each.void for each in bearing)
    denied = objections(material.cards[statement.id]) if disputed else ()
    return (*deals, *mode, *became, *denied, *([] if article.counts else ["article retracted"]))


def pieces(statement: Statement, article: Article) -> tuple[Piece, ...]:
    """The quote, cut at its gaps. Of a text that may not be published nothing is looked at: it need not be at hand."""
    quote, anchor = statement.written.quote, statement.anchor
    whole = anchor is not None and len(anchor.spans) == 1
    if anchor is None or article.rights != "full":
        return tuple(Piece(words) for words in ([quote] if whole else GAP.split(quote)) if words)
    text = fold(article.front.title) if anchor.in_title else article.body.text
    exact = [quote] if whole else [text[start:end] for start, end in anchor.spans]
    around = [(text[max(0, start - AROUND) : start], text[end : end + AROUND]) for start, end in anchor.spans]
    return tuple([Piece(words, *beside) for words, beside in zip(exact, around, strict=True)])
