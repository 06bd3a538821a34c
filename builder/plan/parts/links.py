"""Ids to links, voices to names, prose to HTML: the words and addresses that the site prints."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from html import unescape
from itertools import chain

from builder.model import urls
from builder.model.article import OUTLET_SPEAKS, Hop
from builder.model.graph import Article, Graph, Statement
from builder.model.pages import Link
from builder.model.prose import Prose, link_html, text_html
from builder.model.sentences import credit, through
from builder.model.urls import rooted
from builder.plan.parts.dates import MONTHS, SHORT_MONTHS, WEEKDAYS, words_of

MODES = {
    "asserted": "",
    "denied": "Denial",
    "planned": "Planned",
    "hypothetical": "Hypothetical",
    "demanded": "Demanded",
    "offered": "Offered",
    "no-comment": "No comment",
}
DONE_TO = {
    "denied": "Denied by",
    "disputes": "Disputed by",
    "against": "Reported otherwise by",
    "retracts": "Retracted by",
    "corrects": "Corrected by",
    "updates": "Updated by",
    "qualifies": "Qualified by",
    "confirms": "Confirmed by",
}
"""What another statement does to the one at hand, the gravest first."""
DOES = {
    "denied": "Denies",
    "disputes": "Disputes",
    "retracts": "Retracts",
    "corrects": "Corrects",
    "updates": "Updates",
    "qualifies": "Qualifies",
    "confirms": "Confirms",
}
OVERTAKEN = {"corrects": "corrected", "updates": "updated", "retracts": "retracted"}
COMES_FROM = {
    "translation": "A translation of",
    "summary": "A summary of",
    "rewrite": "A rewrite of",
    "wire": "Taken over from",
}
GAVE_RISE_TO = {
    "translation": "Translated in",
    "summary": "Summed up in",
    "rewrite": "Rewritten in",
    "wire": "Taken over by",
}
BASIS = {
    "credited": "it says so itself",
    "same-text": "the text is the same",
    "desk": "the desk concludes this",
}
FORMS = {
    "report": "Report",
    "document": "Document",
    "post": "Post",
    "transcript": "Transcript",
    "live": "Live page",
    "own": "The desk’s own article",
}
OUTCOMES = {"met": "met", "missed": "not met", "partly": "partly met", "void": "void"}


PLAIN = {"mooted": "being talked about", "not-rated": "not rated yet"}
"""Terms of the model that have a plainer word for readers."""


@cache
def term(word: str) -> str:
    """A term of the model as a reader reads it: `in-force` is in force, `mooted` is being talked about."""
    return PLAIN.get(word) or word.replace("-", " ")


class Links(dict[str, Link]):
    """Links by id of an entity or article, made when first asked for. One without a page is its words alone."""

    def __init__(self, graph: Graph, existing: frozenset[str]) -> None:
        super().__init__()
        self._graph = graph
        self._existing = existing

    def __missing__(self, id: str) -> Link:
        link = self[id] = self._make(id)
        return link

    def names_outlet(self, voice_kind: str, outlet: str) -> bool:
        """As `Card.names_outlet`, by its `voice_kind` and the outlet's id."""
        return voice_kind == "outlet" or (voice_kind != "itself" and self[outlet].words != self._graph.config.title)

    def _make(self, id: str) -> Link:
        article = self._graph.articles.get(id)
        if article is not None:
            return Link(
                article_title(article.front.title, ours=article.front.title_ours), urls.href(urls.record("article", id))
            )
        kind = self._graph.entities.kind_of(id)
        if not kind:
            return Link(id)
        record = self._graph.entities.of_kind(kind)[id]
        return Link(record.name, urls.href(urls.record(kind, id)) if id in self._existing else "")

    def hop(self, hop: Hop) -> tuple[Link, ...]:
        """The links of one hop of a chain; unnamed and one-off voices have words only. `some officials (unnamed)`"""
        if hop.kind == "actor":
            return tuple([self[name] for name in hop.names])
        if hop.kind == "unnamed":
            return tuple([Link(name if "unnamed" in name.casefold() else f"{name} (unnamed)") for name in hop.names])
        return tuple([Link(name) for name in hop.names])

    def option(self, question: str, option: str) -> Link:
        """A question's option in words: the desk's label where it has one; by name, with its page, where it is the id
        of something on file."""
        link = self[option] if self._graph.entities.kind_of(option) else None
        called = self._graph.entities.questions[question].label(option)
        return Link(called, link.href if link else "") if called else link or Link(label(option, self._proper))

    @cached_property
    def _proper(self) -> dict[str, str]:
        """Names as ids spell them, to names: `united-states` to United States."""
        records = chain(self._graph.entities.actors.values(), self._graph.entities.places.values())
        names = (name for record in records for name in (*record.aliases, record.name))
        return {"-".join(re.findall(r"[^\W_]+", name.casefold())): name for name in names}

    def statement(self, id: str) -> str:
        """The href of a statement's own page."""
        return urls.href(urls.statement_page_of(id))


