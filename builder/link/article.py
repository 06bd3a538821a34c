"""One article as meant: in go its front matter, text and annotations and what all names mean; out come the
article, every id resolved and every quote anchored, and what could not be."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256

from builder.link.names import Names, did_you_mean, first_mentions, suggestion, unresolved
from builder.link.quotes import anchor, locate_by_lock
from builder.model.article import Annotation, Body, Front, Hop, Position
from builder.model.config import Config
from builder.model.entities import ALWAYS_OPTIONS, Question
from builder.model.finding import Finding, Location
from builder.model.graph import Anchor, Article, Statement
from builder.model.money import Amount, Quantity
from builder.model.quote_lock import LockedQuote
from builder.model.text import fold, fold_for_ids, word_count

Reference = tuple[str, str, str]
"""(key of the annotation, id, kind that it must be)"""


def references(written: Annotation) -> Iterator[Reference]:
    """Every id of an entity that an annotation names, but for its links in prose."""
    for hop in written.by:
        if hop.kind == "actor":
            for name in hop.names:
                yield "by", name, "actor"
    for deal in written.deals:
        yield "deal", deal, "deal"
    for position in written.positions:
        yield "positions", position.question, "question"
        if position.holder:
            yield "positions", position.holder, "actor"
    for actor, _ in written.stance:
        yield "stance", actor, "actor"
    if written.event:
        yield "event", written.event, "event"
    if written.party:
        yield "party", written.party, "actor"
    if written.payer:
        yield "payer", written.payer, "actor"
    if written.payee:
        yield "payee", written.payee, "actor"


def named(written: Annotation) -> tuple[str, ...]:
    """The ids that gist and note link to, in order, once each, whether they name something or not."""
    return tuple(dict.fromkeys((*written.gist.ids, *written.note.ids))) if written.note else written.gist.ids


def in_full(written: Annotation, article: str) -> Annotation:
    """The annotation with every statement that it names by its full id: one without an article is of the same."""
    return replace(
        written,
        relations=tuple((kind, full_id(target, article)) for kind, target in written.relations),
        resolves=tuple((full_id(target, article), outcome) for target, outcome in written.resolves),
    )


def full_id(target: str, article: str) -> str:
    return target if "/" in target else f"{article}/{target}"


def resolve(
    written: Annotation, links: tuple[str, ...], names: Names, article_ids: Collection[str]
) -> tuple[Annotation, list[Finding]]:
    """The annotation less what names nothing, and a finding for each such id, those in prose included."""
    kinds = names.kinds
    wrong = [reference for reference in references(written) if kinds.get(reference[1]) != reference[2]]
    lost = [id for id in links if id not in kinds and id not in article_ids]
    if not wrong and not lost:
        return written, []
    places = ((id, kind, written.location_of(key, id)) for key, id, kind in wrong)
    findings = [unresolved(id, kind, place, names, article_ids, written.silenced) for id, kind, place in places]
    for id in lost:
        key = "gist" if id in written.gist.ids else "note"
        findings.append(unresolved(id, "", written.location_of(key, id), names, article_ids, written.silenced))
    return without(written, set(wrong)), findings


def without(written: Annotation, wrong: set[Reference]) -> Annotation:
    """The annotation as if these ids had not been written."""

    def kept(key: str, id: str, kind: str = "actor") -> str:
        return "" if (key, id, kind) in wrong else id

    hops = (left(hop, wrong) for hop in written.by)
    return replace(
        written,
        by=tuple(hop for hop in hops if hop.names),
        deals=tuple(deal for deal in written.deals if kept("deal", deal, "deal")),
        positions=tuple(
            position
            for position in written.positions
            if kept("positions", position.question, "question")
            and not (position.holder and not kept("positions", position.holder))
        ),
        stance=tuple((actor, stance) for actor, stance in written.stance if kept("stance", actor)),
        event=kept("event", written.event, "event"),
        party=kept("party", written.party),
        payer=kept("payer", written.payer),
        payee=kept("payee", written.payee),
        misread=written.misread.union(key for key, _, _ in wrong),
    )


def left(hop: Hop, wrong: set[Reference]) -> Hop:
    if hop.kind != "actor":
        return hop
    return Hop(hop.kind, tuple(name for name in hop.names if ("by", name, "actor") not in wrong))


FIGURES = {"amount": Amount, "number": Quantity}


def settle(written: Annotation, names: Names) -> tuple[Annotation, list[Finding]]:
    """Drops positions that their question does not allow; figures are written as normalised."""
    findings = list(one_deal(written))
    if not written.positions:
        return written, findings
    kept = []
    for position in written.positions:
        question = names.entities.questions[position.question]
        wrong = [*of_another_deal(written, question, names), *not_an_answer(written, position, question)]
        findings += wrong
        if not wrong:
            kept.append(as_asked(position, question))
    positions = tuple(kept)
    if positions == written.positions:
        return written, findings
    return replace(written, positions=positions), findings


def one_deal(written: Annotation) -> Iterator[Finding]:
    if len(written.deals) < 2:
        return
    for key, present in (("status", written.status), ("amount", written.amount), ("positions", written.positions)):
        if present:
            message = f"`{key}` must belong to one deal, but this statement is about {len(written.deals)}"
            help = "write one statement per deal, or keep only one deal"
            yield written.finding("several-deals", message, "deal", help=help)
            return


def of_another_deal(written: Annotation, question: Question, names: Names) -> Iterator[Finding]:
    if not question.deal or not written.deals:
        return
    if any(question.deal in names.lines[deal] for deal in written.deals):
        return
    message = f"`{question.id}` is a question about `{question.deal}`, not about {listed(written.deals)}"
    help = f"if this statement is about `{question.deal}`, add it to `deal`"
    yield written.finding("question-of-another-deal", message, "positions", question.id, help=help)


def not_an_answer(written: Annotation, position: Position, question: Question) -> Iterator[Finding]:
    if position.option in ALWAYS_OPTIONS or "options" in question.misread:
        return
    wanted = FIGURES.get(question.measure)
    if wanted is None:
        if position.option not in question.options:
            message = f"`{position.option}` is not one of the answers to `{question.id}`"
            help = did_you_mean(position.option, {option.casefold(): {option} for option in question.options})
            options = listed((*question.options, *ALWAYS_OPTIONS))
            help = help or f"the answers are {options}"
            yield written.finding("unknown-option", message, "positions", position.option, help=help)
    elif not isinstance(position.figure, wanted):
        article = "an amount of money" if question.measure == "amount" else "a number"
        example = "about USD 350bn" if question.measure == "amount" else "5000 missiles"
        message = f"`{question.id}` asks for {article}, but the answer is `{position.option}`"
        help = f"write, for example, `{example}`"
        yield written.finding("bad-amount", message, "positions", position.option, help=help)


def as_asked(position: Position, question: Question) -> Position:
    """A figure only where the question asks for one, and then in its normalised words."""
    figure = position.figure if question.measure and position.option not in ALWAYS_OPTIONS else None
    option = figure.text if figure else position.option
    if figure is position.figure and option == position.option:
        return position
    return Position(position.question, option, figure, position.holder)


def listed(ids: tuple[str, ...]) -> str:
    return ", ".join(f"`{id}`" for id in ids)


def chain(outlet: Hop, by: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """The outlet stands in front unless the first hop is it already, alone or jointly."""
    if not by:
        return (outlet,)
    first = by[0]
    if first.kind == "actor" and outlet.names[0] in first.names:
        return by
    return (outlet, *by)


def origins(some: Iterable[Article], articles: Mapping[str, Article]) -> dict[str, str]:
    """For the statements of some of the articles: id to the origin that its account rests on, an actor id, or a
    one-off voice as `=words`."""
    rests: dict[str, str] = {}
    for article in some:
        end = first_outlet(article, articles)
        for statement in article.statements:
            own = article.front.wire and len(statement.chain) == 1
            last = article.front.outlet if own else end
            rests[statement.id] = last if len(statement.chain) < 3 else carrier(statement) or last
    return rests


def carrier(statement: Statement) -> str:
    """The last named carrier behind the outlet, or nothing. An unnamed phrase makes no further origin."""
    for hop in reversed(statement.chain[1:-1]):
        if hop.kind != "unnamed":
            return hop.names[0] if hop.kind == "actor" else str(hop)
    return ""


def first_outlet(article: Article, articles: Mapping[str, Article]) -> str:
    """The outlet at the end of an article's descent, the first listed source followed each time."""
    seen = {article.id}
    while article.front.derives:
        source = articles.get(article.front.derives[0].source)
        if source is None or source.id in seen:
            break
        seen.add(source.id)
        article = source
    return article.front.wire or article.front.outlet


