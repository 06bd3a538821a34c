"""Which findings are shown, and in which order: by file and place, less what is allowed and what only follows from
another."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from builder.model.config import Config
from builder.model.finding import Finding, Severity, failing


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
    keys = [(key, "") if isinstance(key, int) else (-1, key) for key in finding.location.keys]
    return finding.location.file, keys, finding.location.offset, finding.code, finding.message


ENTITIES, ARTICLES, ANNOTATIONS = "content/entities/", "content/articles/", "content/annotations/"
IDS_UNCHECKED = "ids are not checked until this is fixed"
STATEMENTS_UNCHECKED = "references to this article and its statements are not checked until this is fixed"


def without_followers(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings in their order, but causes that hold others back first. Where errors go, an error stays."""
    if not failing(findings):
        return tuple(findings)
    kept = tuple(finding for finding in findings if finding.kind.follows != "any")
    causes = [finding for finding in kept if loses_entities(finding)]
    if causes:
        kept = hold_back(kept, causes, lambda finding: finding.kind.follows == "entity", IDS_UNCHECKED)
    faulty = {finding.location.keys[1] for finding in kept if of_entity(finding)}
    kept = tuple(one for one in kept if one.code != "wrong-kind" or one.location.part not in faulty)
    unread: dict[str, list[Finding]] = {}
    for finding in kept:
        if loses_statements(finding):
            unread.setdefault(stem(finding.location.file), []).append(finding)
    for article, causes in unread.items():

        def follows(finding: Finding, article: str = article) -> bool:
            follows = finding.kind.follows
            return follows == "statement" or (follows == "name" and names_article(finding, article))

        kept = hold_back(kept, causes, follows, STATEMENTS_UNCHECKED)
    return kept


def hold_back(
    findings: tuple[Finding, ...], causes: list[Finding], follows: Callable[[Finding], bool], note: str
) -> tuple[Finding, ...]:
    """The findings less the followers; where there were some, the first of the causes says so, and leads."""
    kept = tuple(finding for finding in findings if not follows(finding))
    if len(kept) == len(findings):
        return findings
    first = causes[0]
    return (replace(first, notes=(*first.notes, note)), *(finding for finding in kept if finding is not first))


def loses_entities(finding: Finding) -> bool:
    """Whether a fault of an entity file keeps a whole entity, or more, from being read."""
    keys = finding.location.keys
    whole = len(keys) < 2 or (len(keys) == 2 and finding.code == "bad-id")
    return finding.kind.hides and whole and finding.location.file.startswith(ENTITIES)


def of_entity(finding: Finding) -> bool:
    """Whether a fault is within one entity, which may stand in the wrong group."""
    location = finding.location
    return finding.kind.hides and len(location.keys) > 1 and location.file.startswith(ENTITIES)


def loses_statements(finding: Finding) -> bool:
    """Whether a fault keeps an article, or one of its statements, from being read or named."""
    file, keys = finding.location.file, finding.location.keys
    if not finding.kind.hides or not file.startswith((ARTICLES, ANNOTATIONS)):
        return False
    if not keys or finding.code == "unknown-key":
        return True
    if file.startswith(ARTICLES):
        return keys[0] in ("title", "outlet", "published")
    return len(keys) < 3 or keys[2] in ("quote", "gist", "id")


def names_article(finding: Finding, article: str) -> bool:
    """Whether an unknown id is this article's, or of one of its statements."""
    named, _, local = finding.location.part.partition("/")
    return article == (named if local or finding.code == "unknown-article" else stem(finding.location.file))


def stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]
