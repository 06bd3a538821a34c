"""What statements do to each other, what they name and what they move: in go the published ones, out come for
each what bears on it, for each id the statements that speak of it, and for each deal and question those that
count for it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from builder.link.names import did_you_mean
from builder.model.dates import When
from builder.model.entities import Question
from builder.model.finding import Finding
from builder.model.graph import Article, Mention, Relation, Standing, Statement

Group = tuple[Statement, ...]


@dataclass(frozen=True)
class Groups:
    reports: dict[str, Group]
    """Deal id to the statements that report or deny a status of it alone."""
    sums: dict[str, Group]
    """Deal id to the statements that assert a sum of it alone."""
    answers: dict[str, Group]
    """Question id to the statements with a position on it."""
    relating: dict[str, Group]
    """Under an empty key, the statements that bear on others."""
    awaited: dict[str, Group]
    """Under an empty key, the statements of what is still to come, by a date or by an open one."""


def telling(published: When) -> tuple[date, date, str]:
    """When a thing was told, to sort by: the last possible day counts, then the first, then the clock."""
    return (published.end, published.start, published.time)


def grouped(told: Iterable[Statement]) -> Groups:
    reports, sums, answers, relating, awaited = (defaultdict[str, list[Statement]](list) for _ in range(5))
    for statement in told:
        written = statement.written
        if len(written.deals) == 1:
            if written.status and written.mode in ("asserted", "denied"):
                reports[written.deals[0]].append(statement)
            if is_sum(statement):
                sums[written.deals[0]].append(statement)
        if written.positions:
            for question in dict.fromkeys(position.question for position in written.positions):
                answers[question].append(statement)
        if written.relations or written.resolves:
            relating[""].append(statement)
        if written.is_awaited:
            awaited[""].append(statement)
    kinds = (reports, sums, answers, relating, awaited)
    return Groups(*({key: tuple(group) for key, group in by.items()} for by in kinds))


def is_sum(statement: Statement) -> bool:
    """Whether it asserts a sum of one deal."""
    written = statement.written
    return written.amount is not None and written.mode == "asserted" and len(written.deals) == 1


def regrouped(before: Groups, gone: Groups, come: Groups, articles: Set[str]) -> Groups:
    """The groups after the statements of some articles, `gone`, have given way to others, `come`."""
    return Groups(
        reports=_changed(before.reports, gone.reports, come.reports, articles),
        sums=_changed(before.sums, gone.sums, come.sums, articles),
        answers=_changed(before.answers, gone.answers, come.answers, articles),
        relating=_changed(before.relating, gone.relating, come.relating, articles),
        awaited=_changed(before.awaited, gone.awaited, come.awaited, articles),
    )


def _changed(
    before: Mapping[str, Group], gone: Mapping[str, Group], come: Mapping[str, Group], articles: Set[str]
) -> dict[str, Group]:
    groups = dict(before)
    for key in gone.keys() | come.keys():
        kept = [statement for statement in before.get(key, ()) if statement.article not in articles]
        for statement in come.get(key, ()):
            kept.insert(bisect_right(kept, _place(statement), key=_place), statement)
        groups[key] = tuple(kept)
        if not kept:
            del groups[key]
    return groups


def _place(statement: Statement) -> tuple[tuple[date, date, str], str]:
    """Statements of one article have one place, and stay in their order."""
    return telling(statement.told), statement.article


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


def unknown_settling(questions: Iterable[Question], statements: Mapping[str, Statement]) -> list[Finding]:
    """What settles a question is on file."""
    return [
        question.finding("unknown-statement", no_statement(by, statements), ("settled", "by"), by,
                         help=did_you_mean(by, called_statements(statements)))
        for question in questions
        if (by := question.settled_by) and by not in statements
    ]  # fmt: skip


def unknown(statement: Statement, key: str, target: str, statements: Mapping[str, Statement]) -> Finding:
    article, _, local = target.partition("/")
    part = target if article != statement.article else local
    help = did_you_mean(target, called_statements(statements))
    return statement.written.finding("unknown-statement", no_statement(target, statements), key, part, help=help)


def called_statements(statements: Mapping[str, Statement]) -> dict[str, set[str]]:
    """Every full id that a statement has or had, to those that are meant."""
    called: dict[str, set[str]] = defaultdict(set)
    for other in statements.values():
        for id in (other.local, *other.written.former):
            called[f"{other.article}/{id}".casefold()].add(other.id)
        for id in other.written.elsewhere:
            called[id].add(other.id)
    return called


def no_statement(target: str, statements: Mapping[str, Statement]) -> str:
    article = target.partition("/")[0]
    message = f"no statement has the id `{target}`"
    if not any(other.article == article for other in statements.values()):
        message += f": no article `{article}` has statements"
    return message


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
    awaited: Iterable[Statement],
    articles: Mapping[str, Article],
    replaced: Mapping[str, Container[str]],
    outcomes: Mapping[str, Relation],
    today: date,
) -> dict[str, str]:
    """What became of each thing that is awaited, counts and has not been put off: as `Graph.dues`."""
    return {
        statement.id: state(statement.written.due, outcomes.get(statement.id), today)
        for statement in awaited
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
    keys = [key for key in KEYS if ours.carries(key) and theirs.carries(key)]
    if "status" in keys and ours.party != theirs.party:
        keys.remove("status")
    asked = [position.question for position in theirs.positions]
    answered = [question for question in asked if any(p.question == question for p in ours.positions)]
    keys += [f"positions.{question}" for question in answered]
    if asked and len(answered) == len(asked):
        keys.append("positions")
    return keys


Lists = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Backlinks:
    """As in the graph, field by field."""

    by_deal: Lists
    by_voice: Lists
    by_named: Lists
    by_event: Lists
    sayings: Lists


def latest_happened(told: Sequence[Statement]) -> list[Statement]:
    """In order of happening, the latest first; of what happened at one time, the latest told first."""
    latest_told_first = told[::-1]
    return sorted(latest_told_first, key=lateness, reverse=True)


def lateness(statement: Statement) -> tuple[date, date]:
    when = statement.written.when or statement.told
    if when.first and when.last:
        return (when.last, when.first)
    return (when.end, when.start)


def backlinks(statements: Iterable[Statement], kinds: Mapping[str, str]) -> Backlinks:
    """`kinds`: id to kind of every published entity."""
    deals: dict[str, list[str]] = defaultdict(list)
    voices: dict[str, list[str]] = defaultdict(list)
    named: dict[str, list[str]] = defaultdict(list)
    events: dict[str, list[str]] = defaultdict(list)
    sayings: dict[str, list[str]] = defaultdict(list)
    own = {"deal": deals, "event": events}
    for statement in statements:
        id, written, spoken = statement.id, statement.written, statement.speakers
        for actor in spoken:
            voices[actor].append(id)
        for deal in written.deals:
            deals[deal].append(id)
        if written.event:
            events[written.event].append(id)
        if written.saying:
            sayings[written.saying].append(id)
        for other in others(statement):
            if other not in spoken and other not in written.deals and other != written.event:
                own.get(kinds.get(other, ""), named)[other].append(id)
    return Backlinks(*map(settled, (deals, voices, named, events, sayings)))


def others(statement: Statement) -> Iterable[str]:
    """Ids that a statement names in any part but its voice, deal and event, once each: links, holders, payers, stances,
    parties, questions, and carriers other than the outlet, which carries everything in its articles."""
    written = statement.written
    found = [*statement.named]
    if len(statement.chain) > 2:
        for hop in statement.chain[1:-1]:
            if hop.kind == "actor":
                found += hop.names
    for position in written.positions:
        found += (position.question, position.holder) if position.holder else (position.question,)
    for actor, _ in written.stance:
        found.append(actor)
    for id in (written.payer, written.payee, written.party):
        if id:
            found.append(id)
    return dict.fromkeys(found) if len(found) > 1 else found


def settled(lists: Mapping[str, list[str]]) -> Lists:
    return {id: tuple(lists[id]) for id in sorted(lists)}


def mentions(articles: Iterable[Article]) -> dict[str, tuple[Mention, ...]]:
    """Any id to (article, start, end) of the links to it in published running text, in the order of the articles."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for article in articles:
        for id, start, end in published_mentions(article):
            found[id].append((article.front.id, start, end))
    return {id: tuple(found[id]) for id in sorted(found)}


def published_mentions(article: Article) -> tuple[Mention, ...]:
    return article.mentions if article.rights == "full" else ()


def derived(articles: Iterable[Article]) -> Lists:
    """Article id to the articles that derive from it, in the order of the articles."""
    found: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        for source in dict.fromkeys(derivation.source for derivation in article.front.derives):
            found[source].append(article.id)
    return settled(found)
