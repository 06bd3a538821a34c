"""New editions of digests on disk."""

from datetime import date, timedelta
from pathlib import Path

from builder.build import Options
from builder.edges.authoring.files import expect_room, write_new
from builder.edges.errors import UserError
from builder.edges.executor import Notice
from builder.edges.site import Result, check_site
from builder.model.finding import failing
from builder.pages import drafted_digest


def new_digest(root: Path, id: str, today: date, since: date | None, days: int, notice: Notice) -> tuple[Result, str]:
    """Writes the draft of an edition; what was found, and its path, or nothing where there are errors. `days`: how many
    it covers up to today; 0 for those since the edition before. Raises UserError where nothing changed in them."""
    path = f"content/digests/{id or today}.md"
    expect_room(root, path)
    result = check_site(root, Options(today), 0, notice)
    known = result.built.known
    if known is None or failing(result.built.findings):
        return result, ""
    first = since or (today - timedelta(days=days - 1) if days else None)
    text = drafted_digest(known.graph, first, today)
    if not text:
        raise UserError(f"nothing changed {f'since {first}' if first else 'since the last edition'}: no digest is made")
    write_new(root, {path: text})
    return result, path
