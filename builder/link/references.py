"""The ids that an annotation names: where each stands, what it must be, and the annotation without those that are not.

The ordinary annotation, all of whose ids resolve, is passed through as it is: one dictionary look-up an id.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from builder.link.names import Names, unresolved
from builder.model.corpus import Annotation, Hop
from builder.model.finding import Finding

LINK = re.compile(r"\[\[([^\[\]|]*)(?:\|[^\[\]]*)?\]\]")

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
    text = f"{written.gist}\n{written.note}" if written.note else written.gist
    return tuple(dict.fromkeys(LINK.findall(text))) if "[[" in text else ()


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
    allow = tuple(code for code, _ in written.allow)
    findings = [unresolved(id, kind, written.at(key, id), names, article_ids, allow) for key, id, kind in wrong]
    for id in lost:
        key = "gist" if f"[[{id}" in written.gist else "note"
        findings.append(unresolved(id, "", written.at(key, id), names, article_ids, allow))
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
