"""The served site keeps up with its sources and with the calendar, whatever the outside world does meanwhile."""

import os
import threading
from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path

import pytest

from builder.edges.clock import SiteClock, fixed, running
from builder.edges.serve import loop
from builder.edges.serve.live import LiveSite
from builder.preview import RefreshOutcome
from tests.serving import DAY, Served, desk, serving, wait_for
from tests.test_warm import SITE, STATEMENT, lay

HOME, DEAL = "/harbour/", "/harbour/deals/port-loan/"
STATEMENTS = "content/annotations/a.yml"
SIGNED = STATEMENT.replace("RUNG", "signed")
Refresh = Callable[[LiveSite, Collection[str] | None], RefreshOutcome]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving(desk(tmp_path / "site")) as served:
        yield served


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Collection[str] | None]:
    """What the site was told to look at, each time."""
    asked: list[Collection[str] | None] = []
    refresh = LiveSite.refresh

    def noted(site: LiveSite, changed: Collection[str] | None = None) -> RefreshOutcome:
        asked.append(changed)
        return refresh(site, changed)

    monkeypatch.setattr(LiveSite, "refresh", noted)
    return asked


def test_after_midnight_it_is_the_next_day(tmp_path: Path) -> None:
    days = [DAY]
    with serving(desk(tmp_path), SiteClock(lambda: days[-1], lambda: 0.01)) as served, served.open(DEAL) as deal:
        said = list(served.said)
        assert b"no news since" not in served.get(DEAL).body
        assert served.said == said, "the same day is no news"
        days.append(date(2026, 3, 10))
        assert deal.next() == ("page", {"version": served.get(DEAL).version})
        assert b"no news since" in served.get(DEAL).body
        wait_for(lambda: len(served.said) > len(said))
        assert "a new day: 1 of 1 open page changed" in served.said[-1]


@pytest.mark.parametrize(
    ("epoch", "zone", "hours"),
    [
        ("1745015400", "Etc/UTC", 1.5),  # 2025-04-18T22:30Z
        ("1745015400", "Europe/Kyiv", 22.5),
        ("1743285600", "Europe/Kyiv", 23),  # The day on which clocks are put forward begins.
        ("1745015400", "Nowhere/None", 1.5),
    ],
)
def test_the_day_ends_at_midnight_in_the_zone_of_the_site(tmp_path: Path, epoch: str, zone: str, hours: float) -> None:
    lay(tmp_path, "site.yml", f"{SITE}timezone: {zone}\n")
    assert running(tmp_path, {"SOURCE_DATE_EPOCH": epoch}).left() == hours * 3600


def test_a_day_that_was_named_does_not_end(tmp_path: Path) -> None:
    assert fixed(DAY).today() == DAY
    assert fixed(DAY).left() > 1e9


