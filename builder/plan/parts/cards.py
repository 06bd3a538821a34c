"""Graph to statement cards: who says it, through whom, where and when; our sentence; the exact words; what it
reports, and what other statements do to it."""

import re
from collections.abc import Iterable
from urllib.parse import quote as percent

from builder.model.article import Position
from builder.model.entities import Correction
from builder.model.graph import Article, Graph, Relation, Statement
from builder.model.money import Amount, Quantity
from builder.model.pages import Card, CorrectionNote, Fact, Link, Reply, Stamp, Translation
from builder.plan.parts import figures
from builder.plan.parts.dates import DRAFT, Stamps, draft_notice
from builder.plan.parts.links import DOES, DONE_TO, MODES, OUTCOMES, OVERTAKEN, Links, line, term, voice_kind

MEASURED = {"yearly": " a year", "each": " each"}
_KEYS = frozenset({"status", "amount", "quantity", "positions", "stance", "due", "due_open", "event"})


def facts(statement: Statement, graph: Graph, links: Links, stamps: Stamps) -> tuple[Fact, ...]:
    """The facts of one statement, in the order in which a card shows them."""
    written = statement.written
    if written.given.isdisjoint(_KEYS):
        return ()
    overtaken = _overtaken(statement.id, graph)
    found = []
    denied = " denied" if written.mode == "denied" else ""
    if written.status:
        party = (Link(f"{links[written.party].words}:", links[written.party].href),) if written.party else ()
        values = (*party, Link(term(written.status)), *[links[deal] for deal in written.deals])
        found.append(Fact(f"Status{denied}", values, "status", overtaken.get("status", "")))
    if written.amount:
        sides = _sides(written.payer, written.payee, links)
        measure = MEASURED.get(written.measure, "")
        sum = f"{figures.money_words(written.amount)}{measure}{', ' + written.stage if written.stage else ''}"
        found.append(Fact("Money", (Link(sum), *sides), "money", overtaken.get("amount", "")))
    if written.quantity:
        found.append(Fact("Number", (Link(written.quantity.text),), "quantity", overtaken.get("quantity", "")))
    for position in written.positions:
        values = (links[position.question], answer(position, links))
        found.append(Fact(f"Position{denied}", values, "position", overtaken.get("positions", "")))
    for actor, stance in written.stance:
        found.append(Fact("Stance", (links[actor], Link(stance)), "stance", overtaken.get("stance", "")))
    if written.due:
        stamp = stamps(written.due)
        printed = "" if written.when or not written.when_printed else f" (printed “{written.when_printed}”)"
        found.append(Fact("Due", (Link(stamp.words + printed, stamp.href),), "due", overtaken.get("due", "")))
    elif written.due_open:
        found.append(Fact("Due", (Link("no date given"),), "due", overtaken.get("due", "")))
    if written.event:
        found.append(Fact("Event", (links[written.event],), "event", overtaken.get("event", "")))
    return tuple(found)


def answer(position: Position, links: Links) -> Link:
    """The option in words, with its holder where the voice reports another's."""
    option = Link(figure(position.figure)) if position.figure else links.option(position.question, position.option)
    held = f", held by {links[position.holder].words}" if position.holder else ""
    return Link(option.words + held, option.href)


def figure(found: Amount | Quantity) -> str:
    """A figure in words."""
    return figures.money_words(found) if isinstance(found, Amount) else found.text


def _sides(payer: str, payee: str, links: Links) -> list[Link]:
    found = [(f"from {links[payer].words}", payer)] if payer else []
    found += [(f"to {links[payee].words}", payee)] if payee else []
    return [Link(words, links[id].href) for words, id in found]


def _overtaken(id: str, graph: Graph) -> dict[str, str]:
    """Key to the word for what became of it."""
    keys = graph.overtaken.get(id)
    if not keys:
        return {}
    by = graph.done_to(id, *OVERTAKEN)
    return dict.fromkeys(keys, OVERTAKEN[by[-1].kind] if by else "replaced")


_MARK = re.compile(r"[“”‘’„«»‹›\"'`´ʼ′″–—…\[\]‑-]")
_MARKED_WORD = re.compile(rf"\S*{_MARK.pattern}\S*")
"""Words with a mark that a page may print otherwise than our copy does: no browser would find them."""
_PLAIN = re.compile(r"[A-Za-z0-9. ]*")
LONG = 60


def passage(url: str, quote: str) -> str:
    """The publisher's address with a text fragment, or an empty string where there is no address."""
    if not url:
        return ""
    url = url.partition(":~:")[0].removesuffix("#")
    return f"{url}{'' if '#' in url else '#'}:~:text={fragment(quote)}"


def fragment(quote: str) -> str:
    """The part of the quote that is surely printed there as it is here; of a long one its first and last words."""
    sure = max(_MARKED_WORD.split(quote), key=len) if _MARK.search(quote) else quote
    sure = sure.strip(" ,.;:()")
    words = sure.split() if " " in sure else quote.split()
    if len(" ".join(words)) > LONG and len(words) > 8:
        return f"{_escaped(words[:4])},{_escaped(words[-4:])}"
    return _escaped(words)


def _escaped(words: list[str]) -> str:
    text = " ".join(words)
    if _PLAIN.fullmatch(text):
        return text.replace(" ", "%20")
    return percent(text, safe="").replace("-", "%2D")


