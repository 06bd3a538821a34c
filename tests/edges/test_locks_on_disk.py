"""What has been published stays protected, whatever day a lock or an article names, and whatever stands in a lock."""

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.build import Options
from builder.edges.errors import UserError
from builder.edges.publish.locks import lock_site, write_locks
from builder.edges.site import build_site, check_site
from builder.edges.withdraw import withdraw
from builder.model.finding import CODES, Finding
from tests.findings_pages import BASE_DAY, base_site

LOCK = "content/urls.lock"
ARTICLE = "content/articles/a.md"
TOMORROW = (date.today() + timedelta(days=2)).isoformat()


def quiet(stage: str, done: int, total: int) -> None:
    """Nobody is told of progress."""


def laid(root: Path) -> Path:
    for path, data in base_site().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return laid(tmp_path)


def lock(site: Path, today: date = BASE_DAY) -> None:
    write_locks(site, lock_site(site, Options(today), 1, quiet))


def errors(site: Path, today: date = BASE_DAY) -> list[Finding]:
    found = check_site(site, Options(today), 1, quiet).built.findings
    return [finding for finding in found if finding.severity.word == "error"]


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (ARTICLE, "recorded: 2025-03-04", f"recorded: {TOMORROW}"),
        (ARTICLE, "recorded: 2025-03-04", f"recorded: from {TOMORROW}"),
        (ARTICLE, "recorded: 2025-03-04", f"recorded: 2025-03-04\nchecked: {{by: ann, on: {TOMORROW}}}"),
        (ARTICLE, "recorded: 2025-03-04", f"recorded: 2025-03-04\ncorrected: [{{on: {TOMORROW}, was: x, why: y}}]"),
        ("content/annotations/a.yml", "  by: norland", f"  by: norland\n  recorded: {TOMORROW}"),
        ("content/entities/all.yml", "ladder: money", f"ladder: money, checked: {TOMORROW}"),
    ],
)
def test_the_desk_does_nothing_in_the_future(site: Path, file: str, old: str, new: str) -> None:
    change(site / file, old, new)
    (finding,) = errors(site)
    assert (finding.code, finding.location.file) == ("day-in-future", file)
    assert not lock_site(site, Options(BASE_DAY), 1, quiet).files


def test_a_month_that_has_begun_is_no_future(site: Path) -> None:
    change(site / ARTICLE, "recorded: 2025-03-04", f"recorded: {date.today():%Y}")
    assert errors(site) == []


def test_what_is_locked_was_published_on_no_later_day(site: Path) -> None:
    change(site / ARTICLE, "recorded: 2025-03-04", "recorded: 2025-03-20")
    lock(site)
    text = (site / LOCK).read_text("utf-8")
    assert "2025-03-10 2025-03-10" in text
    assert "2025-03-20" not in text


@pytest.fixture
def locked_ahead(site: Path) -> Path:
    """As one that was written while a date was wrong."""
    lock(site)
    change(site / LOCK, "2025-03-10", "2999-01-01")
    change(site / LOCK, "2025-03-04", "2999-01-01")
    return site


@pytest.mark.parametrize("file", ["content/annotations/a.yml", ARTICLE])
def test_a_lock_from_the_future_protects(locked_ahead: Path, file: str) -> None:
    (locked_ahead / "content/annotations/a.yml").unlink()
    (locked_ahead / file).unlink(missing_ok=True)
    assert "address-vanished" in {finding.code for finding in errors(locked_ahead)}


def test_what_it_holds_can_be_withdrawn(locked_ahead: Path) -> None:
    assert withdraw(locked_ahead, "a", "Wrong.", BASE_DAY, quiet, purge=False).pages
    assert errors(locked_ahead) == []


def test_feeds_take_no_day_of_it(locked_ahead: Path) -> None:
    assert build_site(locked_ahead, locked_ahead / "output", Options(BASE_DAY), 1, quiet).written
    assert "2999" not in (locked_ahead / "output/feeds/site.xml").read_text("utf-8")


def test_an_earlier_day_misses_nothing_that_came_later(site: Path) -> None:
    lock(site, BASE_DAY)
    change(site / ARTICLE, "recorded: 2025-03-04", "recorded: 2025-03-04\nembargo: 2025-03-09")
    assert errors(site) == []
    change(site / LOCK, "2025-03-04 2025-03-04", "2025-03-09 2025-03-09")
    assert errors(site, date(2025, 3, 8)) == []


FILES = {
    LOCK: [
        "/actors/norland/ 2025-03-04 2025-03-04 -", "/s/a/x/ 2025-03-04 2025-03-04 0123456789abcdef", "/about/",
        "/dates/2025-03-03/", "/dates/2025-03-03/2/", "/deals/port-loan/2025/", "/money/2025/", "/articles/2025-03/",
        "/actors/norland/others/", "tag:example.org,2025:/x", "/search/x/", "/s/a/", "/data/x/", "/cards/x/y/",
    ],
    "content/quotes.lock": [
        "a", "b", "a/x 0123456789abcdef 0123456789abcdef 1-2", "a/x 0123456789abcdef 0123456789abcdef 3-2",
    ],
    "content/withdrawn.yml": [
        "withdrawn:", "- {page: /about/, on: 2025-03-04, why: x}", "- {page: /s/a/x/, on: 2025-03-04, why: x}",
        "- {page: /actors/norland/, on: 2025, why: x}", "- {page: /dates/2025-03-03/, on: 2025-03-04, why: x}",
        "- {page: /articles/a/, on: by 2025, why: x}", "- page: /deals/port-loan/", "  on: 2025-03-04", "  why: y",
    ],
}  # fmt: skip
LINES = {path: st.lists(st.sampled_from(lines) | st.text(max_size=8), max_size=8) for path, lines in FILES.items()}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return laid(tmp_path_factory.mktemp("base"))


ENDS = st.sampled_from([b"", b"\xff"])


@settings(max_examples=60)
@given(
    lines=st.fixed_dictionaries(LINES), head=st.sampled_from(["", "withdrawn:\n"]), end=st.sampled_from([b"", b"\xff"])
)
def test_whatever_locks_hold_a_build_ends_with_findings(
    base: Path, lines: dict[str, list[str]], head: str, end: bytes
) -> None:
    for path, each in lines.items():
        text = (head if path.endswith("yml") else "") + "\n".join(each)
        (base / path).write_bytes(text.encode("utf-8", "replace") + end)
    result = build_site(base, base / "output", Options(BASE_DAY), 1, quiet)
    assert {finding.code for finding in result.built.findings} <= CODES.keys()
    with suppress(UserError):
        withdraw(base, "a", "Wrong.", BASE_DAY, quiet, purge=False)
