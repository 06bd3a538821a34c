"""Publishing as its user meets it: what is pushed, what is said, and what is refused with nothing pushed."""

import errno
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from builder import cli
from builder.cli import run
from builder.edges.errors import UserError
from builder.edges.publish import branch, limits, publication
from builder.edges.site import Result
from builder.edges.write import drawings
from tests.conftest import ROOT, dateline
from tests.repositories import DAY, alone, bare, commit, files, git, refs, sources

pytestmark = pytest.mark.long

DRAWN = cache(drawings._draw)
"""The pictures of the same small site, which each test would draw anew."""
DEAL = "content/entities/deals.yml"
ABOUT = "content/pages/about.md"


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Desk:
    site: Path
    remote: Path
    publish: Callable[..., Said]

    def write(self, path: str, text: str) -> None:
        (self.site / path).write_text(text, "utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        text = (self.site / path).read_text("utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def settings(self, **keys: str) -> None:
        for key, value in keys.items():
            text = (self.site / "site.yml").read_text("utf-8")
            self.write("site.yml", re.sub(rf"^(# )?{key}:.*$", f"{key}: {value}", text, flags=re.MULTILINE))
        commit(self.site)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    for name, value in (alone(tmp_path) | DAY).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(drawings, "_draw", DRAWN)
    remote = bare(tmp_path / "remote.git")
    site = sources(tmp_path / "site")
    git(site, "remote", "add", "origin", "../remote.git")

    def publish(*options: str) -> Said:
        capsys.readouterr()
        status = run(["publish", str(site), *options])
        return Said(status, *capsys.readouterr())

    return Desk(site, remote, publish)


def test_the_branch_holds_the_built_site_and_what_github_needs(desk: Desk) -> None:
    done = desk.publish()
    assert (done.status, done.err) == (0, "")
    *_, published, lock = done.out.splitlines()
    assert published.startswith("published at https://harbour.test/desk/ (from ")
    assert lock == "content/urls.lock has 33 new addresses: commit it"
    built = {path.relative_to(desk.site / "output").as_posix() for path in (desk.site / "output").rglob("*.*")}
    built = {path for path in built if (desk.site / "output" / path).is_file()}
    assert files(desk.remote) == built | {".nojekyll"}
    assert {"404.html", "index.html"} <= built
    assert (
        git(desk.remote, "show", "gh-pages:index.html") == (desk.site / "output/index.html").read_text("utf-8").strip()
    )


def test_the_sources_have_nothing_of_it(desk: Desk) -> None:
    before = refs(desk.site), git(desk.site, "count-objects", "-v"), git(desk.site, "config", "--list")
    desk.publish()
    assert (refs(desk.site), git(desk.site, "count-objects", "-v"), git(desk.site, "config", "--list")) == before
    assert git(desk.site, "status", "--porcelain") == "?? content/urls.lock"


def test_what_is_new_changed_and_gone_is_said(desk: Desk) -> None:
    desk.publish()
    (desk.site / ABOUT).rename(desk.site / "content/pages/who.md")
    (desk.site / "content/urls.lock").unlink()  # Else the page could not go without a word.
    commit(desk.site)
    before = refs(desk.remote)
    refused = desk.publish()
    assert refused.status == 2
    assert "publishing would delete /about/, which is live" in refused.err
    assert refs(desk.remote) == before
    done = desk.publish("--allow-gone")
    lines = done.out.splitlines()
    assert [line for line in lines if line.startswith(("new ", "gone "))] == ["new      /who/", "gone     /about/"]
    assert re.search(r"^pages: 1 new, \d+ changed, 1 gone", done.out, re.MULTILINE)
    assert "who/index.html" in files(desk.remote)
    assert "about/index.html" not in files(desk.remote)


def test_a_dry_run_refuses_as_publishing_would(desk: Desk) -> None:
    desk.publish()
    (desk.site / ABOUT).rename(desk.site / "content/pages/who.md")
    (desk.site / "content/urls.lock").unlink()
    refused = desk.publish("--dry-run", "--allow-dirty")
    assert refused.status == 2
    assert "gone     /about/" in refused.out
    assert "publishing would delete /about/, which is live" in refused.err


def test_one_changed_word_is_one_changed_page(desk: Desk) -> None:
    desk.publish()
    desk.write(ABOUT, "---\ntitle: About\n---\nWe are new here.\n")
    desk.publish("--allow-dirty")
    desk.write(ABOUT, "---\ntitle: About\n---\nWe are old here.\n")
    done = desk.publish("--allow-dirty")
    assert "changed  /about/\npages: 0 new, 1 changed, 0 gone\n" in done.out
    assert "old here" in git(desk.remote, "show", "gh-pages:about/index.html")


def test_a_publication_that_changes_nothing_is_no_commit(desk: Desk) -> None:
    desk.publish()
    before = refs(desk.remote)
    done = desk.publish()
    assert done.status == 0
    assert "nothing has changed" in done.out
    assert refs(desk.remote) == before


def test_each_publication_stands_on_the_last(desk: Desk) -> None:
    desk.publish()
    desk.settings(title="Port desk")
    desk.publish()
    assert (
        git(desk.remote, "log", "--format=%cn %s", "gh-pages").splitlines()
        == ["A Desk Publish https://harbour.test/desk/"] * 2
    )


def test_a_dry_run_says_the_same_and_pushes_nothing(desk: Desk) -> None:
    desk.publish()
    desk.write("content/pages/who.md", "---\ntitle: Who\n---\nWe.\n")
    commit(desk.site)
    before = refs(desk.remote), refs(desk.site)
    dry = desk.publish("--dry-run")
    assert (refs(desk.remote), refs(desk.site)) == before
    assert "new      /who/" in dry.out
    assert "dry run: nothing was pushed" in dry.out
    changes = [line for line in dry.out.splitlines() if re.match("new |changed |gone |pages: ", line)]
    real = desk.publish()
    assert changes == [line for line in real.out.splitlines() if re.match("new |changed |gone |pages: ", line)]


@pytest.mark.parametrize("named", ["path", "url", "name"])
def test_another_repository_takes_the_site(desk: Desk, named: str, tmp_path: Path) -> None:
    public = bare(tmp_path / "public.git")
    git(desk.site, "remote", "add", "public", "../public.git")
    done = desk.publish("--remote", {"path": str(public), "url": public.as_uri(), "name": "public"}[named])
    assert done.status == 0, done.err
    assert "index.html" in files(public)
    assert refs(desk.remote) == ""


def test_where_one_pushes_may_be_elsewhere_than_where_one_reads(desk: Desk, tmp_path: Path) -> None:
    writable = bare(tmp_path / "writable.git")
    git(desk.site, "remote", "set-url", "--push", "origin", "../writable.git")
    assert desk.publish().status == 0
    assert "index.html" in files(writable)
    assert refs(desk.remote) == ""


def test_settings_of_the_sources_hold_for_the_push(desk: Desk) -> None:
    """Here the address is one that only the settings of the sources' own repository can resolve."""
    git(desk.site, "config", f"url.{desk.remote.as_uri()}.insteadOf", "https://host.example/desk.git")
    git(desk.site, "config", "user.name", "A Colleague")
    git(desk.site, "remote", "set-url", "origin", "https://host.example/desk.git")
    assert desk.publish().status == 0
    assert git(desk.remote, "log", "--format=%cn", "gh-pages") == "A Colleague"


def test_a_site_outside_any_repository_goes_to_an_address(desk: Desk, tmp_path: Path) -> None:
    loose = tmp_path / "loose"
    desk.site.rename(loose)
    (loose / ".git").rename(tmp_path / "gone")
    loose.rename(desk.site)
    assert desk.publish("--remote", str(desk.remote)).status == 0
    assert "index.html" in files(desk.remote)


def test_a_site_in_a_folder_of_its_repository(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the site's folder counts: what else is not committed is no matter."""
    whole = tmp_path / "whole"
    whole.mkdir()
    (desk.site / ".git").rename(whole / ".git")
    desk.site.rename(whole / "desk")
    commit(whole)
    (whole / "notes.txt").write_text("not committed")
    monkeypatch.chdir(whole)
    assert run(["publish", "desk"]) == 0
    assert "index.html" in files(desk.remote)
    (whole / "desk/notes.txt").write_text("not committed")
    assert run(["publish", "desk"]) == 2


@pytest.mark.parametrize(
    "spoil", [["checkout", "--quiet", "--detach"], ["branch", "gh-pages"]], ids=["detached", "own"]
)
def test_what_is_checked_out_is_no_matter(desk: Desk, spoil: list[str]) -> None:
    git(desk.site, *spoil)
    assert desk.publish().status == 0
    assert "index.html" in files(desk.remote)


def test_a_shallow_clone_publishes(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(desk.site)
    git(desk.site, "push", "--quiet", "origin", "main")
    desk.publish()
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", "--branch=main", desk.remote.as_uri(), str(clone))
    (clone / ABOUT).rename(clone / "content/pages/who.md")
    commit(clone)
    assert run(["publish", str(clone)]) == 2, "the lock of the first publication was not committed"
    assert run(["publish", str(clone), "--allow-gone"]) == 0
    assert "who/index.html" in files(desk.remote)
    assert git(desk.remote, "rev-list", "--count", "gh-pages") == "2"


def test_a_server_that_can_leave_out_contents_is_asked_to(desk: Desk) -> None:
    git(desk.remote, "config", "uploadpack.allowFilter", "true")
    git(desk.site, "remote", "set-url", "origin", desk.remote.as_uri())
    desk.publish()
    desk.settings(title="Port desk")
    done = desk.publish()
    assert (done.status, done.err) == (0, "")
    assert "Port desk" in git(desk.remote, "show", "gh-pages:index.html")
    git(desk.remote, "fsck", "--strict")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://news.harbour.test/", "news.harbour.test"),
        ("https://harbour.test/desk/", ""),
        ("https://someone.github.io/", ""),
        ("https://someone.github.io/desk/", ""),
        ("http://192.0.2.1/", ""),
    ],
)
def test_an_own_domain_follows_from_the_address(desk: Desk, url: str, name: str) -> None:
    desk.settings(url=url)
    desk.publish()
    assert ("CNAME" in files(desk.remote)) is bool(name)
    if name:
        assert git(desk.remote, "show", "gh-pages:CNAME") == name


def test_the_loss_of_an_own_domain_is_said(desk: Desk) -> None:
    desk.settings(url="https://news.harbour.test/")
    assert "note: " not in desk.publish().out
    desk.settings(url="https://harbour.test/desk/")
    note = "note: until now the branch was for news.harbour.test, but `url` in site.yml is https://harbour.test/desk/\n"
    assert note in desk.publish("--dry-run").out


def by_others(desk: Desk, **texts: str | None) -> None:
    """A commit of someone else on the branch: files with these texts, None for one that is deleted."""
    clone = desk.site.parent / "clone"
    if not clone.exists():
        git(desk.site.parent, "clone", "--quiet", "--branch", "gh-pages", str(desk.remote), str(clone))
    git(clone, "pull", "--quiet")
    for path, text in texts.items():
        file = clone / path
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
    commit(clone, "By others")
    git(clone, "push", "--quiet")


def on_branch(desk: Desk, path: str) -> str:
    return git(desk.remote, "show", f"gh-pages:{path}")


FOREIGN = {
    "ads.txt": "placements",
    ".well-known/security.txt": "Contact: us",
    "deals/port-loan/map.svg": "<svg/>",
    "old/index.html": "a page of another year",
    "CNAME": "desk.harbour.test",
    "with space/é.png": "a picture",
}


def test_what_others_put_on_the_branch_stays(desk: Desk) -> None:
    desk.publish()
    by_others(desk, **FOREIGN)
    git(desk.remote, "update-ref", "refs/heads/before", "gh-pages")
    desk.settings(title="Port desk")
    done = desk.publish()
    assert (done.status, done.err) == (0, "")
    assert "keeps 6 files that Dateline did not put there, such as .well-known/security.txt" in done.out
    assert "Port desk" in on_branch(desk, "index.html")
    for path in FOREIGN:
        assert on_branch(desk, path) == git(desk.remote, "show", f"before:{path}")
    again = desk.publish()
    assert "nothing has changed" in again.out
    assert "keeps 6 files" in again.out
    git(desk.remote, "fsck", "--strict")


def test_what_the_last_publication_made_goes(desk: Desk) -> None:
    desk.write("content/static/ads.txt", "ours")
    commit(desk.site)
    desk.publish()
    (desk.site / "content/static/ads.txt").unlink()
    commit(desk.site)
    assert desk.publish().status == 0
    assert "ads.txt" not in files(desk.remote)


def clash(desk: Desk, path: str, theirs: str) -> None:
    """A file of others, and then one of the site's own where it lies."""
    by_others(desk, **{path: theirs})
    (desk.site / "content/static").mkdir(exist_ok=True)
    desk.write(f"content/static/{path.partition('/')[0]}", "ours")
    commit(desk.site)


CLASHES: dict[str, tuple[Callable[[Desk], None], str]] = {
    "another file": (lambda desk: clash(desk, "ads.txt", "theirs"), "replace ads.txt on branch gh-pages"),
    "a folder": (lambda desk: clash(desk, "logo/big.png", "theirs"), "replace logo/big.png on"),
    "a page of ours that they edited": (lambda desk: by_others(desk, **{"index.html": "edited"}), "replace index.html"),
    "a file where a folder comes": (lambda desk: by_others(desk, who="x"), "replace who on branch"),
}


@pytest.mark.parametrize("way", CLASHES)
def test_what_others_made_is_never_replaced(desk: Desk, way: str) -> None:
    spoil, said = CLASHES[way]
    desk.publish()
    spoil(desk)
    desk.write("content/pages/who.md", "---\ntitle: Who\n---\nWe.\n")
    commit(desk.site)
    before = refs(desk.remote)
    done = desk.publish()
    assert (done.status, refs(desk.remote)) == (2, before)
    assert said in done.err
    assert "then delete it on the branch" in done.err


def test_the_mend_for_what_others_made_ends_it(desk: Desk) -> None:
    desk.publish()
    by_others(desk, **{"index.html": "edited"})
    assert desk.publish().status == 2
    by_others(desk, **{"index.html": None})
    assert desk.publish().status == 0
    assert "index.html" in files(desk.remote)


def test_the_same_file_by_others_and_by_us_is_ours(desk: Desk) -> None:
    desk.publish()
    clash(desk, "ads.txt", "ours")
    done = desk.publish()
    assert (done.status, done.err) == (0, "")
    assert "ads.txt" in files(desk.remote)


def test_the_hosts_own_domain_is_not_overwritten(desk: Desk) -> None:
    desk.publish()
    by_others(desk, CNAME="press.test")
    desk.settings(url="https://news.harbour.test/")
    done = desk.publish("--allow-gone")
    assert done.status == 2
    assert "is set to another domain than news.harbour.test" in done.err
    desk.settings(url="https://press.test/")
    assert desk.publish("--allow-gone").status == 0


def test_a_branch_of_an_earlier_version_is_taken_over(desk: Desk) -> None:
    desk.publish()
    row = on_branch(desk, ".dateline-manifest").split("\n")[1].replace("index.html", "gone.html")
    by_others(desk, **{".dateline-manifest": f"dateline manifest 1\n{row}\n", "gone.html": "x", "ads.txt": "y"})
    desk.settings(title="Port desk")
    refused = desk.publish()
    assert refused.status == 2, "what that manifest does not list is of others"
    text = (desk.site / "output/.dateline-manifest").read_text().replace("manifest 2", "manifest 1")
    by_others(desk, **{".dateline-manifest": text})
    assert desk.publish().status == 0
    assert "ads.txt" in files(desk.remote)
    assert on_branch(desk, ".dateline-manifest").startswith("dateline manifest 2\n")


@pytest.mark.parametrize("line", ["- 1 ../x", "- 1 /etc/x", "- 1 a/../../x", "- x a", "rubbish"])
def test_a_record_that_is_none_is_refused(desk: Desk, line: str) -> None:
    desk.publish()
    by_others(desk, **{".dateline-manifest": f"dateline manifest 2\n{line}\n"})
    done = desk.publish()
    assert done.status == 2
    assert ".dateline-manifest on branch gh-pages of" in done.err


def test_what_lies_in_the_output_beside_the_site_is_not_published(desk: Desk) -> None:
    """It may be left of something else, or have come with the repository as a link."""
    desk.publish()
    (desk.site / "output/notes.txt").write_text("mine")
    (desk.site / "output/leak.txt").symlink_to(desk.site / "site.yml")
    desk.settings(title="Port desk")
    assert desk.publish().status == 0
    assert not {"notes.txt", "leak.txt"} & files(desk.remote)


def test_a_damaged_file_is_mended_before_it_is_published(desk: Desk) -> None:
    desk.publish()
    page = desk.site / "output/index.html"
    whole = page.read_bytes()
    page.write_bytes(b"\0" * len(whole))
    assert "nothing has changed" in desk.publish().out
    assert page.read_bytes() == whole


def test_what_is_damaged_after_the_build_does_not_go_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    original = cli.build_or_check

    def building(**arguments: Any) -> Result:
        result = original(**arguments)
        page = desk.site / "output/index.html"
        page.write_bytes(b"\0" * page.stat().st_size)
        return result

    monkeypatch.setattr(cli, "build_or_check", building)
    done = desk.publish()
    assert (done.status, refs(desk.remote)) == (2, "")
    assert "output/index.html is no longer as it was built: run again" in done.err
    assert run(["pack", str(desk.site)]) == 2


def test_what_a_killed_pack_leaves_is_no_matter(desk: Desk) -> None:
    (desk.site / ".output.zip.dateline-new").write_bytes(b"half")
    (desk.site / ".press.zip.dateline-new").write_bytes(b"half")
    assert desk.publish().status == 0


def no_url(desk: Desk) -> None:
    text = (desk.site / "site.yml").read_text("utf-8")
    desk.write("site.yml", re.sub(r"^url:.*\n", "", text, flags=re.MULTILINE))
    commit(desk.site)


def example(desk: Desk) -> None:
    desk.settings(url="https://example.org/harbour-desk/")


def no_site(desk: Desk) -> None:
    (desk.site / "site.yml").unlink()


def no_repository(desk: Desk) -> None:
    (desk.site / ".git").rename(desk.site.parent / "moved")


def no_remote(desk: Desk) -> None:
    git(desk.site, "remote", "rename", "origin", "github")


def gone_remote(desk: Desk) -> None:
    desk.remote.rename(desk.remote.with_name("elsewhere"))


def dirty(desk: Desk) -> None:
    desk.change(DEAL, "name: ", "name:  ")


def untracked(desk: Desk) -> None:
    desk.write("content/pages/who.md", "---\ntitle: Who\n---\nWe.\n")


def foreign_branch(desk: Desk) -> None:
    git(desk.site, "push", "--quiet", "origin", "main:gh-pages")


def refusing_remote(desk: Desk) -> None:
    hook(desk, "exit 1")


def hook(desk: Desk, command: str) -> None:
    """What the remote does before it takes a push."""
    file = desk.remote / "hooks/pre-receive"
    file.write_text(f"#!/bin/sh\n{command}\n")
    file.chmod(0o755)


REFUSALS: list[tuple[Callable[[Desk], None], str]] = [
    (
        no_url,
        r"site\.yml has no `url`: set it to the address of the published site, such as `url: https://ME\.github\.io/SITE/`",
    ),
    (example, r"site\.yml:7: `url` is still the example https://example\.org/harbour-desk/: set it to"),
    (no_site, r"no site\.yml in "),
    (no_repository, r"is not in a git repository: run `git init`, or give the remote's address"),
    (no_remote, r"has no remote `origin` \(it has github\): add one with `git remote add origin ADDRESS`"),
    (gone_remote, r"git cannot read .*remote\.git: '.*' does not appear to be a git repository"),
    (dirty, r"content/entities/deals\.yml not committed: commit first \(or use --allow-dirty\)"),
    (untracked, r"content/pages/who\.md not committed"),
    (foreign_branch, r"branch gh-pages of .* contains files that Dateline did not make, such as \.gitattributes"),
    (refusing_remote, r"branch gh-pages of .* was not changed: pre-receive hook declined"),
]


@pytest.mark.parametrize(("spoil", "said"), REFUSALS, ids=[spoil.__name__ for spoil, _ in REFUSALS])
def test_refused_in_one_line_with_nothing_pushed(desk: Desk, spoil: Callable[[Desk], None], said: str) -> None:
    spoil(desk)
    before = refs(desk.remote) if desk.remote.exists() else ""
    done = desk.publish()
    assert done.status == 2
    assert not (desk.site / "content/urls.lock").exists()
    assert re.fullmatch(rf"dateline: .*{said}.*\n", done.err), done.err
    assert "published" not in done.out
    assert (refs(desk.remote) if desk.remote.exists() else "") == before


@pytest.mark.parametrize("spoil", [no_url, example])
@pytest.mark.parametrize(
    ("repository", "there"),
    [("me/desk", "https://me.github.io/desk/"), ("Me/me.github.io", "https://me.github.io/")],
    ids=["project", "user"],
)
def test_without_an_address_the_likely_one_is_said_and_nothing_is_built(
    desk: Desk, spoil: Callable[[Desk], None], repository: str, there: str
) -> None:
    spoil(desk)
    git(desk.site, "remote", "set-url", "origin", f"git@github.com:{repository}.git")
    done = desk.publish()
    assert done.err.endswith(f": set it to the address of the published site, most likely `url: {there}`\n")
    assert not (desk.site / "output").exists()


def test_refused_without_git(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(desk.site))
    done = desk.publish()
    assert (done.status, done.err) == (
        2,
        "dateline: `git` is not installed: install it to publish\n",
    )


@pytest.mark.parametrize("name", ["a..b", "-x", ""])
def test_refused_for_a_branch_that_cannot_be(desk: Desk, name: str) -> None:
    done = desk.publish(f"--branch={name}")
    assert done.status == 2
    assert f"git does not accept the branch name `{name}`" in done.err


def test_with_a_warning_nothing_is_pushed(desk: Desk) -> None:
    desk.write("content/stray.txt", "")
    commit(desk.site)
    done = desk.publish()
    assert done.status == 1
    assert "warning[unread-file]" in done.out
    assert refs(desk.remote) == ""


def test_who_was_first_is_not_overwritten(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another publication between the look at the branch and the push."""
    desk.publish()
    desk.settings(title="Port desk")
    look = branch.fetch_branch

    def late(*arguments: object) -> branch.Standing:
        standing = look(*arguments)  # type: ignore[arg-type]
        other = git(desk.remote, "commit-tree", "-p", "gh-pages", "-m", "Another", "gh-pages^{tree}")
        git(desk.remote, "update-ref", "refs/heads/gh-pages", other)
        return standing

    monkeypatch.setattr(branch, "fetch_branch", late)
    done = desk.publish()
    assert done.status == 2
    assert "someone else has published in the meantime: run again" in done.err
    assert git(desk.remote, "log", "-1", "--format=%s", "gh-pages") == "Another"


def test_a_build_that_came_meanwhile_does_not_go_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of drafts, say, between the build that is published and the push of it."""
    desk.write("content/pages/who.md", "---\ntitle: Who\ndraft: yes\n---\nWe.\n")
    commit(desk.site)

    original = cli.build_or_check

    def building(**arguments: Any) -> Result:
        result = original(**arguments)
        assert dateline("build", desk.site, "--drafts").returncode == 0
        return result

    monkeypatch.setattr(cli, "build_or_check", building)
    done = desk.publish()
    assert (done.status, refs(desk.remote)) == (2, "")
    assert "another build has written to" in done.err
    assert run(["pack", str(desk.site)]) == 2
    assert not (desk.site / "output.zip").exists()


def test_no_build_comes_between_while_the_site_goes_out(desk: Desk) -> None:
    """Here one is tried by the remote, as it takes the push."""
    build = f"{sys.executable} -m builder build '{desk.site}' --drafts"
    hook(desk, f"cd '{ROOT}' && {build} 2> '{desk.remote}/seen'; exit 0")
    assert desk.publish().status == 0
    assert "another build is writing to" in (desk.remote / "seen").read_text()


@pytest.mark.parametrize(("name", "said"), [("FILE", "limit for a file is"), ("SITE", "limit of GitHub Pages is")])
def test_the_limits_of_github(desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str, said: str) -> None:
    monkeypatch.setattr(limits, name, 2000)
    done = desk.publish()
    assert done.status == 2
    assert said in done.err
    assert refs(desk.remote) == ""


def test_a_file_and_a_site_as_large_as_github_takes_them() -> None:
    limits.check_limits([("a.pdf", 100 * 1024 * 1024)] * 10)
    with pytest.raises(UserError, match=r"b\.pdf is 100 MB"):
        limits.check_limits([("b.pdf", 100 * 1024 * 1024 + 1)])
    with pytest.raises(UserError, match="the site is 1,100 MB"):
        limits.check_limits([("a.pdf", 100 * 1024 * 1024)] * 11)


def test_a_site_that_nears_the_limit_says_so_before_it_is_built(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "note: as it was last built" not in desk.publish().out
    whole = sum(file.stat().st_size for file in (desk.site / "output").rglob("*") if file.is_file())
    monkeypatch.setattr(limits, "SITE", int(whole * 1.1))
    said = desk.publish("--dry-run").out
    assert said.startswith("note: as it was last built, the site is 1 MB; the limit of GitHub Pages is ")
    assert "Its largest parts: " in said
    assert "`data_quotes: no` in site.yml" in said


def test_publishing_locks_what_it_publishes(desk: Desk) -> None:
    done = desk.publish()
    feed = git(desk.remote, "show", "gh-pages:feeds/site.xml")
    assert "tag:harbour.test,2025:/desk/s/gazette-2025-04-15/sum/" in feed
    assert re.search(r"^content/urls.lock has 33 new addresses: commit it$", done.out, re.MULTILINE)
    assert "/s/gazette-2025-04-15/sum/ " in (desk.site / "content/urls.lock").read_text("utf-8")
    desk.change("content/annotations/gazette-2025-04-15.yml", "- id: sum\n", "- id: total\n")
    assert "address-vanished" in desk.publish("--allow-dirty").out


def test_a_disk_that_is_full_once_the_site_is_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said that the site is out, and the next run writes the lock."""
    with monkeypatch.context() as patch:
        patch.setattr(publication, "write_locks", full)
        done = desk.publish()
    assert (done.status, done.err) == (
        2,
        "dateline: the disk is full: nothing is lost; free some space and run again\n",
    )
    assert "\npublished at " in done.out
    assert "nothing has changed" in desk.publish().out
    assert (desk.site / "content/urls.lock").exists()


def full(*arguments: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_lock_half_written_by_a_run_that_was_killed_is_no_matter(desk: Desk) -> None:
    desk.write("content/.urls.lock.new", "/a")
    assert desk.publish().status == 0
    assert not (desk.site / "content/.urls.lock.new").exists()


def test_a_lock_that_was_lost_is_written_again(desk: Desk) -> None:
    desk.publish()
    lock = desk.site / "content/urls.lock"
    before = lock.read_text("utf-8")
    lock.unlink()
    assert "nothing has changed" in desk.publish().out
    assert lock.read_text("utf-8") == before


def test_the_lock_is_written_when_the_site_is_out(desk: Desk) -> None:
    """Not before, so that a kill leaves it as it was: here is what stands there while the remote takes the push."""
    hook(desk, f"ls -A '{desk.site}/content' > seen")
    desk.publish()
    seen = (desk.remote / "seen").read_text().split()
    assert "urls.lock" not in seen
    assert "entities" in seen
    assert (desk.site / "content/urls.lock").exists()


@pytest.mark.parametrize("options", [[], ["--dry-run"]], ids=["refused", "dry"])
def test_what_does_not_go_out_leaves_the_lock_alone(desk: Desk, options: list[str]) -> None:
    desk.publish()
    lock = desk.site / "content/urls.lock"
    before = lock.read_bytes(), lock.stat().st_mtime_ns, lock.stat().st_ino
    desk.write("content/pages/who.md", "---\ntitle: Who\n---\nWe.\n")
    hook(desk, "exit 1")
    assert desk.publish("--allow-dirty", *options).status == (0 if options else 2)
    assert (lock.read_bytes(), lock.stat().st_mtime_ns, lock.stat().st_ino) == before


def test_what_was_said_anew_has_the_day_in_feeds_and_is_to_be_committed_too(desk: Desk) -> None:
    desk.publish()
    commit(desk.site)
    assert "<updated>2025-09-10" not in git(desk.remote, "show", "gh-pages:feeds/site.xml")
    desk.change("content/annotations/gazette-2025-04-15.yml", "with berths, not with money", "with berths alone")
    done = desk.publish("--allow-dirty")
    assert "<updated>2025-09-10" in git(desk.remote, "show", "gh-pages:feeds/site.xml")
    assert done.out.endswith("content/urls.lock has changed: commit it\n"), done.out


def test_a_dry_run_locks_nothing(desk: Desk) -> None:
    assert desk.publish("--dry-run").status == 0
    assert not (desk.site / "content/urls.lock").exists()
