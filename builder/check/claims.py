"""What statements claim, against their words, their targets and the articles that they rest on. Articles and
the graph in, findings out."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping

from builder.check.quotes import beside, paragraph
from builder.model.article import AWAITING, Annotation
from builder.model.config import Config
from builder.model.dates import When
from builder.model.entities import Deal, Entities, ancestry
from builder.model.finding import Finding
from builder.model.graph import Article, Graph, Held, Relation, Statement
from builder.model.likeness import closest
from builder.model.sharing import unshared
from builder.model.text import fold

WORD = re.compile(r"\w+")
FEW = 5
"""Words; a gist or a run shorter than this repeats nothing worth a note."""
VALUES = ("status", "amount", "quantity", "when", "due", "event", "stance")


def words_not_in_paragraph(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """`hedge` and `condition` are the speaker's own words, and stand where the quote stands."""
    for statement in article.statements:
        for key in ("hedge", "condition"):
            words = getattr(statement.written, key)
            if words and not beside(words, article, statement):
                where = "the title" if statement.anchor and statement.anchor.in_title else "the quote's paragraph"
                help = "copy the words from the paragraph, or remove the key"
                message = f"`{words}` is not in {where}"
                notes = closest(fold(words), paragraph(article, statement) or "")
                yield statement.written.finding("words-not-in-paragraph", message, key, help=help, notes=notes)


