"""What was published, fetched back, served by a plain web server and crawled by LinkChecker, which knows nothing of
Dateline: no dead link, no dead fragment."""

import csv
import functools
import io
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from builder.cli import run
from tests.conftest import ROOT
from tests.repositories import alone, bare, git, settle

pytestmark = pytest.mark.long

DAY = {"SOURCE_DATE_EPOCH": "1749556800"}  # 2025-06-10
SETTINGS = "[checking]\nmaxrequestspersecond=10000\n[AnchorCheck]\n"


class Quiet(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("LinkChecker", "welcome")  # Or it would come ten times a second at most.
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """What matters is what the checker says."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def crawl(address: str, settings: Path) -> tuple[set[str], list[tuple[str, str, str]]]:
    """The addresses that it came to, and the links that lead nowhere: page, link, what is wrong."""
    settings.write_text(SETTINGS)
    options = ["--config", str(settings), "--no-status", "--no-robots", "--threads", "2", "--output", "csv"]
    command = [sys.executable, "-m", "linkcheck", "--verbose", *options, address]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";"))
    assert rows, done.stderr
    wrong = [row for row in rows if row["valid"] != "True" or row["warningstring"]]
    reached = {row["url"] for row in rows if row["url"].startswith(address)}
    return reached, [(row["parentname"], row["urlname"], row["result"] + row["warningstring"]) for row in wrong]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, published to a bare repository and checked out from it, as a server has it."""
    pytest.importorskip("linkcheck")
    folder = tmp_path_factory.mktemp("published")
    remote = bare(folder / "remote.git")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (alone(folder) | DAY).items():
            patch.setenv(name, value)
        shutil.copytree(ROOT / "content", folder / "sample/content")
        shutil.copy(ROOT / "site.yml", folder / "sample")
        settle(folder / "sample")
        assert run(["publish", str(folder / "sample"), "--remote", str(remote)]) == 0
        git(folder, "clone", "--quiet", "--branch", "gh-pages", str(remote), "server/project")
    return folder / "server"


def test_no_link_and_no_fragment_is_dead(published: Path, tmp_path: Path) -> None:
    """Under a path: there a link to the root of the server is dead, too."""
    with served(published) as address:
        reached, wrong = crawl(f"{address}project/", tmp_path / "settings")
        pages = {f"{address}project/{page}" for page in pages_of(published / "project")}
    assert wrong == []
    assert pages - {url.partition("#")[0] for url in reached} == set()
    assert any("#" in url for url in reached)


def pages_of(site: Path) -> set[str]:
    """Every page that a reader can come to by links."""
    paths = {page.relative_to(site).as_posix().removesuffix("index.html") for page in site.rglob("*.html")}
    return paths - {"404.html"}


def test_the_checker_sees_what_is_dead(tmp_path: Path) -> None:
    pytest.importorskip("linkcheck")
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text('<!doctype html><title>A</title><a href="b/">B</a><a href="c.html#no">C</a>')
    (site / "c.html").write_text("<!doctype html><title>C</title><p id=yes>C</p>")
    with served(site) as address:
        _, wrong = crawl(address, tmp_path / "settings")
    assert [link for _, link, _ in sorted(wrong)] == ["b/", "c.html#no"]
