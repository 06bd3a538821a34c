"""Open pages hear of what changes on them, of the state of the sources, and of nothing else."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from builder.edges.serve import app, session
from builder.edges.serve.live import LiveSite, SourceFindings
from builder.edges.serve.wire import SHOWN
from builder.preview import RefreshOutcome
from tests.serving import Served, desk, serving, wait_for
from tests.test_warm import ACTORS, SITE, STATEMENT, lay

HOME, DEAL, ABOUT = "/harbour/", "/harbour/deals/port-loan/", "/harbour/about/"
ABOUT_FILE, ABOUT_TEXT = "content/pages/about.md", "---\ntitle: About\n---\nWe follow [[norland]].\n"
STATEMENTS = "content/annotations/a.yml"
ANNOUNCED, SIGNED = (STATEMENT.replace("RUNG", rung) for rung in ("announced", "signed"))
WRONG = ANNOUNCED.replace("by: norland", "by: norlund")
STYLE = ("styles", {"paths": ["/harbour/own.css"]})


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A site with a style sheet that a browser has."""
    with serving(desk(tmp_path)) as served:
        served.edit("content/static/own.css", "p {color: red}\n")
        served.get("/harbour/own.css")
        yield served


def restyle(served: Served) -> None:
    """Sends all pages an event: what was to come before it has come when they hear of it."""
    served.edit("content/static/own.css", "p {color: blue}\n")


def test_only_a_page_that_changes_hears_of_it(served: Served) -> None:
    served.edit(ABOUT_FILE, ABOUT_TEXT)
    with served.open(DEAL) as deal, served.open(ABOUT) as about:
        before = served.get(DEAL).version
        said = served.edit(STATEMENTS, SIGNED)
        after = served.get(DEAL).version
        assert after != before
        assert deal.next() == ("page", {"version": after})
        assert "content/annotations/a.yml: 1 of 2 open pages changed (/harbour/deals/port-loan/), " in said
        restyle(served)
        assert deal.next() == about.next() == STYLE


def test_a_change_that_shows_nowhere_is_told_to_nobody(served: Served) -> None:
    with served.open(HOME) as home:
        assert "0 of 1 open page changed" in served.edit(STATEMENTS, f"{ANNOUNCED}# A remark.\n")
        assert "0 of 1 open page changed" in served.tell()
        restyle(served)
        assert home.next() == STYLE
        assert len(home.states) == 1


def test_a_page_that_is_out_of_date_as_it_begins_to_listen_hears_so(served: Served) -> None:
    version = served.get(DEAL).version
    served.edit(STATEMENTS, SIGNED)
    with served.open(DEAL, version) as deal:
        assert deal.next() == ("page", {"version": served.get(DEAL).version})


def test_two_readers_of_one_page_both_hear_of_it(served: Served) -> None:
    with served.open(DEAL) as one, served.open(DEAL) as other:
        said = served.edit(STATEMENTS, SIGNED)
        assert one.next() == other.next() == ("page", {"version": served.get(DEAL).version})
        assert "1 of 1 open page changed" in said


def test_a_page_goes_and_comes_back(served: Served) -> None:
    served.edit(ABOUT_FILE, ABOUT_TEXT)
    version = served.get(ABOUT).version
    with served.open(ABOUT) as about:
        served.edit(ABOUT_FILE, None)
        assert about.next() == ("gone", {})
        served.tell()
        served.edit(ABOUT_FILE, ABOUT_TEXT)
        assert about.next() == ("page", {"version": version}), "it is told once that it is gone"
    served.edit(ABOUT_FILE, None)
    with served.open(ABOUT, version) as about:
        assert about.next() == ("gone", {})


def test_a_page_that_was_not_there_comes_to_be(served: Served) -> None:
    with served.open(ABOUT) as about:
        served.edit("site.yml", SITE.replace("Harbour desk", "Port desk"))
        assert about.next() == ("page", {"version": served.get(ABOUT).version}), "the page for the lost has the title"
        served.edit(ABOUT_FILE, ABOUT_TEXT)
        assert about.next() == ("page", {"version": served.get(ABOUT).version})


