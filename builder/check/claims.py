"""What statements claim, against their words and target. Articles and the graph in, findings out."""

import re
from collections.abc import Iterable, Iterator

from builder.check.quotes import beside
from builder.model.article import Annotation
from builder.model.config import Config
from builder.model.entities import Entities
from builder.model.finding import Finding
from builder.model.graph import Article, Graph, Statement
from builder.model.sharing import unshared
from builder.model.text import fold

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
            if words and not beside(words, article, statement):
                where = "the title" if statement.anchor and statement.anchor.in_title else "the quote's paragraph"
                help = "copy the words from the paragraph, or leave the key out"
                message = f"`{words}` does not stand in {where}"
                yield statement.written.finding("words-not-in-paragraph", message, key, help=help)


def denied_without_target(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A denial says what it denies."""
    for statement in article.statements:
        written = statement.written
        if written.mode == "denied" and not written.status and not has(written.relations, "disputes"):
            if not written.misread.isdisjoint(("status", "disputes")):
                continue
            message = "a denial of nothing: there is neither `status` nor `disputes`"
            help = "give the `status` that is denied, or list under `disputes` what is"
            yield written.finding("denied-without-target", message, "mode", help=help)


def has(relations: Iterable[tuple[str, str]], kind: str) -> bool:
    return any(relation == kind for relation, _ in relations)


def gist_without_link(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A gist leads on to whom and what it is about."""
    for statement in article.statements:
        if "[[" not in statement.written.gist:
            message = "the gist links to nobody and nothing"
            help = "write `[[id]]` or `[[id|words]]` for whom or what it names"
            yield statement.written.finding("gist-without-link", message, "gist", help=help)


def gist_repeats_quote(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A gist is the desk's own sentence, not the quote again."""
    for statement in article.statements:
        if repeats(read_out(statement, entities), statement.written.quote):
            message = "the gist repeats the quote word for word"
            help = "say in the desk's words what the quote means"
            yield statement.written.finding("gist-repeats-quote", message, "gist", help=help)


def read_out(statement: Statement, entities: Entities) -> str:
    """The gist as a reader sees it."""
    gist = statement.written.gist
    if "|" not in gist:
        for id in statement.named:
            record = entities.get(id)
            gist = gist.replace(f"[[{id}]]", record.name if record else id)
    return LINK.sub(lambda link: shown(link, entities), gist) if "[[" in gist else gist


def shown(link: re.Match[str], entities: Entities) -> str:
    """The words of a link, or the name of what it leads to."""
    record = entities.get(link[1])
    return link[2] or (record.name if record else link[1])


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
                if not may_differ(source.written, graph.statements[target].written):
                    message = f"nothing that this and `{target}` both give differs"
                    help = "did you mean `confirms`? or is the corrected value missing?"
                    yield source.written.finding("corrects-nothing", message, "corrects", help=help)


def may_differ(one: Annotation, other: Annotation) -> bool:
    """Whether they differ, or one of them has a value that could not be read."""
    return differs(one, other) or not (one.misread | other.misread).isdisjoint((*VALUES, "positions"))


def differs(one: Annotation, other: Annotation) -> bool:
    """Whether two annotations give different values for one key, or different answers to one question."""
    if any(getattr(one, key) and getattr(other, key) and getattr(one, key) != getattr(other, key) for key in VALUES):
        return True
    answers = {(position.question, position.holder): position.option for position in one.positions}
    return any(
        answers.get((position.question, position.holder), position.option) != position.option
        for position in other.positions
    )


def not_shared(graph: Graph) -> Iterator[Finding]:
    """What has an unnamed voice, or is disputed, does not go about as a picture, away from what others say of it."""
    for statement in graph.statements.values():
        if statement.written.share and (why := unshared(graph, statement)):
            message = f"no card is made of this statement: {why}"
            help = "leave out `share`, or silence the warning while this is so"
            yield statement.written.finding("not-shared", message, "share", help=help)


ARTICLE_RULES = (words_not_in_paragraph, denied_without_target, gist_without_link, gist_repeats_quote)
GRAPH_RULES = (corrects_nothing, not_shared)