def test_what_changes_during_a_rebuild_is_taken_in_at_once_after_it(
    served: Served, asked: list[Collection[str] | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go = threading.Event(), threading.Event()
    refresh = LiveSite.refresh

    def slow(site: LiveSite, changed: Collection[str] | None = None) -> RefreshOutcome:
        begun.set()
        assert go.wait(60)
        return refresh(site, changed)

    before = served.get(DEAL)
    monkeypatch.setattr(LiveSite, "refresh", slow)
    lay(served.root, STATEMENTS, SIGNED)
    served.changed(frozenset({STATEMENTS}))
    assert begun.wait(60)
    for path in ("x", "y", "x"):
        served.changed(frozenset({path}))
    replies: list[bytes] = []
    reader = threading.Thread(target=lambda: replies.append(served.get(DEAL).body))
    reader.start()
    assert served.get("/_dateline/client.css").status == 200, "what needs no site does not wait"
    assert not replies, "a page waits for the rebuild"
    go.set()
    reader.join(60)
    assert replies
    assert replies[0] != before.body
    wait_for(lambda: len(asked) == 2)
    assert asked == [{STATEMENTS}, {"x", "y"}]


def test_one_word_that_anything_may_have_changed_is_enough(served: Served, asked: list[Collection[str] | None]) -> None:
    assert "the whole site: " in served.tell()
    assert asked == [None]


def spoil_with_a_link(root: Path) -> None:
    (root / "content/articles/x.md").symlink_to(root.parent / "outside.md")


def spoil_with_a_loop(root: Path) -> None:
    (root / "content/articles/x").symlink_to("..", target_is_directory=True)


def spoil_with_a_pipe(root: Path) -> None:
    os.mkfifo(root / "content/articles/x.md")


def spoil_the_settings(root: Path) -> None:
    (root / "site.yml").rename(root / "site.yaml")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (spoil_with_a_link, "content/articles/x.md is a broken link"),
        (spoil_with_a_loop, "is a link to a folder that contains it"),
        (spoil_with_a_pipe, "content/articles/x.md is not a file"),
        (spoil_the_settings, "no site.yml in"),
    ],
)
def test_sources_that_cannot_be_read_leave_the_site_as_it_was(
    served: Served, spoil: Callable[[Path], None], said: str
) -> None:
    with served.open(HOME) as home:
        before = served.get(HOME)
        spoil(served.root)
        line = served.tell("content/articles/x.md")
        assert said in line
        assert "the site was left unchanged" in line
        assert line.count("\n") == 1
        wait_for(lambda: not home.state["good"])
        assert said in home.state["trouble"]
        assert "\n" not in home.state["trouble"]
        assert served.get(HOME).body == before.body


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may do all")
def test_a_file_that_may_not_be_read(served: Served) -> None:
    (served.root / STATEMENTS).chmod(0)
    assert "a.yml: permission denied; the site was left unchanged" in served.tell(STATEMENTS)


def test_after_trouble_everything_is_looked_at_again(
    served: Served, asked: list[Collection[str] | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with served.open(DEAL) as deal:
        spoil_with_a_link(served.root)
        (served.root / STATEMENTS).write_text(SIGNED, encoding="utf-8")
        served.tell(STATEMENTS, "content/articles/x.md")
        (served.root / "content/articles/x.md").unlink()
        assert "content/articles/x.md: 1 of 1 open page changed" in served.tell("content/articles/x.md")
        assert asked == [{STATEMENTS, "content/articles/x.md"}, None]
        assert deal.next()[0] == "page"
        wait_for(lambda: deal.state["good"])
        assert deal.state["trouble"] == ""


def test_trouble_that_ends_outside_the_site_is_seen_to_end(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "AGAIN", 0.01)
    looks = []
    refresh = LiveSite.refresh

    def counted(site: LiveSite, changed: Collection[str] | None = None) -> RefreshOutcome:
        looks.append(changed)
        return refresh(site, changed)

    monkeypatch.setattr(LiveSite, "refresh", counted)
    spoil_with_a_link(served.root)
    number = len(served.said)
    served.tell("content/articles/x.md")
    wait_for(lambda: len(looks) > 3)
    assert len(served.said) == number + 1, "the same trouble is said once"
    (served.root.parent / "outside.md").write_text((served.root / "content/articles/a.md").read_text())
    wait_for(lambda: len(served.said) > number + 1)
    assert "checked again: " in served.said[-1]
    assert served.get("/harbour/articles/x/").status == 200


def test_a_fault_of_our_own_is_shown_and_survived(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing: dict[str, RefreshOutcome] = {}
    with monkeypatch.context() as patch, served.open(HOME) as home:
        patch.setattr(LiveSite, "refresh", lambda site, changed: nothing["key"])
        said = served.tell(STATEMENTS)
        assert "Dateline failed: KeyError: 'key'; the site was left unchanged" in said
        assert "Traceback" in said
        wait_for(lambda: not home.state["good"])
        assert home.state["trouble"] == "Dateline failed: KeyError: 'key'"
        assert served.get(HOME).status == 200
    before = served.get(DEAL)
    served.edit(STATEMENTS, SIGNED)
    assert served.get(DEAL).version != before.version
