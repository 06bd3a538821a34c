"""Every statement as an annotation of the page that it stands on: our sentence with its speaker, and the
passage.

The words around a passage, by which a program finds it again, are given only of articles whose whole text may be shown.
"""

import re
from collections.abc import Iterator

from builder.model import urls
from builder.model.data_files import AnnotationFile, TextQuote, WebAnnotation
from builder.model.graph import Article, Statement
from builder.model.sentences import objections
from builder.model.text import fold
from builder.plan.context import PlanContext, Plans, one
from builder.plan.exports.licence import address
from builder.plan.parts.links import MODES, OVERTAKEN, plain

PATH = urls.data_file("annotations.jsonld")
AROUND = 32
"""Characters of the text on either side of a passage."""
GAP = re.compile(r"\s?\[(?:…|\.\.\.)\]\s?|\s(?:…|\.\.\.)\s")


def plans(context: PlanContext) -> Plans:
    yield one(PATH, annotations, context)


def annotations(context: PlanContext) -> AnnotationFile:
    """All statements as one collection; addresses are relative where the site has none of its own."""
    config = context.graph.config
    base = config.url or urls.root_from(PATH)
    return AnnotationFile(
        path=PATH,
        id=base + PATH[1:],
        title=config.title,
        language=config.language,
        rights=address(config.licence),
        maker=base,
        maker_name=config.publisher or config.title,
        notes=list(notes(context, base)),
    )


def notes(context: PlanContext, base: str) -> Iterator[WebAnnotation]:
    graph = context.graph
    for article in graph.articles.values():
        source = article.front.url or base + urls.record("article", article.id)[1:]
        for statement in article.statements:
            yield WebAnnotation(
                base + urls.statement_page(article.id, statement.local)[1:],
                said(context, statement, article),
                tags(context, statement, article),
                source,
                pieces(statement, article) if graph.config.data_quotes else (),
            )


def said(context: PlanContext, statement: Statement, article: Article) -> str:
    """Our sentence, never without whose it is."""
    return f"{context.credits.of(statement, article)}: {plain(statement.written.gist, context.links)}"


def tags(context: PlanContext, statement: Statement, article: Article) -> tuple[str, ...]:
    """The deals it is about; in what way it is said, if not simply asserted; what became of it."""
    written, bearing = statement.written, context.graph.bearing.get(statement.id, ())
    deals = [context.links[deal].words for deal in written.deals]
    if written.mode == "asserted" and not (bearing or statement.id in context.denied) and article.counts:
        return tuple(deals)
    mode = [MODES[written.mode].lower()] if written.mode != "asserted" else []
    became = dict.fromkeys(OVERTAKEN[each.kind] for each in context.graph.done_to(statement.id, *OVERTAKEN))
    disputed = statement.id in context.denied or context.graph.done_to(statement.id, "disputes")
    denied = objections(context.cards[statement.id]) if disputed else ()
    return (*deals, *mode, *became, *denied, *([] if article.counts else ["article retracted"]))


def pieces(statement: Statement, article: Article) -> tuple[TextQuote, ...]:
    """The quote, cut at its gaps. Of a text that may not be published nothing is looked at: it need not be at hand."""
    quote, anchor = statement.written.quote, statement.anchor
    whole = anchor is not None and len(anchor.spans) == 1
    if anchor is None or article.rights != "full":
        return tuple(TextQuote(words) for words in ([quote] if whole else GAP.split(quote)) if words)
    text = fold(article.front.title) if anchor.in_title else article.body.text
    exact = [quote] if whole else [text[start:end] for start, end in anchor.spans]
    around = [(text[max(0, start - AROUND) : start], text[end : end + AROUND]) for start, end in anchor.spans]
    return tuple([TextQuote(words, *beside) for words, beside in zip(exact, around, strict=True)])
