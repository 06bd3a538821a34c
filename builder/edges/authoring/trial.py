"""Changes to a site's sources that are tried on a copy first: they become those of the site only if a check of the copy
finds no error that was not there before."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from builder.build import Options
from builder.edges.errors import UserError
from builder.edges.executor import Notice
from builder.edges.site import check_site
from builder.edges.withdraw import COPY, Edits, failures
from builder.edges.write import sources


@contextmanager
def tried(root: Path, options: Options, notice: Notice, old: str = "", new: str = "") -> Iterator[Edits]:
    """A copy to change. At its end the changes are made, all or none. Raises UserError for a new error; one that only
    says `new` for `old` is not new."""
    known = {
        (finding.code, finding.message.replace(f"`{old}`", f"`{new}`") if old else finding.message)
        for finding in failures(check_site(root, options, 0, notice))
    }
    with sources.changing(root) as staging:
        sources.copy(root, staging / COPY)
        edits = Edits(staging / COPY)
        yield edits
        for finding in failures(check_site(edits.root, options, 0, notice)):
            if (finding.code, finding.message) not in known:
                raise UserError(f"nothing was changed, for then {finding.location.file} would say: {finding.message}")
        sources.change(staging, root, edits.after, edits.before)
