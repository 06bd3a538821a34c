"""What changed in the record, day by day: in goes the graph, out come its changes. Every statement is at least one, so
that all of them together are the record of today."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import chain

from builder.model.changes import Change, Weight, weight
from builder.model.entities import RECORDS
from builder.model.graph import Article, Graph, Held, Level, Move, Statement, on_file

MENDING = {"retracts": "retraction", "corrects": "correction"}
STANDINGS = {"retracted": "retraction", "corrected": "correction"}

ADAY = timedelta(days=1)
RECENT = timedelta(days=59)


def _latest(change: Change) -> tuple[int, Weight]:
    """Sorts the latest day first, and of one day the weightiest."""
    return -change.day.toordinal(), weight(change)


class Changes:
    """Of one graph; what it looks up is worked out once for each deal and question."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._figures: dict[str, dict[str, str]] = {}
        self._sides: dict[str, dict[tuple[str, str], str]] = {}
        self._answers: dict[str, dict[tuple[str, str], tuple[str, str]]] = {}

    @cached_property
    def all(self) -> tuple[Change, ...]:
        """Every change to this day, the latest day first, and of one day the weightiest."""
        return self.since(date.min)

    @cached_property
    def recent(self) -> tuple[Change, ...]:
        """Those of the last sixty days up to the last change, in the same order: without looking at all the others."""
        last = next(iter(self.since(max(self._days.values(), default=date.min))), None)
        return self.since(last.day - RECENT) if last else ()

    def since(self, first: date) -> tuple[Change, ...]:
        """Every change from a day on."""
        graph = self._graph
        articles = chain.from_iterable(map(self._of_article, graph.articles.values()))
        statements = chain.from_iterable(map(self._of_statement, self._candidates(first)))
        found = [
            change for change in chain(statements, articles, self._of_records()) if first <= change.day <= graph.today
        ]
        return tuple(sorted(found, key=_latest))

    def _candidates(self, first: date) -> Iterable[Statement]:
        """The statements that may have changed anything from a day on."""
        graph = self._graph
        if first == date.min:
            return graph.statements.values()
        new = {id for id, day in self._days.items() if day >= first}
        ids = {one.source for id in new & graph.bearing.keys() for one in graph.bearing[id]}
        ids |= {move.statement for one in graph.standings.values() for move in one.moves if move.day >= first}
        ids |= {id for id in graph.dues if (due := graph.statements[id].written.due) and due.end >= first - ADAY}
        ids |= {id for id, statement in graph.statements.items() if statement.written.corrected}
        return (graph.statements[id] for id in new | ids)

    @cached_property
    def _days(self) -> dict[str, date]:
        """Statement id to the day on which it came on file, today at the latest."""
        today = self._graph.today
        return {
            statement.id: min(on_file(article, statement), today)
            for article in self._graph.articles.values()
            for statement in article.statements
        }

    def of(self, ids: Iterable[str], articles: Iterable[str] = ()) -> list[Change]:
        """What these statements changed, and what was corrected or taken back of these articles, in the same order."""
        graph = self._graph
        statements = chain.from_iterable(self._of_statement(graph.statements[id]) for id in ids)
        mended = chain.from_iterable(self._of_article(graph.articles[id]) for id in articles)
        return sorted(chain(statements, mended), key=_latest)

    def _of_article(self, article: Article) -> Iterator[Change]:
        front = article.front
        if not front.corrected and front.standing not in STANDINGS:
            return
        deals = tuple(dict.fromkeys(deal for one in article.statements for deal in one.written.deals))
        for entry in front.corrected:
            yield Change(entry.on.end, "ours", "", deals, of=article.id, before=entry.was, now=entry.why)
        if front.standing in STANDINGS and front.standing_on:
            day = max(front.standing_on.end, on_file(article))
            yield Change(day, STANDINGS[front.standing], "", deals, of=article.id, now=front.standing_why)

    def _of_records(self) -> Iterator[Change]:
        """What the desk corrected in what it says of deals, actors and the like."""
        entities = self._graph.entities
        for kind in RECORDS:
            for id, record in entities.of_kind(kind).items():
                if record.corrected and id in self._graph.existing:
                    deals = (id,) if kind == "deal" else ()
                    for entry in record.corrected:
                        yield Change(entry.on.end, "ours", "", deals, of=id, before=entry.was, now=entry.why)

    def _of_statement(self, statement: Statement) -> Iterator[Change]:
        """What a statement changed when it was put on file, and what came of it later."""
        written, day = statement.written, self._days[statement.id]

        def change(kind: str, on: date = day, of: str = "", before: str = "", now: str = "") -> Change:
            return Change(on, kind, statement.id, written.deals, of, before, now, written.lead)

        found = [
            change("status", move.day, move.party, move.before, move.now)
            for deal in written.deals[:1]
            for move in self._moves(deal)
            if move.statement == statement.id
        ]
        if written.amount and len(written.deals) == 1:
            figures = self._levels(written.deals[0])
            if statement.id in figures and not any(kind == "corrects" for kind, _ in written.relations):
                found.append(change("money", before=figures[statement.id]))
        for question in dict.fromkeys(position.question for position in written.positions):
            kind, before = self._taken(question).get((question, statement.id), ("", ""))
            if kind:
                found.append(change(kind, of=question, before=before))
        if written.mode == "denied":
            found.append(change("denial"))
        for relation in statement.relations:
            if relation.kind in MENDING and self._counts(statement.id, relation.target, relation.kind):
                on = max(day, self._days[relation.target])
                found.append(change(MENDING[relation.kind], on, relation.target))
        for target, outcome in written.resolves:
            final = self._graph.outcomes.get(target)
            if final and final.source == statement.id:
                found.append(change("outcome", max(day, self._days[target]), target, now=outcome))
        for holder, stance in written.stance if len(written.deals) == 1 else ():
            other = self._stances(written.deals[0]).get((statement.id, holder))
            if other is not None:
                found.append(change("turned" if other else "position", of=holder, before=other, now=stance))
        if all(one.day > day for one in found):
            found.append(change("statement"))
        over = self._overdue(statement)
        if over:
            found.append(change("overdue", over))
        found += [change("ours", entry.on.end, before=entry.was, now=entry.why) for entry in written.corrected]
        yield from found

    def _moves(self, deal: str) -> tuple[Move, ...]:
        standing = self._graph.standings.get(deal)
        return standing.moves if standing else ()

    def _counts(self, source: str, target: str, kind: str) -> bool:
        return any(one.source == source for one in self._graph.done_to(target, kind))

    def _overdue(self, statement: Statement) -> date | None:
        """The day from which the time of a plan was over without an outcome on file; None where it never was."""
        graph, due = self._graph, statement.written.due
        if statement.id not in graph.dues or due is None or due.last is None:
            return None
        over, outcome = max(due.last + ADAY, self._days[statement.id]), graph.outcomes.get(statement.id)
        if over > graph.today or (outcome and self._days[outcome.source] <= over):
            return None
        return over

    # ── figures and answers ─────────────────────────────────────────────────────────────────────────────────────────

    def _levels(self, deal: str) -> dict[str, str]:
        """The statements of a deal that told of a new level of money when they came on file, each with the one whose
        figure stood before; none of what was overtaken by then."""
        if deal not in self._figures:
            self._figures[deal] = figures = {}
            for level in self._by_deal.get(deal, ()):
                for one in level.statements[1:]:
                    figures[one] = ""
                figures.update(self._chain((*level.statements[:1], *level.earlier)))
        return self._figures[deal]

    @cached_property
    def _by_deal(self) -> dict[str, list[Level]]:
        found: dict[str, list[Level]] = {}
        for level in self._graph.levels:
            found.setdefault(level.deal, []).append(level)
        return found

    def _chain(self, ids: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """Figures of one row, the newest first, each with the one before it as far as both were on file in their
        order."""
        newer = date.max
        in_order: list[str] = []
        for id in ids:
            if self._days[id] <= newer:
                in_order.append(id)
                newer = self._days[id]
        return zip(in_order, (*in_order[1:], ""), strict=True)

    def _taken(self, question: str) -> dict[tuple[str, str], tuple[str, str]]:
        """(question, statement) to what it was on that question when it came on file: `turned` with the statement of
        the answer before, or `position` where its holder had not answered so yet."""
        if question not in self._answers:
            self._answers[question] = found = {}
            held = sorted(
                self._graph.positions.get(question, ()), key=lambda each: (self._days[each.statement], each.start)
            )
            left: dict[str, Held] = {each.changed_to: each for each in held if each.changed_to}
            taken: list[Held] = []
            for each in held:
                before = left.get(each.statement)
                key = (question, each.statement)
                if before and self._days[before.statement] <= self._days[each.statement] and _of_one(before, each):
                    found[key] = ("turned", before.statement)
                elif not any(one.side == each.side and one.mode == each.mode and _of_one(one, each) for one in taken):
                    found.setdefault(key, ("position", ""))
                taken.append(each)
        return self._answers[question]

    def _stances(self, deal: str) -> dict[tuple[str, str], str]:
        """(statement, holder) to the statement of the other stance that the holder had taken on a deal before, or to
        nothing of a first one; none of what was overtaken when it came on file, or is told again."""
        if deal not in self._sides:
            self._sides[deal] = found = {}
            graph, last = self._graph, dict[str, tuple[date, str, str]]()
            told = [
                (self._days[id], graph.happened(id).start, id, held)
                for id in graph.by_deal.get(deal, ())
                if self._graph.articles[graph.statements[id].article].counts
                and graph.statements[id].written.deals == (deal,)
                and "stance" not in graph.overtaken.get(id, ())
                for held in graph.statements[id].written.stance
            ]
            for _, when, id, (holder, stance) in sorted(told):
                before = last.get(holder)
                if before is None or (before[0] <= when and before[1] != stance):
                    found[id, holder] = before[2] if before else ""
                if before is None or before[0] <= when:
                    last[holder] = (when, stance, id)
        return self._sides[deal]

    # ── the last ────────────────────────────────────────────────────────────────────────────────────────────────────

    def last(self, ids: Iterable[str]) -> Change | None:
        """The weightiest of what these statements changed on the last day on which any of them came on file."""
        days = {id: self._days[id] for id in ids}
        day = max(days.values(), default=None)
        found = [change for change in self.of(id for id in days if days[id] == day) if change.day == day]
        return min(found, key=weight, default=None)


def _of_one(one: Held, other: Held) -> bool:
    """Whether two positions are of one holder, alone or jointly with others."""
    return not one.holders.isdisjoint(other.holders)
