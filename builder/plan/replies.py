"""What statements do to each other, as cards show it: on both sides, with the sentence, the voice, the date, and on
whose word."""

from builder.model.graph import Graph, Relation, Statement
from builder.model.pages import Reply
from builder.plan.links import Links
from builder.plan.prose import line
from builder.plan.stamps import Stamps
from builder.plan.voices import voice_kind
from builder.plan.words import DOES, DONE_TO, OUTCOMES

_ORDER = {kind: place for place, kind in enumerate(("resolves", *DONE_TO, "void"))}
_BASIS = {True: "as the source says", False: "as the desk reads it"}


class Replies:
    """Replies to and of statements. Two that deny each other's status are replies as well, though neither names the
    other."""

    def __init__(self, graph: Graph, links: Links, stamps: Stamps) -> None:
        self._graph, self._links, self._stamps = graph, links, stamps
        self._denials = _denials(graph)
        self.targets = graph.bearing.keys() | self._denials.keys()
        """Ids of the statements that anything is done to."""

    def to(self, id: str) -> tuple[Reply, ...]:
        """What others do to this statement, the gravest first."""
        found = [
            self._reply(relation.source, self._kind(relation), DONE_TO, relation)
            for relation in self._graph.bearing.get(id, ())
        ]
        found += [self._reply(other, self._against(other), DONE_TO) for other in self._denials.get(id, ())]
        return tuple(sorted(found, key=lambda reply: _ORDER[reply.kind]))

    def of(self, statement: Statement) -> tuple[Reply, ...]:
        """What this statement does to others."""
        written = statement.written
        relations = [Relation(kind, statement.id, target, written.stated) for kind, target in written.relations]
        relations += [
            Relation("resolves", statement.id, target, written.stated, outcome) for target, outcome in written.resolves
        ]
        known = [relation for relation in relations if relation.target in self._graph.statements]
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


def _denials(graph: Graph) -> dict[str, list[str]]:
    """Statement id to those of other voices that cannot be right if it is, where neither names the other."""
    found: dict[str, list[str]] = {}
    for standing in graph.standings.values():
        for dispute in standing.disputes:
            if not (_bears(graph, dispute.one, dispute.other) or _bears(graph, dispute.other, dispute.one)):
                found.setdefault(dispute.one, []).append(dispute.other)
                found.setdefault(dispute.other, []).append(dispute.one)
    return found


def _bears(graph: Graph, source: str, target: str) -> bool:
    return any(relation.source == source for relation in graph.bearing.get(target, ()))