def denied_without_target(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A denial says what it denies."""
    for statement in article.statements:
        written = statement.written
        if written.mode == "denied" and not written.status and not has(written.relations, "disputes"):
            if not written.misread.isdisjoint(("status", "disputes")):
                continue
            message = "this denial does not say what it denies: it has neither `status` nor `disputes`"
            help = "add the `status` that is denied, or list the denied statements under `disputes`"
            yield written.finding("denied-without-target", message, "mode", help=help)


def has(relations: Iterable[tuple[str, str]], kind: str) -> bool:
    return any(relation == kind for relation, _ in relations)


def gist_without_link(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A gist leads on to whom and what it is about."""
    for statement in article.statements:
        if not statement.written.gist.ids and "gist" not in statement.written.misread:
            help = "write `[[id]]` or `[[id|words]]` for the people and things that it names"
            yield statement.written.finding("gist-without-link", "the gist has no links", "gist", help=help)


def gist_repeats_quote(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A gist is the desk's own sentence, not the quote again."""
    for statement in article.statements:
        if repeats(read_out(statement, entities), statement.written.quote):
            help = "say in your own words what the quote means"
            message = "the gist is made of the quote's words, in their order"
            yield statement.written.finding("gist-repeats-quote", message, "gist", help=help)


def read_out(statement: Statement, entities: Entities) -> str:
    """The gist as a reader sees it."""
    gist = statement.written.gist
    return gist.text({id: record.name if (record := entities.get(id)) else id for id in gist.ids})


def repeats(gist: str, quote: str) -> bool:
    """Whether nearly all of the gist is one run of the quote's words."""
    words = (gist if gist.isascii() else fold(gist)).casefold().split()
    third = len(words) // 3
    middle = words[third : 2 * third + 1]
    if len(words) < FEW or (quote.isascii() and not all(map(quote.lower().__contains__, middle))):
        return False
    quote = fold(quote).casefold()
    if " ".join(middle) not in quote:
        return False
    ours, theirs = WORD.findall(" ".join(words)), WORD.findall(quote)
    run = max(4 * len(ours) // 5, FEW)
    quoted = f" {' '.join(theirs)} "
    return any(f" {' '.join(ours[at : at + run])} " in quoted for at in range(len(ours) - run + 1))


def corrects_nothing(graph: Graph) -> Iterator[Finding]:
    """A correction changes something: a value that both carry, and that differs."""
    for target, relations in graph.bearing.items():
        for relation in relations:
            if relation.kind == "corrects":
                source = graph.statements[relation.source]
                if not may_differ(source, graph.statements[target]):
                    message = f"no value differs from `{target}`, so this corrects nothing"
                    help = "use `confirms` if they agree; otherwise add the corrected value"
                    yield source.written.finding("corrects-nothing", message, "corrects", help=help)


def may_differ(one: Statement, other: Statement) -> bool:
    """Whether they differ, or one of them has a value that could not be read."""
    return differs(one, other) or not (one.written.misread | other.written.misread).isdisjoint((*VALUES, "positions"))


def differs(one: Statement, other: Statement) -> bool:
    """Whether the one, in place of the other, changes anything: a value for a key that both carry, what belongs to it,
    or who answers a question how."""
    ours, theirs = one.written, other.written
    shared = [key for key in VALUES if ours.carries(key) and theirs.carries(key)]
    if "status" in shared and ours.party != theirs.party:
        shared.remove("status")
    asked = {position.question for position in ours.positions} & {position.question for position in theirs.positions}
    if (shared or asked) and ours.mode != theirs.mode:
        return True
    return any(value(ours, key) != value(theirs, key) for key in shared) or answers(one, asked) != answers(other, asked)


def value(written: Annotation, key: str) -> object:
    """What it says under a key, with what belongs to it."""
    match key:
        case "status":
            return written.status, written.deals
        case "amount":
            sides = written.deals, written.stage, written.payer, written.payee, written.measure, written.condition
            return written.amount, sides
        case "due":
            return written.due, written.due_open
        case "stance":
            return frozenset(written.stance)
        case _:
            return getattr(written, key)


def answers(statement: Statement, asked: Container[str]) -> set[tuple[str, frozenset[str], str]]:
    """(question, who holds it, answer)"""
    return {
        (each.question, frozenset([each.holder]) if each.holder else statement.speaking, each.option)
        for each in statement.written.positions
        if each.question in asked
    }


def unlikely_relation(graph: Graph) -> Iterator[Finding]:
    """What bears on another statement is another one, told no earlier; and an outcome is that of something awaited."""
    for target, relations in graph.bearing.items():
        for relation in relations:
            one, other = graph.statements[relation.source], graph.statements[target]
            message, help = unlikely(relation, one, other)
            if message:
                yield one.written.finding("unlikely-relation", message, relation.kind, help=help)


def unlikely(relation: Relation, one: Statement, other: Statement) -> tuple[str, str]:
    """What is odd about a relation, and the mend; or nothing."""
    if one is other:
        return f"the statement {relation.kind} itself", "name another statement, or remove the key"
    if relation.kind == "resolves" and other.written.mode not in AWAITING:
        message = f"`{other.id}` is {other.written.mode}, so there is nothing to come of it"
        return message, "name what was planned, demanded, offered or hypothetical, or correct the `mode` there"
    if relation.kind in LATER and one.told.end < other.told.start:
        message = f"this {relation.kind} `{other.id}`, which was told later, on {other.told.words}"
        return message, "put the relation into the later statement, or correct a date"
    return "", ""


LATER = frozenset({"updates", "retracts", "resolves"})
"""What only a later statement can do to an earlier one. A mistake may be corrected by what stood elsewhere before."""


def unlikely_source(graph: Graph) -> Iterator[Finding]:
    """An article is made from earlier ones."""
    for article in graph.articles.values():
        for id, keys in sources(article):
            source = graph.articles.get(id)
            if source and source is not article and source.front.published.start > article.front.published.end:
                message = f"`{id}` was published later, on {source.front.published.words}"
                help = "name the article that came first, or correct one of the two dates"
                yield article.front.finding("unlikely-source", message, keys, id, help=help)


def source_not_listed(graph: Graph) -> Iterator[Finding]:
    """An article that is made from others is made from those that it cites by their outlets, as far as they are on
    file."""
    first: dict[str, When] = {}
    for article in graph.articles.values():  # The latest first.
        first[article.front.outlet] = article.front.published
    for article in graph.articles.values():
        if not article.front.derives:
            continue
        listed = {article.front.outlet, *outlets_behind(article, graph, frozenset())}
        for statement in article.statements:
            for id in (name for hop in statement.chain[1:-1] if hop.kind == "actor" for name in hop.names):
                actor = graph.entities.actors.get(id)
                told = first.get(id)
                if id in listed or actor is None or actor.kind != "outlet" or told is None:
                    continue
                listed.add(id)
                if told.start <= article.front.published.end:
                    message = f"`{id}` told this according to `by`, but no article of it is under `derives`"
                    help = "add the article to `derives`, or correct `by`"
                    yield statement.written.finding("source-not-listed", message, "by", id, help=help)


def outlets_behind(article: Article, graph: Graph, seen: frozenset[str]) -> set[str]:
    """The outlets of the articles that this one is made from, near or far."""
    found: set[str] = set()
    for derivation in article.front.derives:
        source = graph.articles.get(derivation.source)
        if source and source.id not in seen:
            found |= {source.front.outlet, *outlets_behind(source, graph, seen | {article.id})}
    return found


def gist_of_another_deal(graph: Graph) -> Iterator[Finding]:
    """A gist that names deals names the one that it is about, or one of its family."""
    known = graph.entities.deals
    for statement in graph.statements.values():
        deals = statement.written.deals
        named = [id for id in statement.written.gist.ids if id in known] if deals else []
        if named and not any(are_kin(id, deal, known) for deal in deals for id in named):
            message = f"the gist is about `{named[0]}`, but `deal` is {' and '.join(f'`{id}`' for id in deals)}"
            help = f"correct `deal`, or name `{deals[0]}` in the gist"
            yield statement.written.finding("gist-of-another-deal", message, "gist", named[0], help=help)


def are_kin(one: str, other: str, deals: Mapping[str, Deal]) -> bool:
    """Whether one of two deals is the other, or part of it, near or far."""
    return one == other or one in ancestry(other, deals) or other in ancestry(one, deals)


def not_shared(graph: Graph) -> Iterator[Finding]:
    """What has an unnamed voice, or is disputed, does not go about as a picture, away from what others say of it."""
    for statement in graph.statements.values():
        if statement.written.share and (why := unshared(graph, statement)):
            help = "remove `share`, or silence the warning until this changes"
            yield statement.written.finding("not-shared", f"this statement gets no card: {why}", "share", help=help)


Edge = tuple[str, tuple[str | int, ...]]
"""The id of an article, and the keys of the front matter that name it."""


def derives_cycle(graph: Graph) -> Iterator[Finding]:
    """No article is made from itself, by whatever way round. Each circle is told at its first id."""
    derived = [article for article in graph.articles.values() if article.front.derives or article.front.version_of]
    for article in derived:
        for id, keys in sources(article):
            way = way_back(id, article.id, graph)
            if way:
                message = f"`{' → '.join((article.id, *way))}`: the article derives from itself"
                help = "remove the entry that points the wrong way: a later article derives from an earlier one"
                yield article.front.finding("derives-cycle", message, keys, id, help=help)


def sources(article: Article) -> Iterator[Edge]:
    """What it derives from, and the earlier copy of the same page."""
    for index, derivation in enumerate(article.front.derives):
        yield derivation.source, ("derives", index, "from")
    if article.front.version_of:
        yield article.front.version_of, ("version_of",)


def way_back(id: str, goal: str, graph: Graph) -> tuple[str, ...]:
    """The ids from one article to another by what each is made from, past none that sorts before the other; empty
    where there is no way."""
    seen: set[str] = set()
    open_ends: list[tuple[str, ...]] = [(id,)] if id >= goal else []
    while open_ends:
        way = open_ends.pop()
        if way[-1] == goal:
            return way
        article = graph.articles.get(way[-1])
        for source, _ in sources(article) if article else ():
            if source >= goal and source not in seen:
                seen.add(source)
                open_ends.append((*way, source))
    return ()


def retracted_support(graph: Graph) -> Iterator[Finding]:
    """No current value rests only on articles that are made from retracted ones."""
    if all(article.counts for article in graph.articles.values()):
        return
    for standing in graph.standings.values():
        if standing.now:
            yield from tainted(standing.now.statements, f"the status of `{standing.deal}`", "status", graph)
    for level in graph.levels:
        if not level.corrected_by:
            yield from tainted(level.statements, f"a sum of `{level.deal}`", "amount", graph)
    for held in graph.positions.values():
        for same in alike(held):
            what = f"the position of `{same[0].holder}` on `{same[0].question}`"
            yield from tainted(tuple(each.statement for each in same), what, "positions", graph)


def alike(held: tuple[Held, ...]) -> Iterator[list[Held]]:
    """The positions that hold still, those of one holder on one side together, the earliest first."""
    by_holder: dict[tuple[frozenset[str], str, int], list[Held]] = {}
    for each in held:
        if each.until is None:
            by_holder.setdefault((each.holders, each.mode, each.side), []).append(each)
    yield from by_holder.values()


def tainted(statements: tuple[str, ...], what: str, key: str, graph: Graph) -> Iterator[Finding]:
    gone = {retracted_source(graph.statements[id].article, graph) for id in statements}
    if gone and "" not in gone:
        written = graph.statements[statements[0]].written
        message = f"{what} rests only on `{min(gone)}`, which was retracted"
        help = "find another source, or retract the articles that derive from it too"
        yield written.finding("retracted-support", message, key, help=help)


def retracted_source(article: str, graph: Graph, seen: frozenset[str] = frozenset()) -> str:
    """A retracted article that this one is made from, near or far; nothing where it has a source that still counts, or
    none at all."""
    found = set()
    for derivation in graph.articles[article].front.derives:
        source = graph.articles.get(derivation.source)
        if source is None or source.id in seen:
            return ""
        found.add(retracted_source(source.id, graph, seen | {article}) if source.counts else source.id)
    return min(found, default="")


def settles_nothing(graph: Graph) -> Iterator[Finding]:
    """What settles a question answers it, says so itself, and still counts."""
    for question in graph.entities.questions.values():
        by = question.settled_by
        if by in graph.statements and question.id not in graph.settled:
            written = graph.statements[by].written
            taken = written.positions_on(question.id)
            message = f"`{by}` does not settle `{question.id}`: "
            if not taken:
                message += "it does not answer the question"
                help = f"add `positions: {{{question.id}: …}}` to it, or name the statement that answers"
            elif written.mode != "asserted":
                message += f"its mode is `{written.mode}`"
                help = "name a statement that asserts the answer, or remove `settled`"
            else:
                message += "its answer no longer counts"
                help = "name a statement whose answer still counts, or remove `settled`"
            yield question.finding("settles-nothing", message, ("settled", "by"), help=help)


def not_checked(graph: Graph) -> Iterator[Finding]:
    """Statements for which the site demands a second reader have one."""
    demanded = graph.config.second_reader
    settling = {question.settled_by for question in graph.entities.questions.values()}
    for statement in graph.statements.values() if demanded else ():
        written = statement.written
        reasons = {
            "unnamed": statement.voice.kind == "unnamed" and "its voice is unnamed",
            "denied": written.mode == "denied" and "it denies something",
            "preferred": statement.id in settling and "it settles a question",
        }
        why = next((reason for word, reason in reasons.items() if word in demanded and reason), "")
        if why and written.checked_by in ("", written.noted_by):
            message = f"nobody but its author has checked `{statement.id}`: {why}"
            help = f"let someone else run `dateline review {statement.article}`, or add `checked_by`"
            yield written.finding("not-checked", message, "checked_by", help=help)


NAMING_RULES = (gist_repeats_quote,)
ARTICLE_RULES = (words_not_in_paragraph, denied_without_target, gist_without_link)
ERROR_RULES = (derives_cycle,)
WARNING_RULES = (
    corrects_nothing,
    unlikely_relation,
    unlikely_source,
    source_not_listed,
    gist_of_another_deal,
    not_shared,
    retracted_support,
    settles_nothing,
    not_checked,
)
