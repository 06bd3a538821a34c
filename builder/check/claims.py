"""What statements claim, against their words, target and what they rest on. Articles and the graph in, findings out."""

import re
from collections.abc import Iterable, Iterator

from builder.check.paragraph import paragraph, stands_in
from builder.model.config import Config
from builder.model.corpus import Annotation
from builder.model.entities import Entities
from builder.model.finding import Finding
from builder.model.fold import fold
from builder.model.graph import Article, Graph, Statement

LINK = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
WORD = re.compile(r"\w+")
FEW = 5
"""Words; a gist or a run shorter than this repeats nothing worth a note."""
VALUES = ("status", "amount", "quantity", "when", "due", "event", "stance")


def words_not_in_paragraph(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """`hedge` and `condition` are the speaker's own words, and stand where the quote stands."""
    for statement in article.statements:
        for key in ("hedge", "condition"):
            words = getattr(statement.written, key)
            if words and statement.anchor and not stands_in(words, paragraph(article, statement)):
                where = "the title" if statement.anchor.in_title else "the quote's paragraph"
                help = "copy the words from the paragraph, or leave the key out"
                message = f"`{words}` does not stand in {where}"
                yield finding(statement, "words-not-in-paragraph", message, key, help)


def denied_without_target(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A denial says what it denies."""
    for statement in article.statements:
        written = statement.written
        if written.mode == "denied" and not written.status and not has(written.relations, "disputes"):
            message = "a denial of nothing: there is neither `status` nor `disputes`"
            help = "give the `status` that is denied, or list under `disputes` what is"
            yield finding(statement, "denied-without-target", message, "mode", help)


def has(relations: Iterable[tuple[str, str]], kind: str) -> bool:
    return any(relation == kind for relation, _ in relations)


def gist_without_link(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A gist leads on to whom and what it is about."""
    for statement in article.statements:
        if "[[" not in statement.written.gist:
            yield finding(statement, "gist-without-link", "the gist links to nobody and nothing", "gist",
                          "write `[[id]]` or `[[id|words]]` for whom or what it names")  # fmt: skip


def gist_repeats_quote(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A gist is the desk's own sentence, not the quote again."""
    for statement in article.statements:
        written = statement.written
        if repeats(LINK.sub(lambda link: shown(link, entities), written.gist), written.quote):
            yield finding(statement, "gist-repeats-quote", "the gist repeats the quote word for word", "gist",
                          "say in the desk's words what the quote means")  # fmt: skip


def shown(link: re.Match[str], entities: Entities) -> str:
    """The words of a link, or the name of what it leads to."""
    record = entities.get(link[1])
    return link[2] or (record.name if record else link[1])


def repeats(gist: str, quote: str) -> bool:
    """Whether nearly all of the gist is one run of the quote's words."""
    gist, quote = fold(gist).casefold(), fold(quote).casefold()
    words = gist.split()
    third = len(words) // 3
    if len(words) < FEW or " ".join(words[third : 2 * third + 1]) not in quote:
        return False
    ours, theirs = WORD.findall(gist), WORD.findall(quote)
    run = max(4 * len(ours) // 5, FEW)
    quoted = f" {' '.join(theirs)} "
    return any(f" {' '.join(ours[at : at + run])} " in quoted for at in range(len(ours) - run + 1))


def corrects_nothing(graph: Graph) -> Iterator[Finding]:
    """A correction changes something: a value that both carry, and that differs."""
    for target, relations in graph.bearing.items():
        for relation in relations:
            if relation.kind == "corrects":
                source = graph.statements[relation.source]
                if not differs(source.written, graph.statements[target].written):
                    message = f"nothing that this and `{target}` both give differs"
                    help = "did you mean `confirms`? or is the corrected value missing?"
                    yield finding(source, "corrects-nothing", message, "corrects", help)


def differs(one: Annotation, other: Annotation) -> bool:
    """Whether two annotations give different values for one key, or different answers to one question."""
    if any(getattr(one, key) and getattr(other, key) and getattr(one, key) != getattr(other, key) for key in VALUES):
        return True
    answers = {(position.question, position.holder): position.option for position in one.positions}
    return any(
        answers.get((position.question, position.holder), position.option) != position.option
        for position in other.positions
    )


def retracted_support(graph: Graph) -> Iterator[Finding]:
    """No current value rests only on articles that derive from a retracted one."""
    for standing in graph.standings.values():
        if standing.now:
            yield from tainted(standing.now.statements, f"the status of `{standing.deal}`", "status", graph)
    for level in graph.levels:
        if not level.corrected_by:
            yield from tainted(level.statements, f"a sum of `{level.deal}`", "amount", graph)


def tainted(statements: tuple[str, ...], what: str, key: str, graph: Graph) -> Iterator[Finding]:
    sources = {retracted_source(graph.statements[id].article, graph) for id in statements}
    if sources and "" not in sources:
        message = f"{what} rests on `{min(sources)}` alone, which is retracted"
        help = "find another source, or retract what derives from it too"
        yield finding(graph.statements[statements[0]], "retracted-support", message, key, help)


def retracted_source(article: str, graph: Graph) -> str:
    """The retracted article that this one derives from, near or far, or nothing."""
    seen, open_ends = {article}, [article]
    while open_ends:
        for derivation in graph.articles[open_ends.pop()].front.derives:
            source = graph.articles.get(derivation.source)
            if source is None or source.id in seen:
                continue
            if not source.counts:
                return source.id
            seen.add(source.id)
            open_ends.append(source.id)
    return ""


def finding(statement: Statement, code: str, message: str, key: str, help: str) -> Finding:
    written = statement.written
    spot = written.at(key) if key in written.given else written.spot
    return Finding(code, message, spot, help, allow=tuple(code for code, _ in written.allow))


ARTICLE_RULES = (words_not_in_paragraph, denied_without_target, gist_without_link, gist_repeats_quote)
GRAPH_RULES = (corrects_nothing, retracted_support)
