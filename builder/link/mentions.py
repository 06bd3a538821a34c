"""First mentions: which names in an article's running text become links. The folded text and an automaton of names in,
places and ids out. One link per entity and article: leftmost, longest name, whole words, case as written.
"""

from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter

from ahocorasick import Automaton

from builder.model.corpus import Ref
from builder.model.fold import fold
from builder.model.graph import Mention
from builder.model.words import is_boundary, occurrences

Spans = tuple[tuple[int, int], ...]


def automaton(names: Mapping[str, str]) -> Automaton:
    """Built once from each name to the id that it means and only it. A name with an empty id is never linked, but keeps
    the names inside it from being taken for others."""
    found = Automaton()
    for name, id in names.items():
        folded = fold(name)
        if folded:
            found.add_word(folded, (len(folded), id))
    found.make_automaton()
    return found


def first_mentions(
    text: str, closed: Spans, refs: Iterable[Ref], names: Automaton, ids_linked: Iterable[str] = ()
) -> tuple[Mention, ...]:
    """The author's own links and the first mentions of all else, in the order of the text.

    `closed` are the stretches that hold no first mention; `ids_linked` are ids that get none.
    """
    mentions = [(ref.id, ref.start, ref.end) for ref in refs]
    linked = {"", *ids_linked, *(id for id, _, _ in mentions)}
    for start, end, id in _names(text, names):
        if id not in linked and not _touches(closed, start, end):
            linked.add(id)
            mentions.append((id, start, end))
    mentions.sort(key=itemgetter(1))
    return tuple(mentions)


def first_of(name: str, text: str, closed: Spans) -> tuple[int, int] | None:
    """Where a folded name that overlaps no other is first mentioned."""
    return next((span for span in occurrences(text, name) if not _touches(closed, *span)), None)


def _names(text: str, names: Automaton) -> Iterator[tuple[int, int, str]]:
    """Whole names from left to right, the longest where several begin or overlap."""
    if not len(names):
        return
    found = [
        (last + 1 - length, -length, last + 1, id)
        for last, (length, id) in names.iter(text)
        if is_boundary(text, last + 1) and is_boundary(text, last + 1 - length)
    ]
    found.sort()
    reached = 0
    for start, _, end, id in found:
        if start >= reached:
            yield start, end, id
            reached = end


def _touches(closed: Spans, start: int, end: int) -> bool:
    return any(begin < end and stop > start for begin, stop in closed)
