"""What statements do to each other: in go the published ones, out comes for each what bears on it, and which of its
keys a correction, an update or a retraction has replaced.

A target that does not exist is a finding; those that only wait to be published are gone already.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from builder.link.names import did_you_mean
from builder.model.dates import When
from builder.model.finding import Finding
from builder.model.graph import Article, Relation, Standing, Statement

REPLACING = ("corrects", "updates", "retracts")
KEYS = ("status", "amount", "quantity", "when", "due", "stance", "event")
"""The keys of a statement that a later one can replace, but for positions: those go by question."""

Bearing = dict[str, tuple[Relation, ...]]
Replaced = dict[str, dict[str, str]]
"""Statement id to key of it to the statement that has replaced that key."""


def relate(told: Iterable[Statement], statements: Mapping[str, Statement]) -> tuple[Bearing, list[Finding]]:
    """`told` in the order of telling, the earliest first; so stand the relations that bear on one statement."""
    bearing: dict[str, list[Relation]] = defaultdict(list)
    findings: list[Finding] = []
    for statement in told:
        if statement.written.relations or statement.written.resolves:
            for relation in statement.relations:
                if relation.target in statements:
                    bearing[relation.target].append(relation)
                else:
                    findings.append(unknown(statement, relation.kind, relation.target, statements))
    return {target: tuple(relations) for target, relations in bearing.items()}, findings


def unknown(statement: Statement, key: str, target: str, statements: Mapping[str, Statement]) -> Finding:
    article, _, local = target.partition("/")
    called: dict[str, set[str]] = defaultdict(set)
    for other in statements.values():
        for id in (other.local, *other.written.former):
            called[f"{other.article}/{id}".casefold()].add(other.id)
        for id in other.written.elsewhere:
            called[id].add(other.id)
    message = f"no statement has the id `{target}`"
    if not any(other.article == article for other in statements.values()):
        message += f": no article `{article}` has statements"
    part = target if target.partition("/")[0] != statement.article else local
    return statement.written.finding("unknown-statement", message, key, part, help=did_you_mean(target, called))


def acyclic(bearing: Bearing, statements: Mapping[str, Statement]) -> tuple[Bearing, list[Finding]]:
    """Corrections, updates and retractions that lead back to themselves are findings, one a circle, and are cut."""
    edges = defaultdict(list)
    for relations_in in bearing.values():
        for relation in relations_in:
            if relation.kind in REPLACING:
                edges[relation.source].append(relation)
    circling: set[tuple[str, str]] = set()
    findings: list[Finding] = []
    for start in sorted(edges):
        for relation in edges[start]:
            if (start, relation.target) not in circling and leads_to(relation.target, start, edges):
                if not any(source == start or target == start for source, target in circling):
                    findings.append(circle(relation, statements[start]))
                circling.add((start, relation.target))
    if not circling:
        return bearing, []
    cut = {
        target: tuple(r for r in relations_in if r.kind not in REPLACING or (r.source, r.target) not in circling)
        for target, relations_in in bearing.items()
    }
    return cut, findings


def leads_to(start: str, goal: str, edges: Mapping[str, list[Relation]]) -> bool:
    seen, open_ends = set(), [start]
    while open_ends:
        at = open_ends.pop()
        if at == goal:
            return True
        if at not in seen:
            seen.add(at)
            open_ends.extend(relation.target for relation in edges.get(at, ()))
    return False


def circle(relation: Relation, statement: Statement) -> Finding:
    itself = "itself" if relation.target == relation.source else f"`{relation.target}`, which leads back to it"
    message = f"`{relation.source}` {relation.kind} {itself}"
    help = "only the later statement replaces the earlier one: remove the other relation"
    return statement.written.finding("relation-cycle", message, relation.kind, help=help)


def replaced(bearing: Bearing, statements: Mapping[str, Statement]) -> Replaced:
    """Expects no circles, and void relations marked. Where two replace one key, the later told does."""
    result: Replaced = {}
    for target, relations_in in bearing.items():
        for relation in relations_in:
            if relation.kind in REPLACING and not relation.void:
                source = statements[relation.source]
                keys = all_keys(statements[target]) if relation.kind == "retracts" else both_carry(
                    source, statements[target]
                )  # fmt: skip
                result.setdefault(target, {}).update(dict.fromkeys(keys, source.id))
    return {target: keys for target, keys in result.items() if keys}


def with_void(bearing: Bearing, statements: Mapping[str, Statement], articles: Mapping[str, Article]) -> Bearing:
    """Each relation that counts no more is marked so. Expects no circles."""
    gone = {id for id in bearing if withdrawn(id, bearing, statements, articles)}
    return {
        target: tuple(
            replace(relation, void=True)
            if relation.source in gone or not articles[statements[relation.source].article].counts
            else relation
            for relation in relations_in
        )
        for target, relations_in in bearing.items()
    }


def is_update(source: str, target: str, bearing: Mapping[str, Sequence[Relation]]) -> bool:
    """Whether the one says that things have moved on since the other, which was right in its time."""
    return any(relation.source == source and relation.kind == "updates" for relation in bearing.get(target, ()))


def withdrawn(id: str, bearing: Bearing, statements: Mapping[str, Statement], articles: Mapping[str, Article]) -> bool:
    """Whether a statement is retracted by one that still counts itself."""
    return any(
        relation.kind == "retracts"
        and articles[statements[relation.source].article].counts
        and not withdrawn(relation.source, bearing, statements, articles)
        for relation in bearing.get(id, ())
    )


def contradicted_by(standings: Iterable[Standing], bearing: Bearing) -> dict[str, tuple[str, ...]]:
    """Statement id to those of other voices that cannot be right if it is, where neither names the other."""
    found: dict[str, list[str]] = defaultdict(list)
    for standing in standings:
        for dispute in standing.disputes:
            one, other = dispute.one, dispute.other
            if not (bears(one, other, bearing) or bears(other, one, bearing)):
                found[one].append(other)
                found[other].append(one)
    return {id: tuple(others) for id, others in found.items()}


def bears(source: str, target: str, bearing: Bearing) -> bool:
    return any(relation.source == source for relation in bearing.get(target, ()))


def outcomes(bearing: Bearing) -> dict[str, Relation]:
    """Statement id to the last that was told of what came of it. Expects void relations marked."""
    return {
        target: relation
        for target, relations_in in bearing.items()
        for relation in relations_in
        if relation.kind == "resolves" and not relation.void
    }


def dues(
    planned: Iterable[Statement],
    articles: Mapping[str, Article],
    replaced: Mapping[str, Container[str]],
    outcomes: Mapping[str, Relation],
    today: date,
) -> dict[str, str]:
    """What became of each thing that is planned, counts and has not been put off: as `Graph.dues`."""
    return {
        statement.id: state(statement.written.due, outcomes.get(statement.id), today)
        for statement in planned
        if articles[statement.article].counts and "due" not in replaced.get(statement.id, ())
    }


def state(due: When | None, outcome: Relation | None, today: date) -> str:
    if outcome:
        return outcome.outcome
    if due is None:
        return "open"
    return "overdue" if due.last and due.last < today else "due"


def all_keys(statement: Statement) -> tuple[str, ...]:
    return (*KEYS, "positions", *(f"positions.{p.question}" for p in statement.written.positions))


def both_carry(source: Statement, target: Statement) -> list[str]:
    """The keys of the target that the source carries too; `positions` where it answers all of its questions anew."""
    ours, theirs = source.written, target.written
    keys = [key for key in KEYS if getattr(ours, key) and getattr(theirs, key)]
    if "status" in keys and ours.party != theirs.party:
        keys.remove("status")
    asked = [position.question for position in theirs.positions]
    answered = [question for question in asked if any(p.question == question for p in ours.positions)]
    keys += [f"positions.{question}" for question in answered]
    if asked and len(answered) == len(asked):
        keys.append("positions")
    return keys