def link_article(
    front: Front,
    body: Body,
    annotations: tuple[Annotation, ...],
    names: Names,
    config: Config,
    article_ids: Collection[str],
    locked: Mapping[str, LockedQuote] | None = None,
) -> tuple[Article, tuple[Finding, ...]]:
    """`article_ids` are the ids of all articles of the site, drafts included; `locked` is what is known of the quotes
    where the text is not at hand."""
    rights = front.rights or config.rights
    if rights == "link-only":
        locked = None
    findings = front_findings(front, body, names, rights, article_ids)
    statements, found = link_statements(front, body, annotations, names, rights, article_ids, locked)
    findings += found
    mentions = first_mentions(body.text, body.closed, body.refs, names.running) if rights == "full" else ()
    quoted = quoted_share(body.text, statements) if rights == "excerpt" and locked is None else 0.0
    if rights != "full" and body.html:
        body = replace(body, html="")
    article = Article(front, body, rights, statements, mentions, quoted, front.location.file, locked is not None)
    return article, tuple(dict.fromkeys(findings))


def front_findings(front: Front, body: Body, names: Names, rights: str, article_ids: Collection[str]) -> list[Finding]:
    findings = []
    if names.kinds.get(front.outlet) != "actor":
        outlet = front.location_of("outlet")
        findings.append(unresolved(front.outlet, "actor", outlet, names, article_ids, front.silenced))
    if front.wire and names.kinds.get(front.wire) != "actor":
        wire = front.location_of("wire")
        findings.append(unresolved(front.wire, "actor", wire, names, article_ids, front.silenced))
    for id, offset in body.plain if rights == "full" else ():
        help = suggestion(id, "", names, article_ids)
        if help:
            message = f"`[[{id}]]` names nothing, so readers see it as it stands"
            location = Location(body.file, part=id, offset=offset)
            findings.append(Finding("markup-as-text", message, location, help, allow=front.silenced))
    for ref in body.refs:
        if ref.id not in names.kinds and ref.id not in article_ids:
            location = Location(body.file, part=ref.id, offset=ref.offset)
            findings.append(unresolved(ref.id, "", location, names, article_ids, front.silenced))
    return findings


