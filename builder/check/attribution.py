"""Who is said to say it, against the words of the article. An article or the graph in, findings out."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from builder.check.quotes import stands_in
from builder.model.article import DIRECT, OUTLET_SPEAKS
from builder.model.config import Config
from builder.model.entities import Actor, Entities
from builder.model.finding import Finding
from builder.model.graph import Anchor, Article, Graph, Statement
from builder.model.likeness import closest
from builder.model.text import fold, stands

MARKS = re.compile(r"[\"「」『』]")
"""Double quotation marks in folded text."""
SINGLE_MARKS = re.compile(r"(?<!\w)'(?=\S)[^\n\"]*?[^\s\"]'(?!\w)")
"""A pair of single ones. An apostrophe has no other before or behind it: `the partners' loan`, `'90s`."""
WORD = re.compile(r"\w+")


def phrase_not_found(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """`~` phrases and `by_printed` are the article's own words. Each missing phrase is told once."""
    if not article.has_text:
        return
    title = fold(article.front.title)
    known: set[str] = set()
    for statement in article.statements:
        for key, phrase in _phrases(statement):
            if phrase not in known:
                known.add(phrase)
                if not stands_in(phrase, article.body.text) and not stands_in(phrase, title):
                    message = f"`{phrase}` is not in the article"
                    help = "copy the words that the article uses for the source"
                    notes = closest(fold(phrase), f"{article.body.text}\n{title}")
                    yield statement.written.finding("phrase-not-found", message, key, phrase, help=help, notes=notes)


def _phrases(statement: Statement) -> Iterator[tuple[str, str]]:
    """The key and the words of each."""
    if statement.written.by_printed:
        yield "by_printed", statement.written.by_printed
    for hop in statement.written.by:
        if hop.kind == "unnamed":
            for name in hop.names:
                yield "by", name


