"""Which findings are shown, and in which order: by file and place, less what is allowed and what only follows."""

from collections.abc import Iterable

from builder.check.followers import without_followers
from builder.model.config import Config
from builder.model.finding import Finding, Severity


def in_order(findings: Iterable[Finding], config: Config) -> tuple[Finding, ...]:
    """By file and place, less what the site or the record itself allows, where it is no error, and less what only
    follows from an error elsewhere."""
    allowed = {code for code, _ in config.allow}
    kept = {
        finding
        for finding in findings
        if finding.severity is Severity.ERROR or not (finding.code in allowed or finding.code in finding.allow)
    }
    return without_followers(sorted(kept, key=place))


def place(finding: Finding) -> tuple[str, list[tuple[int, str]], int, str, str]:
    """What findings are sorted by: entries of a list by their number, keys by their name."""
    keys = [(key, "") if isinstance(key, int) else (-1, key) for key in finding.spot.keys]
    return finding.spot.file, keys, finding.spot.offset, finding.code, finding.message
