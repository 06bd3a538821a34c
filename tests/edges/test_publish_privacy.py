"""What may not be public keeps a site from going out while its sources lie where everyone can read them."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from builder.cli import run
from builder.edges.errors import UserError
from builder.edges.publish import privacy
from builder.edges.publish.privacy import anonymous, check_privacy
from builder.edges.publish.source import source_of
from builder.model.graph import NonPublic
from tests.repositories import DAY, alone, bare, commit, git, refs, sources

PUBLIC = "https://github.com/me/desk.git"
HELD = (
    NonPublic("content/articles/gazette-2025-04-15.md", "text"),
    NonPublic("content/articles/courier-2025-04-16.md", "text"),
    NonPublic("content/entities/deals.yml", "embargo"),
    NonPublic("content/pages/about.md", "draft"),
)


def everyone(address: str) -> bool:
    return True


def nobody(address: str) -> bool:
    return False


class Asked:
    """Nobody can read; and which addresses were asked."""

    def __init__(self) -> None:
        self.addresses: list[str] = []

    def __call__(self, address: str) -> bool:
        self.addresses.append(address)
        return False


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sources that have been pushed to `origin`, which from then on is at GitHub."""
    for name, value in (alone(tmp_path) | DAY).items():
        monkeypatch.setenv(name, value)
    bare(tmp_path / "remote.git")
    site = sources(tmp_path / "site")
    git(site, "remote", "add", "origin", "../remote.git")
    git(site, "push", "--quiet", "origin", "main")
    git(site, "remote", "set-url", "origin", PUBLIC)
    return site


def test_public_sources_that_hold_what_is_withheld(site: Path) -> None:
    said = (
        f"the sources are in a public repository, {PUBLIC}, with 2 texts that rights forbid, 1 item under embargo, "
        "1 draft, such as content/articles/gazette-2025-04-15.md: make it private"
    )
    with pytest.raises(UserError, match=re.escape(said)):
        check_privacy(source_of(site), HELD, everyone)


def test_private_sources_are_said_to_be_taken_for_that(site: Path) -> None:
    assert check_privacy(source_of(site), HELD, nobody) == [PUBLIC]


def test_nobody_is_asked_where_nothing_is_withheld(site: Path) -> None:
    asked = Asked()
    assert check_privacy(source_of(site), (), asked) == []
    git(site, "rm", "--quiet", "--cached", *(held.file for held in HELD))
    assert check_privacy(source_of(site), HELD, asked) == []
    assert asked.addresses == []


def test_a_repository_without_the_sources_may_be_public(site: Path) -> None:
    """The one that the site is pushed to has none of their history; another that has it, counts by any name."""
    git(site, "remote", "add", "public", "https://github.com/me/me.github.io.git")
    git(site, "update-ref", "refs/remotes/public/gh-pages", git(site, "commit-tree", "-m", "Site", "HEAD^{tree}"))
    commit(site, "More")
    asked = Asked()
    check_privacy(source_of(site), HELD, asked)
    assert asked.addresses == [PUBLIC]
    git(site, "update-ref", "refs/remotes/public/old", "HEAD~1")
    check_privacy(source_of(site), HELD, asked)
    assert asked.addresses[1:] == [PUBLIC, "https://github.com/me/me.github.io.git"]


def test_where_they_are_pushed_to_counts_as_well(site: Path) -> None:
    git(site, "remote", "set-url", "--push", "origin", "git@github.com:me/mirror.git")
    with pytest.raises(UserError, match=r"git@github\.com:me/mirror\.git"):
        check_privacy(source_of(site), HELD, lambda address: "mirror" in address)


@pytest.mark.parametrize("withhold", ["draft: yes", "embargo: 2025-12-01"])
def test_the_command_refuses(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], withhold: str
) -> None:
    monkeypatch.setattr(privacy, "anyone_can_read", everyone)
    article = site / "content/articles/harbour-desk-2025-09-02.md"
    article.write_text(article.read_text("utf-8").replace("---\n", f"---\n{withhold}\n", 1), "utf-8")
    commit(site)
    public = bare(tmp_path / "public.git")
    command = ["publish", str(site), "--remote", str(public)]
    assert run(command) == 2
    assert "the sources are in a public repository" in capsys.readouterr().err
    assert refs(public) == ""
    assert run([*command, "--allow-public-source"]) == 0
    assert refs(public) != ""


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://github.com/me/desk.git", "https://github.com/me/desk.git"),
        ("https://me:secret@github.com/me/desk", "https://github.com/me/desk"),
        ("git@github.com:me/desk.git", "https://github.com/me/desk.git"),
        ("ssh://git@gitlab.com/group/desk", "https://gitlab.com/group/desk"),
        ("ssh://git@git.example.org:2222/desk.git", "https://git.example.org/desk.git"),
        ("git.example.org:desk.git", "https://git.example.org/desk.git"),
        ("/srv/git/desk.git", ""),
        ("../desk.git", ""),
        ("C:\\git\\desk", ""),
        ("file:///srv/git/desk.git", ""),
    ],
)
def test_how_anyone_would_read_it(address: str, url: str) -> None:
    assert anonymous(address) == url


def test_what_is_on_this_machine_is_not_public(site: Path) -> None:
    assert privacy.anyone_can_read(str(site.parent / "remote.git")) is False


class Open(SimpleHTTPRequestHandler):
    """Files to everyone."""

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


class Closed(Open):
    """Files to those who have a password, whatever it is."""

    def do_GET(self) -> None:
        if self.headers["Authorization"]:
            super().do_GET()
            return
        self.send_response(401)
        self.send_header("WWW-Authenticate", "Basic")
        self.end_headers()


@contextmanager
def served(folder: Path, handler: type[Open]) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/remote.git"
        server.shutdown()


def test_what_only_we_can_read_is_private(site: Path, tmp_path: Path) -> None:
    """Even where this machine's git knows the password."""
    git(tmp_path / "remote.git", "update-server-info")
    git(site, "config", "--global", "credential.helper", "!f() { echo username=me; echo password=secret; }; f")
    with served(tmp_path, Open) as address:
        assert privacy.anyone_can_read(address) is True
    with served(tmp_path, Closed) as address:
        assert "refs/heads/main" in git(site, "ls-remote", address)
        assert privacy.anyone_can_read(address) is False
    assert privacy.anyone_can_read(address) is False  # Nobody listens there any more.