def voice_not_named(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """Whoever speaks in a passage is named somewhere in its article."""
    if not article.has_text:
        return
    text = f"{article.body.text}\n{fold(article.front.title)}"
    named = {article.front.outlet: True, article.front.wire: True}
    for statement in article.statements:
        for id in statement.speakers:
            if id not in named:
                named[id] = _is_named(id, text, entities)
                if not named[id]:
                    message = f"the article does not name `{id}`"
                    add = "add the article's name for it to its `aliases` or `ambiguous`"
                    help = f"use the voice that the article names, or {add}"
                    yield statement.written.finding("voice-not-named", message, "by", id, help=help)


def voice_not_near(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """Whoever speaks is named where the quote stands or in the paragraph before, or a pronoun there means them. Outlets
    and documents speak all through their texts."""
    form, language = article.front.form, (article.front.lang or config.language).partition("-")[0].lower()
    if not article.has_text or form in OUTLET_SPEAKS or form in DIRECT:
        return
    for statement in article.statements:
        anchor = statement.anchor
        if anchor is None or anchor.in_title or statement.written.by_printed:
            continue
        for id in statement.speakers:
            actor = entities.actors.get(id)
            if actor is None or id in (article.front.outlet, article.front.wire) or actor.kind in THROUGHOUT:
                continue
            text = article.body.text
            if not _is_near(id, anchor, text, entities, language) and _is_named(id, text, entities):
                message = f"neither this paragraph nor the one before names `{id}`"
                help = "check who speaks here; if it is right, give the article's words for it under `by_printed`"
                yield statement.written.finding("voice-not-near", message, "by", id, help=help)


THROUGHOUT = frozenset({"outlet", "think-tank"})
PRONOUN = re.compile(r"\b(?:he|she|they|it|I|we|his|her|their|its|who|which|him|them)\b", re.IGNORECASE)


def _is_near(id: str, anchor: Anchor, text: str, entities: Entities, language: str) -> bool:
    start, end = anchor.spans[0][0], anchor.spans[-1][1]
    above = text.rfind("\n", 0, start) + 1
    before = text.rfind("\n", 0, max(0, above - 1)) + 1
    close = text.find("\n", end)
    close = close if close >= 0 else len(text)
    if _is_named(id, text[before:close], entities):
        return True
    return (language != "en" or bool(PRONOUN.search(text, above, close))) and _is_named(id, text[:above], entities)


def carrier_not_named(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """So is everyone who is said to have passed it on."""
    if not article.has_text:
        return
    text = ""
    named = {article.front.outlet: True, article.front.wire: True}
    for statement in article.statements:
        carriers = (id for hop in statement.chain[:-1] if hop.kind == "actor" for id in hop.names)
        for id in carriers:
            if id not in named:
                text = text or f"{article.body.text}\n{fold(article.front.title)}"
                named[id] = _is_named(id, text, entities)
                if not named[id]:
                    message = f"the article does not name `{id}`, who is said to have told it"
                    help = "name only those in `by` whom the article names, or add the article's name to its `aliases`"
                    yield statement.written.finding("carrier-not-named", message, "by", id, help=help)


def _is_named(id: str, text: str, entities: Entities) -> bool:
    """Whether the actor is named, or one that it speaks for or that speaks for it: no parliament or court does."""
    actor = entities.actors.get(id)
    if actor is None or not actor.misread.isdisjoint(NAMES):
        return True
    if stands(text, _folded(actor.name)) or _any_stands(_names(actor), text):
        return True
    members = [member.id for member in actor.members]
    whole = "" if actor.kind in OF_ITS_OWN else actor.part_of
    near = [entities.actors[other] for other in (whole, *members) if other in entities.actors]
    near += [other for other in entities.actors.values() if other.part_of == id and other.kind not in OF_ITS_OWN]
    return any(_any_stands(_names(other), text) for other in near)


OF_ITS_OWN = frozenset({"legislature", "court"})
"""Kinds of actors that speak for themselves alone: `Norland said` is no word of its parliament."""
NAMES = ("name", "aliases", "ambiguous")


def _names(actor: Actor) -> Iterator[str]:
    yield from (actor.name, *actor.aliases, *actor.ambiguous)
    if actor.kind == "person":
        yield actor.name.split()[-1]


def _any_stands(names: Iterable[str], text: str) -> bool:
    return any(stands(text, _folded(name)) for name in names)


@lru_cache(maxsize=16384)
def _folded(name: str) -> str:
    return fold(name)


def verbatim_without_marks(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """Direct speech is what the article puts in quotation marks."""
    for statement in article.statements:
        written = statement.written
        if written.verbatim and statement.anchor and not _is_direct(fold(written.quote), article, statement.anchor):
            message = "`verbatim: yes`, but the article does not put the quote in quotation marks"
            help = "quote the words that the article puts in quotation marks, or remove `verbatim`"
            yield written.finding("verbatim-without-marks", message, "verbatim", help=help)


def _is_direct(quote: str, article: Article, anchor: Anchor) -> bool:
    """Whether the folded quote holds quotation marks or stands between some. A transcript, a document and a post are
    direct speech as a whole."""
    if article.front.form in DIRECT or MARKS.search(quote) or SINGLE_MARKS.search(quote):
        return True
    if article.text_away and not anchor.in_title:
        return True
    text = fold(article.front.title) if anchor.in_title else article.body.text
    start, end = anchor.spans[0][0], anchor.spans[-1][1]
    return any(begin < end and start < stop for begin, stop in speeches(text))


def speeches(text: str) -> Iterator[tuple[int, int]]:
    """What stands between quotation marks in folded text, over as many paragraphs as it takes to the closing one."""
    opened = -1
    for mark in MARKS.finditer(text):
        at, sign = mark.start(), mark[0]
        opens = sign in "「『" or (
            sign == '"' and not text[at + 1 : at + 2].isspace() and not _is_behind_word(text, at)
        )
        if not opens and opened >= 0:
            yield opened, mark.end()
            opened = -1
        elif opens and opened >= 0 and text[at - 1] != "\n":
            yield opened, _block_end(text, opened)
            opened = at
        elif opens and opened < 0:
            opened = at
    if opened >= 0:
        yield opened, _block_end(text, opened)
    yield from (pair.span() for pair in SINGLE_MARKS.finditer(text))


def _block_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def _is_behind_word(text: str, at: int) -> bool:
    """Whether a mark follows a word or its punctuation, as a closing one does."""
    return at > 0 and not text[at - 1].isspace() and text[at - 1] not in "([-"


def outlet_alone(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A reader is told where nobody but the outlet stands behind a figure, or says that someone is against a deal."""
    if article.front.form in OUTLET_SPEAKS:
        return
    for statement in article.statements:
        alone = len(statement.chain) == 1 or (len(statement.chain) == 2 and statement.speakers == (article.front.wire,))
        if alone and "by" not in statement.written.misread:
            what = _weighty(statement)
            if what:
                message = f"{what} rests on the outlet's word alone"
                help = "add `by` if the article says who said it"
                yield statement.written.finding("outlet-alone", message, "quote", help=help)


def _weighty(statement: Statement) -> str:
    written = statement.written
    if written.amount or any(position.figure for position in written.positions):
        return "this figure"
    opponent = next((holder for holder, stance in written.stance if stance == "opposes"), "")
    return f"that `{opponent}` is against it" if opponent else ""


def renderings_differ(graph: Graph) -> Iterator[Finding]:
    """Two that give one saying in its own words give the same words, unless one is said to dispute the other."""
    for ids in graph.sayings.values():
        verbatim = [graph.statements[id] for id in sorted(ids) if graph.statements[id].written.verbatim]
        for one, other in pairwise(verbatim):
            if _language(graph, one) == _language(graph, other) and _differ(one, other) and not _related(one, other):
                message = f"`{one.id}` has different words for the saying `{other.written.saying}`"
                help = "remove `verbatim` where the words are not exact, or list the other statement under `disputes`"
                yield other.written.finding("renderings-differ", message, "saying", help=help)


def _language(graph: Graph, statement: Statement) -> str:
    return graph.articles[statement.article].front.lang or graph.config.language


def _differ(one: Statement, other: Statement) -> bool:
    """A rendering of a part has no other words."""
    words, more = sorted((_words(one), _words(other)), key=len)
    return f" {words} " not in f" {more} "


def _words(statement: Statement) -> str:
    return " ".join(WORD.findall(fold(statement.written.quote)))


def _related(one: Statement, other: Statement) -> bool:
    """Whether the desk has already said how one of them bears on the other."""
    return other.id in _targets(one) or one.id in _targets(other)


def _targets(statement: Statement) -> list[str]:
    return [id for _, id in statement.written.relations]


NAMING_RULES = (voice_not_named, voice_not_near, carrier_not_named)
ARTICLE_RULES = (phrase_not_found, verbatim_without_marks, outlet_alone)
WARNING_RULES = (renderings_differ,)
