"""The `by` chain, from carrier to voice: `nyt > ~sources close to the negotiations`, `=Olena K., resident`, `a + b`.

In goes the text of the key, out comes a tuple of hops, or what is wrong with it. Whether an id names anyone is for
link to say.
"""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Any

from builder.model.corpus import Hop
from builder.parse.problem import Problem
from builder.parse.readers import ID, Fault, Faults, identifier, wrong

AND = re.compile(r"(?: *,)? +and +| *[,&/] *")
KINDS = {"~": "unnamed", "=": "oneoff"}


def chain(value: Any) -> Any:
    """Reader of `by`: a non-empty tuple of hops, a Problem, or Faults."""
    if value.__class__ is list and value and all(item.__class__ is str for item in value):
        one_by_one, together = " > ".join(value), " + ".join(value)
        mend = f"write `{one_by_one}` from carrier to voice, or `{together}` if they speak together"
        return replace(wrong(value, "who speaks"), help=mend)
    if value.__class__ is not str or not value:
        return wrong(value, "who speaks")
    return _chain(value)


@lru_cache(maxsize=16384)
def _chain(text: str) -> tuple[Hop, ...] | Problem | Faults:
    hops: list[Hop] = []
    faults: list[Fault] = []
    for words in text.split(">"):
        hop = _hop(words.strip(), text)
        if isinstance(hop, Hop):
            hops.append(hop)
        else:
            faults.append(hop)
    return Faults(faults) if faults else tuple(hops)


def _hop(words: str, text: str) -> Hop | Fault:
    kind = KINDS.get(words[:1])
    if kind:
        phrase = words[1:].strip()
        return Hop(kind, (phrase,)) if phrase else _empty(text, words)
    names = tuple(name.strip() for name in words.split("+"))
    if not all(names):
        return _empty(text, words)
    for name in names:
        if name[0] in KINDS:
            mend = "an unnamed or one-off voice stands alone in its hop"
            return Fault(Problem("bad-value", f"`{name}` is joined to others by `+`", mend), part=words)
        bad = identifier(name)
        if isinstance(bad, Problem):
            return Fault(Problem(bad.code, bad.message, _mend(name, bad.help)), part=name)
    return Hop("actor", names)


def _mend(name: str, help: str) -> str:
    """How words that are no id are written as voices."""
    joined = AND.split(name)
    if len(joined) > 1 and all(map(ID.match, joined)):
        return f"those who speak together are `{' + '.join(joined)}`"
    return f"an unnamed voice is `~{name}`, one without an entity `={name}`" if " " in name else help


def _empty(text: str, words: str) -> Fault:
    message = f"`{words}` names nobody" if words else "nobody stands on one side of `>`"
    return Fault(Problem("empty-hop", message, "write the missing actor, or take the mark out"), part=words)
