"""One article as meant: in go its front matter, text and annotations and what all names mean; out come the article
and what does not resolve."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from hashlib import sha256

from builder.link.names import Names, first_mentions, unresolved
from builder.link.quotes import anchor, locate_by_lock
from builder.link.references import chain, full_id, in_full, named, resolve, settle
from builder.model.article import Annotation, Body, Front, Hop
from builder.model.config import Config
from builder.model.finding import Finding, Location
from builder.model.graph import Anchor, Article, Statement
from builder.model.quote_lock import LockedQuote
from builder.model.text import fold


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
    findings = front_findings(front, body, names, article_ids)
    statements, found = link_statements(front, body, annotations, names, rights, article_ids, locked)
    findings += found
    mentions = first_mentions(body.text, body.closed, body.refs, names.running) if rights == "full" else ()
    quoted = quoted_share(body.text, statements) if rights == "excerpt" and locked is None else 0.0
    if rights != "full" and body.html:
        body = replace(body, html="")
    article = Article(front, body, rights, statements, mentions, quoted, front.location.file, locked is not None)
    return article, tuple(dict.fromkeys(findings))


def front_findings(front: Front, body: Body, names: Names, article_ids: Collection[str]) -> list[Finding]:
    findings = []
    if names.kinds.get(front.outlet) != "actor":
        outlet = front.location_of("outlet")
        findings.append(unresolved(front.outlet, "actor", outlet, names, article_ids, front.silenced))
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
    text = fold(written.quote) + (f"\n{written.nth}" if written.nth else "")
    return sha256(text.encode()).hexdigest()[:6]


def quoted_share(text: str, statements: Iterable[Statement]) -> float:
    """Percent of the text's words that stand in quotes, each counted once."""
    anchors = (statement.anchor for statement in statements)
    spans = sorted(span for place in anchors if place and not place.in_title for span in place.spans)
    words, reached = 0, 0
    for start, end in spans:
        if end > reached:
            words += breaks(text, max(start, reached), end) + (start >= reached)
            reached = end
    return 100 * words / (breaks(text, 0, len(text)) + 1) if words else 0.0


def breaks(text: str, start: int, end: int) -> int:
    """Places between two words. In folded text one space or line end stands at each."""
    return text.count(" ", start, end) + text.count("\n", start, end)


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