_DATE = re.compile(r"(?<!\d)\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?![\d-]*\d)")
_MONTHS = {name.casefold(): name for name in (*SHORT_MONTHS, *MONTHS)}
"""Beside a number: `may-2025` is a month, `may-join` is none."""
_CALENDAR = {name.casefold(): name for name in (*MONTHS, *WEEKDAYS) if name not in ("March", "May")}
"""Anywhere."""
_LONGEST = 5
"""Words of a name in an id."""


def label(id: str, proper: Mapping[str, str]) -> str:
    """An id as a reader reads it: months, weekdays and the names of `proper` with their capitals, dates in words, a
    dash between two numbers. `january-2025` is January 2025, `eu-and-5-10-others` is EU and 5–10 others."""
    found: list[str] = []
    rest = _DATE.sub(lambda date: words_of(date[0]).replace(" ", "_"), id).split("-")
    while rest:
        sizes = range(min(len(rest), _LONGEST), 0, -1)
        size = next((size for size in sizes if "-".join(rest[:size]) in proper), 0)
        word = rest[0].replace("_", " ")
        if size:
            found.append(proper["-".join(rest[:size])])
        elif word.isdigit() and found and found[-1][-1:].isdigit():
            found[-1] += f"–{word}"
        else:
            numbered = any(beside.isdigit() for beside in (*found[-1:], *rest[1:2]))
            found.append((numbered and _MONTHS.get(word)) or _CALENDAR.get(word, word))
        rest = rest[size or 1 :]
    return " ".join(found)


def article_title(title: str, *, ours: bool) -> str:
    """A title that the desk made up stands in brackets."""
    return f"[{title}]" if ours else title


def voice_kind(statement: Statement, form: str) -> str:
    """As `Card.voice_kind`."""
    kind = statement.voice.kind
    if kind != "actor":
        return kind
    if len(statement.chain) > 1:
        return "named"
    return "itself" if form in OUTLET_SPEAKS else "outlet"


class Credits:
    """Credits of statements, each made once for all with the same chain."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._made: dict[tuple[tuple[Hop, ...], str], str] = {}

    def of(self, statement: Statement, article: Article) -> str:
        key = statement.chain, article.front.form
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._credit(statement, article)
        return made

    def _credit(self, statement: Statement, article: Article) -> str:
        kind, outlet = voice_kind(statement, article.front.form), self._links[article.front.outlet].words
        hops = (statement.voice, *statement.chain[-2:0:-1]) if kind not in ("outlet", "itself") else ()
        speaker = through([self._links.hop(hop) for hop in hops])
        return credit(kind, speaker, outlet, named=self._links.names_outlet(kind, article.front.outlet))


_SENTENCE = re.compile(r".*?(?:\b[^\W\dA-Z_]\w+|\w{4}|\d)[.!?][”’\"')]*(?=\s+[^a-z\s])", re.DOTALL)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def line(text: Prose, links: Mapping[str, Link]) -> str:
    """HTML of a gist or a note."""
    return text.filled(_links_html(text, links), text_html)


def plain(text: Prose, links: Mapping[str, Link]) -> str:
    """The same without links or markup, for descriptions."""
    return text.text({id: links[id].words for id in text.ids})


def rendered(html: Prose, links: Mapping[str, Link]) -> str:
    """HTML of an about or a free page, its links led to their pages."""
    return rooted(html.filled(_links_html(html, links)))


def _links_html(text: Prose, links: Mapping[str, Link]) -> Iterator[str]:
    """The links of a text; one to a thing without a page is its words alone."""
    for _, _, id, words in text.spans:
        yield link_html(text_html(words), links[id].href if id else "") if words else links[id].link_html


def first_sentence(text: str) -> str:
    """What a text is about in a line; the point of an initial or a short abbreviation ends none."""
    found = _SENTENCE.match(text)
    return found[0] if found else text


def beginning(html: str) -> str:
    """The first sentence of a page's first paragraph, as plain text."""
    found = _PARAGRAPH.search(html)
    return first_sentence(unescape(_TAG.sub("", found[1])).replace("\n", " ")) if found else ""