def link_statements(
    front: Front,
    body: Body,
    annotations: tuple[Annotation, ...],
    names: Names,
    rights: str,
    article_ids: Collection[str],
    locked: Mapping[str, LockedQuote] | None,
) -> tuple[tuple[Statement, ...], list[Finding]]:
    """The statements of one article in the order of its text, those in its title first."""
    outlet = Hop("actor", (front.outlet,))
    title, told, checked = fold(front.title), front.published, rights != "link-only"
    findings: list[Finding] = []
    statements = []
    annotations = tuple([at_home(written, front) if written.former else written for written in annotations])
    if names.kinds.get(front.wire) == "actor":
        annotations = tuple([by_wire(written, front) for written in annotations])
    locals = local_ids(annotations, findings)
    for written, local in zip(annotations, locals, strict=True):
        links = named(written)
        written, found = resolve(written, links, names, article_ids)
        if found:
            findings += found
            links = tuple(id for id in links if id in names.kinds or id in article_ids)
        findings += unlinked(written, links, names)
        if written.relations or written.resolves:
            written = in_full(written, front.id)
        if written.positions or len(written.deals) > 1:
            written, found = settle(written, names)
            findings += found
        place: Anchor | None = None
        if checked:
            place, unfound = (
                anchor(written, body.text, title) if locked is None else locate_by_lock(written, locked, title)
            )
            findings += unfound
        statement_id = f"{front.id}/{local}"
        statements.append(Statement(statement_id, front.id, written, chain(outlet, written.by), told, place, links))
    statements.sort(key=in_text)
    return tuple(statements), findings


