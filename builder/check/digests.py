"""Digests: every item that the desk has chosen is a change, and what was closed stays as it was."""

from collections.abc import Iterator

from builder.model.changes import identified
from builder.model.digest import DIGESTS, SUFFIX, rewritten, source_of
from builder.model.finding import Finding, Location
from builder.model.graph import Graph
from builder.model.graph_changes import Changes

RESTORE = "restore the file from the last commit: what was wrong in an edition goes into the next one"


def unknown_change(graph: Graph) -> Iterator[Finding]:
    """An item that is no change, or no more, is left out of the page. What an edition of a later day tells may still
    come."""
    waiting = (digest for digest in graph.editions if digest.id not in graph.kept.digests)
    chosen = [digest for digest in waiting if digest.items and digest.date.end <= graph.today]
    known = {id for id, _ in identified(Changes(graph).all)} if chosen else set()
    for digest in chosen:
        for at, id in enumerate(digest.items):
            if id not in known:
                yield Finding(
                    "unknown-change",
                    f"nothing changed that has the id `{id}`",
                    Location(digest.location.file, ("items", at), id),
                    help="strike it, or see what changed with `dateline digest new`",
                )


def lock_rewritten(graph: Graph) -> Iterator[Finding]:
    """A closed edition says what it said, and stands on the one that was closed before it."""
    known = graph.kept.digests
    for lock in known.values():
        for keys in rewritten(lock):
            message = f"the edition `{lock.id}` was closed, and this is not what it said"
            yield Finding("lock-rewritten", message, Location(lock.path, keys), RESTORE)
        before = known.get(lock.previous)
        if lock.previous and before is None:
            message = f"the lock of `{lock.previous}`, on which this edition stands, is gone"
            help = f"restore {DIGESTS}{lock.previous}{SUFFIX} from the last commit"
            yield Finding("lock-rewritten", message, Location(lock.path, ("before",)), help)
        elif before and before.seal != lock.previous_seal:
            message = f"the lock of `{before.id}` is not the one on which this edition stands"
            help = f"restore {before.path} from the last commit"
            yield Finding("lock-rewritten", message, Location(lock.path, ("before", "seal")), help)
    yield from two_after_one(graph)


def two_after_one(graph: Graph) -> Iterator[Finding]:
    """Editions that stand on the same one: two branches have closed them beside each other. Those that were closed
    after the later of them stand on it, and are closed again too."""
    by_previous: dict[str, str] = {}
    for at, lock in enumerate(graph.closed):
        other = by_previous.setdefault(lock.previous, lock.id)
        if other != lock.id:
            again = graph.closed[at:]
            message = f"`{other}` and `{lock.id}` were closed beside each other"
            commands = ", then ".join(f"`dateline digest close {one.id}`" for one in again)
            help = f"delete {', '.join(one.path for one in again)}, and close again: {commands}"
            yield Finding("lock-rewritten", message, Location(lock.path, ("digest",)), help)


def closed_without_file(graph: Graph) -> Iterator[Finding]:
    """A closed edition has its file, unless its page was withdrawn."""
    there = {digest.id for digest in graph.editions}
    for id, lock in graph.kept.digests.items():
        if id not in there and lock.page not in graph.kept.withdrawn:
            message = f"the edition `{id}` is closed, but content/digests/{id}.md is missing, a draft or under embargo"
            help = f"bring it back as it was, or withdraw it with `dateline withdraw {lock.page} --why …`"
            yield Finding("bad-lock", message, Location(lock.path, ("digest",)), help)


def closed_digest(graph: Graph) -> Iterator[Finding]:
    """The file of a closed edition is as it was: the page shows what was closed."""
    for digest in graph.editions:
        lock = graph.kept.digests.get(digest.id)
        if lock and not lock.changed and lock.source != source_of(digest):
            message = f"`{digest.id}` was closed on {lock.closed}: readers do not see what was changed here since"
            help = "take the change back, and put it into the next edition"
            yield Finding("closed-digest", message, Location(digest.location.file, ("title",)), help)


ERROR_RULES = (lock_rewritten, closed_without_file)
WARNING_RULES = (unknown_change, closed_digest)