_ORDER = {kind: place for place, kind in enumerate(("resolves", *DONE_TO, "void"))}
_BASIS = {True: "as the source says", False: "our reading"}


class Replies:
    """Replies to and of statements. Two that deny each other's status are replies as well, though neither names the
    other."""

    def __init__(self, graph: Graph, links: Links, stamps: Stamps) -> None:
        self._graph, self._links, self._stamps = graph, links, stamps
        self.targets = graph.bearing.keys() | graph.contradicted_by.keys()
        """Ids of the statements that anything is done to."""

    def to(self, id: str) -> tuple[Reply, ...]:
        """What others do to this statement, the gravest first."""
        named, others = self._graph.bearing.get(id, ()), self._graph.contradicted_by.get(id, ())
        found = [self._reply(relation.source, self._kind(relation), DONE_TO, relation) for relation in named]
        found += [self._reply(other, self._against(other), DONE_TO) for other in others]
        return tuple(sorted(found, key=lambda reply: _ORDER[reply.kind]))

    def of(self, statement: Statement) -> tuple[Reply, ...]:
        """What this statement does to others, each as it bears on the other."""
        known = [
            relation
            for target in dict.fromkeys(relation.target for relation in statement.relations)
            for relation in self._graph.bearing.get(target, ())
            if relation.source == statement.id
        ]
        return tuple(self._reply(relation.target, self._kind(relation), DOES, relation) for relation in known)

    def _kind(self, relation: Relation) -> str:
        denied = self._graph.statements[relation.source].written.mode == "denied"
        return "denied" if relation.kind == "disputes" and denied else relation.kind

    def _against(self, other: str) -> str:
        return "denied" if self._graph.statements[other].written.mode == "denied" else "against"

    def _reply(self, other: str, kind: str, words: dict[str, str], relation: Relation | None = None) -> Reply:
        links, statement = self._links, self._graph.statements[other]
        article = self._graph.articles[statement.article]
        known = voice_kind(statement, article.front.form)
        void = relation is not None and relation.void
        retracted = "" if article.counts else "; its article is retracted"
        return Reply(
            words=_words(words, kind, relation, unattributed=known == "outlet"),
            voice=links.hop(statement.voice),
            voice_kind=known,
            names_outlet=links.names_outlet(known, article.front.outlet),
            via=tuple([links.hop(hop) for hop in statement.chain[-2:0:-1]]),
            outlet=links[article.front.outlet],
            gist_html=line(statement.written.gist, links),
            told=self._stamps(statement.told),
            href=links.statement(other),
            basis=_BASIS[relation.stated if relation else False] + (retracted or "; retracted since" * void),
            kind="void" if void else kind,
        )


def _words(words: dict[str, str], kind: str, relation: Relation | None, *, unattributed: bool) -> str:
    """What is done, up to the voice; where there is none, up to `in` and the outlet."""
    if relation and relation.outcome:
        outcome = OUTCOMES[relation.outcome]
        said = f"Outcome: {outcome}, as told by" if words is DONE_TO else f"Outcome, {outcome}, of what was told by"
    else:
        said = words[kind]
    if not unattributed:
        return said
    return said.removesuffix(" by") if said.endswith(" by") else f"{said} what stands"


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
        kind = voice_kind(statement, front.form)
        marked = marks(statement, article, replies, draft_notice(front, self._graph))
        return Card(
            id=statement.id,
            href=links.statement(statement.id),
            voice=links.hop(statement.voice),
            voice_kind=kind,
            names_outlet=links.names_outlet(kind, front.outlet),
            via=tuple([links.hop(hop) for hop in statement.chain[-2:0:-1]]),
            outlet=links[front.outlet],
            article=links[statement.article],
            told=self._stamps(statement.told),
            gist_html=line(written.gist, links),
            mode=written.mode,
            mode_words=MODES[written.mode],
            quote=written.quote,
            own_words=written.verbatim,
            needs_marks=written.verbatim and MARKS.isdisjoint(written.quote) and written.quote[0] != "'",
            wording="checked" if statement.anchor else "unchecked",
            compared=compared(article, self._stamps) if front.checked else "",
            source_href=passage(front.url, written.quote),
            loc=written.loc,
            translation=Translation(written.translation, written.translated_by) if written.translation else None,
            hedge=written.hedge,
            condition=written.condition,
            happened=happened(statement, self._stamps),
            facts=facts(statement, self._graph, links, self._stamps),
            replies=replies,
            relations=self._replies.of(statement) if written.relations or written.resolves else (),
            note_html=line(written.note, links) if written.note else "",
            deals=tuple([links[deal] for deal in written.deals if deal not in statement.named]),
            corrections=correction_notes(written.corrected, self._stamps) if written.corrected else (),
            labels=marked,
            when_printed=written.when_printed if written.when else "",
            happened_overtaken=_overtaken(statement.id, self._graph).get("when", "") if written.when else "",
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


def correction_notes(corrected: Iterable[Correction], stamps: Stamps) -> tuple[CorrectionNote, ...]:
    """The desk's own corrections of a record, an article or a statement."""
    return tuple(CorrectionNote(stamps(entry.on), entry.was, entry.why) for entry in corrected)