def at_home(written: Annotation, front: Front) -> Annotation:
    """The annotation with its former ids in other articles set apart from those in its own, whatever that was called;
    what came back to its id has no former one there."""
    homes, now = (front.id, *front.former), written.id or default_id(written)
    own, elsewhere = [], []
    for id in dict.fromkeys(full_id(former, front.id) for former in written.former):
        article, _, local = id.partition("/")
        if article not in homes:
            elsewhere.append(id)
        elif local != now:
            own.append(local)
    return replace(written, former=tuple(own), elsewhere=tuple(elsewhere))


def by_wire(written: Annotation, front: Front) -> Annotation:
    """The annotation with the agency behind the outlet in its chain; what the outlet says itself is no copy."""
    agency, by = Hop("actor", (front.wire,)), written.by
    outlet = by[:1] if by[:1] == (Hop("actor", (front.outlet,)),) else ()
    others = by[len(outlet) :]
    if agency in others or (outlet and not others):
        return written
    return replace(written, by=(*outlet, agency, *others))


def in_text(statement: Statement) -> tuple[int, int, int]:
    anchor, index = statement.anchor, statement.written.index
    if anchor is None:
        return (2, 0, index)
    return (0 if anchor.in_title else 1, anchor.spans[0][0], index)


def local_ids(annotations: Iterable[Annotation], findings: list[Finding]) -> list[str]:
    """The id of each annotation within its article, made distinct; former ids count as taken."""
    ids: list[str] = []
    first: dict[str, Annotation] = {}
    for written in annotations:
        id = written.id or default_id(written)
        other = first.setdefault(id, written)
        if other is not written:
            if written.id or other.id or fold(written.quote) != fold(other.quote):
                findings.append(id_twice(written, id))
            id = f"{id}-{written.index}"
        ids.append(id)
    for written in annotations:
        for former in written.former:
            if first.setdefault(former, written) is not written:
                findings.append(id_twice(written, former, "former"))
    return ids


def id_twice(written: Annotation, id: str, key: str = "id") -> Finding:
    message = f"another statement of this article already has the id `{id}`"
    key, part = (key, id) if key in written.given else ("quote", "")
    return written.finding("duplicate-id", message, key, part, help="give each of the two its own `id`")


def default_id(written: Annotation) -> str:
    """First 6 hex digits of SHA-256 of the folded quote and, where given, `nth`."""
    text = fold_for_ids(written.quote) + (f"\n{written.nth}" if written.nth else "")
    return sha256(text.encode()).hexdigest()[:6]


def quoted_share(text: str, statements: Iterable[Statement]) -> float:
    """Percent of the text's words that stand in quotes, each counted once."""
    anchors = (statement.anchor for statement in statements)
    spans = sorted(span for place in anchors if place and not place.in_title for span in place.spans)
    words, reached = 0.0, 0
    for start, end in spans:
        if end > reached:
            words += word_count(text, max(start, reached), end) + (start >= reached)
            reached = end
    return 100 * words / (word_count(text, 0, len(text)) + 1) if words else 0.0


def unlinked(written: Annotation, links: tuple[str, ...], names: Names) -> list[Finding]:
    """The first name of something that the gist does not link to at all."""
    gist = written.gist.source
    if not len(names.running) or next(names.running.iter(gist), None) is None:
        return []
    closed = tuple((start, end) for start, end, _, _ in written.gist.spans)
    for id, start, end in first_mentions(gist, closed, (), names.running, links)[:1]:
        words = gist[start:end]
        help = f"write `[[{id}|{words}]]`, or `[[{id}]]` to print its name"
        message = f"the gist names `{id}` but does not link to it"
        return [written.finding("unlinked-name", message, "gist", words, help=help)]
    return []
