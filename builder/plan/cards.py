"""Graph to statement cards: who says it, through whom, where and when; our sentence; the exact words; what it
reports; and what others do to it. A card is a function of its statement and of what bears on it, and the same
wherever it stands.
"""

from builder.model.corpus import Annotation
from builder.model.graph import Article, Graph, Statement
from builder.model.pages import Card, Mend, Reply, Stamp, Translation
from builder.plan.facts import facts
from builder.plan.links import Links
from builder.plan.outward import passage
from builder.plan.prose import line
from builder.plan.replies import Replies
from builder.plan.stamps import Stamps
from builder.plan.voices import voice_kind
from builder.plan.waiting import DRAFT, waiting
from builder.plan.words import MODES, OVERTAKEN

MARKS = frozenset('"“”„‟«»‹›‘‚「」『』')
"""Signs that begin or end direct speech; the apostrophe is none."""


class Cards(dict[str, Card]):
    """Cards by a statement's full id, each made when a page first asks for it. Pages hold the same card, so that
    comparing them is quick."""

    def __init__(self, graph: Graph, links: Links, stamps: Stamps) -> None:
        super().__init__()
        self._graph, self._links, self._stamps = graph, links, stamps
        self._replies = Replies(graph, links, stamps)

    def __missing__(self, id: str) -> Card:
        made = self[id] = self._card(self._graph.statements[id])
        return made

    def _card(self, statement: Statement) -> Card:
        links, written = self._links, statement.written
        article = self._graph.articles[statement.article]
        front = article.front
        replies = self._replies.to(statement.id) if statement.id in self._replies.targets else ()
        marked = marks(statement, article, replies, waiting(front, self._graph))
        return Card(
            id=statement.id,
            href=links.statement(statement.id),
            voice=links.hop(statement.voice),
            voice_kind=voice_kind(statement, front.form),
            via=tuple([links.hop(hop) for hop in statement.chain[-2:0:-1]]),
            outlet=links[front.outlet],
            article=links[statement.article],
            told=self._stamps(statement.told),
            gist_html=line(written.gist, links),
            mode=written.mode,
            mode_words=MODES[written.mode],
            quote=written.quote,
            own_words=written.verbatim,
            bare=written.verbatim and MARKS.isdisjoint(written.quote) and written.quote[0] != "'",
            wording="checked" if statement.anchor else "unchecked",
            compared=compared(article, self._stamps) if front.checked else "",
            out=passage(front.url, written.quote),
            loc=written.loc,
            translation=Translation(written.translation, written.translated_by) if written.translation else None,
            hedge=written.hedge,
            condition=written.condition,
            happened=happened(statement, self._stamps),
            facts=facts(statement, self._graph, links, self._stamps),
            replies=replies,
            bears=self._replies.of(statement) if written.relations or written.resolves else (),
            note_html=line(written.note, links) if written.note else "",
            deals=tuple([links[deal] for deal in written.deals if deal not in statement.named]),
            mends=mends(written, self._stamps) if written.corrected else (),
            marks=marked,
            printed=written.when_printed if written.when else "",
        )


def marks(statement: Statement, article: Article, replies: tuple[Reply, ...], waits: str) -> tuple[str, ...]:
    """What became of a statement, in words that stand on its card; `waits`: why its article is not published yet."""
    if not replies and article.counts and not (statement.written.draft or waits):
        return ()
    found = dict.fromkeys(OVERTAKEN[reply.kind] for reply in replies if reply.kind in OVERTAKEN)
    retracted = () if article.counts else ("article retracted",)
    draft = DRAFT if statement.written.draft else waits
    return (*found, *retracted, *([draft.lower()] if draft else []))


def happened(statement: Statement, stamps: Stamps) -> Stamp | None:
    """When it happened, where that is known by more than when it was told."""
    when = statement.written.when
    return stamps(when) if when else None


def compared(article: Article, stamps: Stamps) -> str:
    """Who compared the quotes with a page that may not be kept."""
    check = article.front.checked
    return f"compared with the page by {check.by}, {stamps(check.on).words}" if check else ""


def mends(written: Annotation, stamps: Stamps) -> tuple[Mend, ...]:
    """The desk's own corrections of a record."""
    return tuple(Mend(stamps(entry.on), entry.was, entry.why) for entry in written.corrected)
