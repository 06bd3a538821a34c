"""Publishing a built site, step by step: what it changes is said, then it is pushed, then the locks are written.

In go the way that is ready, what was built, and the locks as they are to be; out come lines for the author while it
goes on.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from builder.edges.errors import UserError
from builder.edges.publish import privacy
from builder.edges.publish.branch import BuiltSite, PendingCommit, pending_commit
from builder.edges.publish.limits import check_limits
from builder.edges.publish.locks import Locked, to_do, write_locks
from builder.edges.publish.pages import own_domain, url_mismatch
from builder.edges.publish.ready import PublishPlan
from builder.edges.publish.source import reach
from builder.edges.write.manifest import ManifestRow
from builder.model.graph import NonPublic
from builder.model.publication import pages
from builder.model.text import counted
from builder.render.report import changes_text


def publish_site(
    way: PublishPlan, output: Path, rows: Sequence[ManifestRow], locked: Locked, withheld: Iterable[NonPublic]
) -> Iterator[str]:
    """Raises UserError where the site may not go out, or cannot: then the branch and the locks are as they were."""
    wanted, site = way.wanted, BuiltSite(output, rows, own_domain(way.url))
    check_limits((row.path, row.size) for row in rows)
    held = () if wanted.allow_public_source else withheld
    private = privacy.check_privacy(way.source, held, privacy.anyone_can_read)
    with pending_commit(way.branch, site, reach(way.source), message=f"Publish {way.url}") as draft:
        yield (
            f"nothing has changed: {draft.branch} is up to date\n" if draft.nothing_new else changes_text(draft.changes)
        )
        yield from (f"note: {note}\n" for note in notes(way, draft, private))
        if not wanted.allow_gone:
            check_gone(draft)
        if wanted.dry_run:
            yield f"dry run: nothing was pushed to {draft.branch}\n"
            return
        if not draft.nothing_new:
            draft.push()
            yield f"published at {way.url} (from {draft.branch})\n"
        write_locks(way.source.site, locked)
        yield from to_do(locked, written=True)


def notes(way: PublishPlan, draft: PendingCommit, private: Iterable[str]) -> Iterator[str]:
    """What the author should know."""
    yield from (f"{address} cannot be read without a password, so it counts as private" for address in private)
    yield from url_mismatch(way.url, way.branch.remote.address)
    if draft.domain not in ("", own_domain(way.url)):
        yield f"until now the branch was for {draft.domain}, but `url` in site.yml is {way.url}"
    if draft.kept:
        kept = counted(len(draft.kept), "file")
        yield f"{draft.branch} keeps {kept} that Dateline did not put there, such as {draft.kept[0]}"


def check_gone(draft: PendingCommit) -> None:
    """Raises UserError where a page that readers have would be gone."""
    gone = pages(draft.changes.gone)
    if gone:
        raise UserError(
            f"publishing would delete {gone[0]}, which is live but not in content/urls.lock: "
            "pull or commit the lock of the last publication, withdraw the page, or name another branch "
            "(or use --allow-gone)"
        )
