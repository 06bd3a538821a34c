"""An article's front matter: plain data to a Front, as written. Whether its ids name anyone is for link to say."""

from typing import Any

from builder.model.corpus import FORMS, Check, Derivation, Front
from builder.model.finding import Finding, Spot
from builder.model.sparse import sparse
from builder.parse.entities import corrected
from builder.parse.problem import Problem
from builder.parse.readers import choice, day, identifier, moment, several, text, url, wrong, yes_no
from builder.parse.schema import Key, Table, allow, found, made_of, read_keys
from builder.parse.yamltree import Tree

RIGHTS = ("full", "excerpt", "link-only")

DERIVATION: Table = {
    "from": Key(identifier, "source", required=True),
    "how": Key(choice("translation", "summary", "rewrite", "wire"), required=True),
    "basis": Key(choice("credited", "same-text", "desk")),
    "why": Key(text),
}
CHECK: Table = {"by": Key(text, required=True), "on": Key(day, required=True)}


def language(value: Any) -> Any:
    """A BCP 47 tag: a language, and perhaps script and region."""
    if value.__class__ is not str or not value:
        return wrong(value, "a language")
    first, *rest = value.split("-")
    if first.isascii() and first.isalpha() and 2 <= len(first) <= 3 and all(_is_subtag(part) for part in rest):
        return value
    return Problem("bad-value", f"`{value}` is not a language tag", "it is like `en`, `uk` or `pt-BR`")


def _is_subtag(part: str) -> bool:
    return part.isascii() and part.isalnum() and len(part) <= 8


FRONT: Table = {
    "title": Key(text, required=True),
    "title_ours": Key(yes_no),
    "outlet": Key(identifier, required=True),
    "form": Key(choice(*FORMS)),
    "published": Key(moment, required=True),
    "dated_by": Key(choice("page", "feed", "inferred")),
    "dated_why": Key(text),
    "recorded": Key(day),
    "url": Key(url),
    "archive": Key(url),
    "cutoff": Key(moment),
    "lang": Key(language),
    "topics": Key(several(text)),
    "memo": Key(text),
    "rights": Key(choice(*RIGHTS)),
    "rights_why": Key(text),
    "checked": Key(made_of(Check, CHECK, "`{by, on}`")),
    "derives": Key(several(made_of(Derivation, DERIVATION, "`{from, how}`"))),
    "version_of": Key(identifier),
    "standing": Key(choice("ok", "corrected", "retracted", "gone")),
    "standing_on": Key(day),
    "standing_why": Key(text),
    "draft": Key(yes_no),
    "embargo": Key(moment),
    "former": Key(several(identifier)),
    "corrected": Key(corrected),
    "allow": Key(allow),
}
REQUIRED = frozenset(word for word, key in FRONT.items() if key.required)


def read_front(tree: Tree, id: str, file: str) -> tuple[Front | None, list[Finding]]:
    """The Front, or None where a key that it cannot do without is missing or at fault; and findings."""
    values, faults = read_keys(tree, FRONT, "front matter")
    findings = found(faults, file)
    if values.get("dated_by") == "inferred" and isinstance(tree, dict) and "dated_why" not in tree:
        problem = Problem("missing-key", "an inferred date without `dated_why`", "say what the date is inferred from")
        findings.append(Finding(problem.code, problem.message, Spot(file, ("dated_by",)), problem.help))
    if not values.keys() >= REQUIRED:
        return None, findings
    return sparse(Front, {"id": id, "spot": Spot(file), **values}), findings
