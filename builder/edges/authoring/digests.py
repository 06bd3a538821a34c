"""Editions of digests on disk: new ones, and the locks of those that are closed."""

from datetime import date, timedelta
from pathlib import Path

from builder.build import LinkedSite, Options
from builder.edges.authoring.files import expect_room, write_new
from builder.edges.errors import UserError
from builder.edges.executor import Notice
from builder.edges.read import load, scan
from builder.edges.site import Result, check_site
from builder.model.article import Digest
from builder.model.digest import SUFFIX
from builder.model.finding import failing
from builder.pages import closed_edition_of, drafted_digest
from builder.parse.digest_lock import parse_digest_lock, spelt_digest_lock
from builder.parse.readers import did_you_mean


def new_digest(
    root: Path, id: str, on: date, today: date, since: date | None, days: int, notice: Notice
) -> tuple[Result, str]:
    """Writes the draft of an edition; what was found, and its path, or nothing where there are errors. `on`: as of
    which day; what came on file later does not count. `days`: how many it covers up to that day; 0 for those since the
    edition before. Raises UserError where nothing changed in them."""
    path = f"content/digests/{id or on}.md"
    expect_room(root, path)
    result = check_site(root, Options(on, as_of=on < today), 0, notice)
    known = result.built.known
    if known is None or failing(result.built.findings):
        return result, ""
    first = since or (on - timedelta(days=days - 1) if days else None)
    text = drafted_digest(known.graph, first, on)
    if not text:
        raise UserError(f"nothing changed {f'since {first}' if first else 'since the last edition'}: no digest is made")
    write_new(root, {path: text})
    return result, path


def close_digest(root: Path, id: str, on: date, today: date, notice: Notice) -> tuple[Result, str]:
    """Writes the lock of an edition; what was found, and its path, or nothing where there are errors. `on`: as of which
    day, as above. Raises UserError for one that cannot be closed."""
    expect_last(root, on)
    result = check_site(root, Options(on, as_of=on < today), 0, notice)
    known = result.built.known
    if known is None or failing(result.built.findings):
        return result, ""
    expect_open(known, id)
    lock = closed_edition_of(known.graph, id)
    write_new(root, {lock.path: spelt_digest_lock(lock)})
    return result, lock.path


def expect_last(root: Path, on: date) -> None:
    """Raises UserError where an edition was closed on a later day: seen from this one it would not be closed yet, and
    could not be stood on."""
    paths = (path for path in scan(root).kept if path.endswith(SUFFIX))
    closed = [lock for path in paths if (lock := parse_digest_lock(load(root, path)[0])[0])]
    last = max(closed, key=lambda lock: lock.closed, default=None)
    if last and last.closed > on.isoformat():
        raise UserError(f"`{last.id}` was closed on {last.closed}: close the next one as of that day or a later one")


def expect_open(known: LinkedSite, id: str) -> None:
    """Raises UserError where there is no such edition, or it is closed, not ready, or not the next."""
    graph, closed = known.graph, known.graph.kept.digests
    written = {page.id: page for page in known.corpus.pages if isinstance(page, Digest)}
    ids = [digest.id for digest in graph.editions]
    if id not in written:
        raise UserError(
            f"there is no content/digests/{id}.md{f': {near}' if (near := did_you_mean(id, written)) else ''}"
        )
    if id in closed:
        raise UserError(f"`{id}` was closed on {closed[id].closed}")
    if written[id].draft:
        raise UserError(f"`{id}` is a draft: set `state: ready` in {written[id].location.file}")
    if id not in ids:
        raise UserError(f"`{id}` is under embargo, so that readers do not see it yet")
    if written[id].date.end > graph.today:
        raise UserError(f"`{id}` is of {written[id].date.text}, and today is {graph.today}")
    at = ids.index(id)
    if later := [other for other in ids[at:] if other in closed]:
        raise UserError(f"`{later[0]}`, a later edition, is closed already")
    if at and ids[at - 1] not in closed and closed:
        raise UserError(f"close `{ids[at - 1]}` first: an edition stands on the one before")
