"""What a desk has not looked at: articles without statements, deals told by one side or from one source, entities that
nothing refers to, and names that recur in texts and that nobody has."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.link.names import ambiguous_names
from builder.model.entities import Actor, Entities
from builder.model.graph import Article, Graph
from builder.model.text import counted, fold, stands

MOST_NAMES = 20
LEAST_ARTICLES = 2
"""In which a name stands that is worth a look."""
TOKEN = re.compile(r"[^\W\d_][\w’'-]*|[^\w\s]|\d+|\n")
JOINING = frozenset({"of", "for", "the", "and", "de", "da", "du", "la", "le", "van", "von", "der", "den", "bin", "al"})
CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()  # noqa: SIM905
)
ENDS = frozenset(".!?:;\n“”\"'‘(–—•*-")
"""Signs after which a word may have a capital letter for that alone."""


@dataclass(frozen=True)
class OneSided:
    deal: str
    heard: tuple[str, ...]
    silent: tuple[str, ...]
    """Parties of which no statement on the deal has a word."""


@dataclass(frozen=True)
class OneOrigin:
    deal: str
    origin: str
    """An actor's id, or the words for a voice without one."""
    articles: tuple[str, ...]


@dataclass(frozen=True)
class RecurringName:
    name: str
    times: int
    articles: tuple[str, ...]


@dataclass(frozen=True)
class Coverage:
    without_statements: tuple[str, ...]
    """Articles."""
    one_sided: tuple[OneSided, ...]
    one_origin: tuple[OneOrigin, ...]
    unused: tuple[str, ...]
    """Entities."""
    names: tuple[RecurringName, ...]


def coverage(graph: Graph) -> Coverage:
    articles = tuple(graph.articles.values())
    return Coverage(
        without_statements=tuple(article.id for article in articles if not article.statements),
        one_sided=tuple(one_sided(graph)),
        one_origin=tuple(one_origin(graph)),
        unused=tuple(record.id for record in graph.entities.everything if record.id not in graph.referred_to),
        names=recurring_names(articles, graph.entities),
    )


def one_sided(graph: Graph) -> Iterator[OneSided]:
    """Deals on which some parties have a word, they or those who belong to them, and others have none."""
    for deal in graph.entities.deals.values():
        told = (graph.statements[id] for id in graph.by_deal.get(deal.id, ()))
        speaking = {body for statement in told for id in statement.speakers for body in bodies(id, graph.entities)}
        heard = tuple(party for party in deal.parties if party in speaking)
        silent = tuple(party for party in deal.parties if party not in speaking)
        if heard and silent:
            yield OneSided(deal.id, heard, silent)


def bodies(id: str, entities: Entities) -> set[str]:
    """An actor and all that it speaks for: what it is part of, and where it has an office."""
    found: set[str] = set()
    waiting = [id]
    while waiting:
        actor = entities.actors.get(waiting.pop())
        if isinstance(actor, Actor) and actor.id not in found:
            found.add(actor.id)
            waiting += [actor.part_of, *(role.of for role in actor.roles)]
    return found


def one_origin(graph: Graph) -> Iterator[OneOrigin]:
    """Deals that several articles tell of, all from one source."""
    for deal in graph.entities.deals:
        told = [graph.statements[id] for id in graph.by_deal.get(deal, ())]
        articles = tuple(dict.fromkeys(statement.article for statement in told))
        origins = {graph.origins.get(statement.id, "") for statement in told}
        if len(articles) > 1 and len(origins) == 1:
            yield OneOrigin(deal, origins.pop(), articles)


def recurring_names(articles: Iterable[Article], entities: Entities) -> tuple[RecurringName, ...]:
    """Words with capitals that stand in several articles and in the name of no entity, most widespread first."""
    texts = {article.id: article.body.text for article in articles if article.body.text}
    common = {word for text in texts.values() for word in re.findall(r"[^\W\d_][\w’'-]*", text) if word.islower()}
    known = [fold(word) for record in entities.everything
             for word in (record.name, *record.aliases, *ambiguous_names(record))]  # fmt: skip
    times: Counter[str] = Counter()
    where: dict[str, list[str]] = defaultdict(list)
    for id, text in texts.items():
        found = Counter(names_in(text, common))
        times += found
        for name in found:
            where[name].append(id)
    kept = [name for name in times if len(where[name]) >= LEAST_ARTICLES and not is_known(name, known)]
    kept.sort(key=lambda name: (-len(where[name]), -times[name], name))
    return tuple(RecurringName(name, times[name], tuple(where[name])) for name in kept[:MOST_NAMES])


def is_known(name: str, known: Iterable[str]) -> bool:
    return any(stands(word, name) or stands(name, word) for word in known if word)


def names_in(text: str, common: frozenset[str] | set[str]) -> Iterator[str]:
    """Runs of words with capitals, small joining words within. A first word of a sentence counts only if it is never
    written without its capital."""
    run: list[str] = []
    before = "\n"
    for token in [*TOKEN.findall(text), "\n"]:
        lower = token.lower()
        begins = token[0].isupper() and lower not in CALENDAR and not (before in ENDS and lower in common)
        if begins or (run and token in JOINING):
            run.append(token)
        else:
            while run and run[-1] in JOINING:
                run.pop()
            if run and len(" ".join(run)) > 2:
                yield " ".join(run)
            run = []
        before = token


def text(found: Coverage) -> str:
    """What was found, kind by kind."""
    parts = {
        "articles without a statement": found.without_statements,
        "deals on which not every party has a word": [
            f"{each.deal}: {', '.join(each.heard)}; not {', '.join(each.silent)}" for each in found.one_sided
        ],
        "deals that all articles tell of from one source": [
            f"{each.deal}: {each.origin or 'no one named'}, in {', '.join(each.articles)}" for each in found.one_origin
        ],
        "entities that nothing refers to": found.unused,
        "names in several articles that no entity has": [
            f"{each.name}: {counted(each.times, 'time')} in {', '.join(each.articles)}" for each in found.names
        ],
    }
    blocks = (
        f"{title} ({len(lines)})\n" + "".join(f"  {line}\n" for line in lines)
        for title, lines in parts.items()
        if lines
    )
    return "\n".join(blocks)