def test_a_page_that_moved_is_followed(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    refresh = LiveSite.refresh

    def moving(site: LiveSite, changed: Collection[str] | None = None) -> RefreshOutcome:
        return replace(refresh(site, changed), moved={"/about/": "/method/"})

    served.edit(ABOUT_FILE, ABOUT_TEXT)
    with served.open(ABOUT) as about, served.open(DEAL) as deal:
        monkeypatch.setattr(LiveSite, "refresh", moving)
        (served.root / ABOUT_FILE).rename(served.root / "content/pages/method.md")
        said = served.tell(ABOUT_FILE, "content/pages/method.md")
        assert "content/pages/about.md, content/pages/method.md: 2 of 2 open pages changed (/harbour/about/, " in said
        assert about.next() == ("moved", {"to": "/harbour/method/"})
        assert deal.next() == ("page", {"version": served.get(DEAL).version}), "every page links to it"


@pytest.mark.parametrize("named", [True, False])
def test_files_that_a_browser_has_are_told_of_when_they_change(served: Served, *, named: bool) -> None:
    files = ("own.css", "unasked.css", "pic (1).svg")
    for name in files:
        served.edit(f"content/static/{name}", "1")
    for name in ("own.css", "pic%20(1).svg", "assets/icon.svg", "data/site.json"):
        assert served.get(f"/harbour/{name}").status == 200
    with served.open(HOME) as home:
        for name in files:
            (served.root / "content/static" / name).write_text("2")
        served.tell(*(f"content/static/{name}" for name in files if named))
        assert [home.next(), home.next()] == [STYLE, ("assets", {"paths": ["/harbour/pic%20(1).svg"]})]
        served.edit("content/static/pic (1).svg", None)
        assert home.next() == ("assets", {"paths": ["/harbour/pic%20(1).svg"]})


def test_styles_of_another_theme_are_told_of(served: Served) -> None:
    assert served.get("/harbour/assets/style.css").status == 200
    with served.open(HOME) as home:
        (served.root / "themes/own/assets").mkdir(parents=True)
        (served.root / "themes/own/theme.yml").write_text("extends: default\n")
        (served.root / "themes/own/assets/style.css").write_text("p {color: red}\n")
        served.edit("site.yml", f"{SITE}theme: own\n")
        assert home.next() == ("styles", {"paths": ["/harbour/assets/style.css"]})


def test_errors_are_told_and_pages_stay_as_they_are(served: Served) -> None:
    with served.open(HOME) as home, served.open(DEAL) as deal:
        version = served.get(DEAL).version
        said = served.edit(STATEMENTS, WRONG)
        wait_for(lambda: not home.state["good"] and not deal.state["good"])
        assert "content/annotations/a.yml: the site was left unchanged, " in said
        assert "error[unknown-actor]" in said
        again = served.tell(STATEMENTS)
        assert ", 1 error" in again
        assert "error[unknown-actor]" not in again, "an error is shown once"
        assert served.get(DEAL).version == version
        served.edit(STATEMENTS, ANNOUNCED)
        wait_for(lambda: home.state["good"])
        assert home.state["counts"]["errors"] == 0
        assert home.state["findings"] == [] or home.state["findings"][0]["severity"] != "error"
        restyle(served)
        assert home.next() == deal.next() == STYLE


def test_a_page_that_begins_to_listen_hears_all_that_is_wrong(served: Served) -> None:
    served.edit(STATEMENTS, WRONG)
    with served.open(HOME) as home:
        state = home.state
    assert (state["good"], state["begun"], state["trouble"]) == (False, True, "")
    assert state["counts"].keys() == {"errors", "warnings", "notes"}
    [error] = [finding for finding in state["findings"] if finding["severity"] == "error"]
    assert error.pop("file").endswith(STATEMENTS)
    assert error == {
        "severity": "error",
        "code": "unknown-actor",
        "message": "no actor has the id `norlund`",
        "line": 4,
        "column": 7,
        "excerpt": "  by: norlund",
        "start": 6,
        "length": 7,
        "help": "did you mean `norland`?",
        "notes": [],
        "edit": f"vscode://file{served.root / STATEMENTS}:4:7",
    }


def test_a_page_that_changed_is_had_before_findings_are_looked_for(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "HEAD_START", 2.0)
    done = []
    findings = LiveSite.findings

    def noted(site: LiveSite, most: int) -> SourceFindings:
        done.append("judged")
        return findings(site, most)

    with served.open(DEAL) as deal:
        monkeypatch.setattr(LiveSite, "findings", noted)
        lay(served.root, STATEMENTS, SIGNED)
        served.changed(frozenset({STATEMENTS}))
        assert deal.next()[0] == "page"
        assert served.get(DEAL).status == 200
        done.append("had")
        wait_for(lambda: "judged" in done)
    assert done == ["had", "judged"]


def test_of_many_findings_the_worst_are_sent_and_all_are_counted(served: Served) -> None:
    more = "".join(f"  x{number}: {{name: X{number}, kind: thing{number}}}\n" for number in range(SHOWN + 50))
    lay(served.root, "content/stray.txt", "")
    lay(served.root, "content/entities/actors.yml", ACTORS.replace("NAME", "Norland") + more)
    said = served.tell("content/stray.txt", "content/entities/actors.yml")
    with served.open(HOME) as home:
        assert home.state["counts"]["errors"] == SHOWN + 50
        assert home.state["counts"]["warnings"] == 1
        assert [finding["severity"] for finding in home.state["findings"]] == ["error"] * SHOWN
    assert said.count("error[bad-value]") == 10
    assert f"and {SHOWN + 40} errors more" in said


def test_a_stream_shows_that_it_is_alive(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "HEARTBEAT", 0.01)
    with served.open(HOME) as home:
        wait_for(lambda: home.comments > 2)


def test_a_page_that_leaves_is_forgotten(served: Served) -> None:
    with served.open(HOME):
        assert "of 1 open page changed" in served.tell()
    wait_for(lambda: "no page is open" in served.tell())
