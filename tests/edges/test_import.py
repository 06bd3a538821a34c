"""`dateline import` as its user meets it: kinds of files, what is asked, what is refused, what is written."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from builder.cli import commands
from builder.edges.authoring.fetch import expect_public, fetch
from builder.edges.errors import UserError
from tests.authoring.test_web_page import page

SIGNED = '<meta property="article:published_time" content="2025-03-03T09:47">'
SITE_NAME = '<meta property="og:site_name" content="The Gazette">'
CANONICAL = '<link rel="canonical" href="https://gazette.example/port-deal?utm_source=letter">'
FIRST = "Norland signed a loan of 2.6 billion pounds on Monday, the ministry said in the capital."


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    (root / "content/entities").mkdir(parents=True)
    (root / "site.yml").write_text("title: Harbour\nurl: https://harbour.example/\nlanguage: en\n", encoding="utf-8")
    (root / "content/entities/actors.yml").write_text(
        "actors:\n  gazette: {name: The Gazette, kind: outlet, url: https://www.gazette.example/}\n", encoding="utf-8"
    )
    return root


def run(site: Path, *arguments: str | Path, input: str | bytes = "") -> Result:
    command: Any = ["import", *map(str, arguments), "--site", str(site), "--today", "2025-03-05"]
    return CliRunner().invoke(commands, command, input=input, catch_exceptions=False, standalone_mode=False)


def saved(tmp_path: Path, html: str, name: str = "page.html") -> Path:
    file = tmp_path / name
    file.write_text(html, encoding="utf-8")
    return file


def made(site: Path) -> dict[str, str]:
    files = (*site.glob("content/articles/*.md"), *site.glob("content/texts/*.md"))
    return {str(file.relative_to(site / "content")): file.read_text(encoding="utf-8") for file in sorted(files)}


def test_a_page_becomes_an_article_with_its_text_apart(site: Path, tmp_path: Path) -> None:
    file = saved(tmp_path, page(SIGNED + SITE_NAME + CANONICAL))
    result = run(site, file, "--published", "2025-03-03")
    assert result.return_value == 0, result.output
    assert list(made(site)) == ["articles/gazette-2025-03-03.md", "texts/gazette-2025-03-03.md"]
    front, text = made(site).values()
    assert front == (
        "---\ntitle: Port deal signed\noutlet: gazette\nurl: https://gazette.example/port-deal\n"
        "published: 2025-03-03\nrecorded: 2025-03-05\n---\n"
    )
    assert text.startswith(f"{FIRST}\n\n## What comes next\n\n")
    assert commands.main(["check", str(site), "--today", "2025-03-05"], standalone_mode=False) == 0


def test_what_is_not_certain_is_left_open_with_what_was_found(site: Path, tmp_path: Path) -> None:
    result = run(site, saved(tmp_path, page(SIGNED)))
    assert result.return_value == 0
    (front, _) = made(site).values()
    assert "outlet:  # the page does not say\n" in front
    assert "published:  # perhaps 2025-03-03T09:47 (its meta element `article:published_time`)\n" in front
    assert "to fill in: outlet and published" in result.output


def test_what_is_not_certain_is_asked(site: Path, tmp_path: Path) -> None:
    result = run(site, saved(tmp_path, page(SIGNED)), "--ask", input="\ngazette\n")
    assert result.return_value == 0
    assert "2025-03-03T09:47 is its meta element `article:published_time`" in result.output
    assert list(made(site)) == ["articles/gazette-2025-03-03.md", "texts/gazette-2025-03-03.md"]


def test_a_wrong_answer_is_asked_again(site: Path, tmp_path: Path) -> None:
    result = run(site, saved(tmp_path, page(SITE_NAME)), "--ask", input="2025-02-30\n-\n")
    assert "2025-02-30" in result.output
    assert "published:  # perhaps 2025-01-01 (a date in its text)" in next(iter(made(site).values()))


@pytest.mark.parametrize(("rights", "files"), [("full", 1), ("link-only", 1), ("excerpt", 2)])
def test_where_the_text_goes_is_a_matter_of_rights(site: Path, tmp_path: Path, rights: str, files: int) -> None:
    run(site, saved(tmp_path, page()), "--rights", rights)
    assert len(made(site)) == files
    assert (FIRST in next(iter(made(site).values()))) is (rights == "full")


def mhtml(html: str) -> bytes:
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://gazette.example/port-deal"
    message.set_content("a picture", subtype="plain")
    message.add_related(html.encode("utf-8"), "text", "html")
    return message.as_bytes()


def warc(html: str) -> bytes:
    body = html.encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0d5d9c1c-0000-4000-8000-000000000000>\r\n"
        "WARC-Target-URI: https://gazette.example/port-deal\r\nWARC-Date: 2025-03-03T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", page(CANONICAL).encode()),
        ("page.htm", b"\xef\xbb\xbf" + page(CANONICAL).encode()),
        ("page", page(CANONICAL).encode()),
        ("page.mhtml", mhtml(page())),
        ("page.warc.gz", gzip.compress(warc(page()))),
        ("page.warc", warc(page())),
    ],
)
def test_kinds_of_files(site: Path, tmp_path: Path, name: str, data: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    result = run(site, file)
    assert result.return_value == 0, result.output
    front, text = made(site).values()
    assert "url: https://gazette.example/port-deal\n" in front
    assert "outlet: gazette\n" in front
    assert text.startswith(FIRST)


def test_standard_input_and_folders(site: Path, tmp_path: Path) -> None:
    assert run(site, "-", input=f"Port deal signed at last\n{FIRST}\n").return_value == 0
    (tmp_path / "saved").mkdir()
    saved(tmp_path, page(SITE_NAME), "saved/one.html")
    saved(tmp_path, "", "saved/two.html")
    (tmp_path / "saved/picture.png").write_bytes(b"")
    result = run(site, tmp_path / "saved")
    assert result.return_value == 1
    assert "two.html: no text was found in it" in result.output
    assert len(made(site)) == 4


def test_one_page_is_not_taken_twice(site: Path, tmp_path: Path) -> None:
    file = saved(tmp_path, page(SITE_NAME + CANONICAL))
    run(site, file, "--id", "port")
    before = made(site)
    result = run(site, saved(tmp_path, page(SITE_NAME + CANONICAL.replace("letter", "x")), "again.html"))
    assert result.return_value == 1
    assert "`port` has this address; `--update port` compares them, `--again` adds it" in result.output
    assert made(site) == before
    assert "it shares most of its text with `port`" in run(site, saved(tmp_path, page()), "--again").output


@pytest.mark.parametrize("id", ["port", "gazette"])
def test_nothing_is_written_over(site: Path, tmp_path: Path, id: str) -> None:
    run(site, saved(tmp_path, page()), "--id", "port")
    before = made(site)
    result = run(site, saved(tmp_path, page(CANONICAL)), "--id", id, "--again")
    assert result.return_value == 1
    assert f"there is something called `{id}` already" in result.output
    assert made(site) == before


def test_of_two_files_both_are_written_or_none(site: Path, tmp_path: Path) -> None:
    (site / "content/articles").write_text("no folder", encoding="utf-8")
    result = run(site, saved(tmp_path, page()))
    assert result.return_value == 1
    assert "content/articles is a file, not a folder" in result.output
    assert not list(site.glob("content/texts/*"))


def test_a_newer_copy_is_compared_with_what_is_quoted(site: Path, tmp_path: Path) -> None:
    run(site, saved(tmp_path, page()), "--id", "port", "--outlet", "gazette", "--published", "2025-03-03")
    (site / "content/annotations").mkdir()
    (site / "content/annotations/port.yml").write_text(
        'statements:\n- id: vote\n  quote: "must vote within two weeks"\n  gist: "It votes."\n'
        '- quote: "a loan of 2.6 billion pounds"\n  gist: "A loan."\n',
        encoding="utf-8",
    )
    newer = saved(tmp_path, page().replace("two weeks", "three weeks"), "newer.html")
    before = made(site)
    result = run(site, newer, "--update", "port")
    assert "port/vote: the quote is not in the article" in result.output
    assert "[two → three]" in result.output
    assert result.output.endswith("1 quote touched\n")
    assert made(site) == before
    run(site, newer, "--update", "port", "--keep", "--id", "port-2")
    assert "version_of: port\n" in made(site)["articles/port-2.md"]
    assert {path: text for path, text in made(site).items() if path in before} == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere.html"], "nowhere.html: there is no such file"),
        (["--published", "soon", "-"], "--published: "),
        (["--update", "none", "-"], "there is no article `none`"),
    ],
)
def test_wrong_use_is_one_line(site: Path, arguments: list[str], words: str) -> None:
    try:
        said = run(site, *arguments, input=f"Port deal\n{FIRST}\n").output
    except (UserError, click.ClickException) as error:
        said = str(error)
    assert words in said


@contextmanager
def web(answers: dict[str, tuple[int, str, bytes]]) -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            status, kind, data = answers.get(self.path, (404, "text/plain", b""))
            self.send_response(status)
            self.send_header("Location" if status == 302 else "Content-Type", kind)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def test_a_page_is_fetched_once_and_robots_are_asked(site: Path) -> None:
    html = page().encode()
    with web({"/deal": (302, "/port", b""), "/port": (200, "text/html; charset=utf-8", html)}) as (url, asked):
        assert run(site, f"{url}/deal", "--private").return_value == 0
    assert asked == ["/robots.txt", "/deal", "/port"]
    assert f"url: {url}/port\n" in next(iter(made(site).values()))


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"/robots.txt": (200, "text/plain", b"User-agent: *\nDisallow: /")}, "asks programs not to fetch this page"),
        ({"/deal": (302, "/deal", b"")}, "redirects more than 5 times"),
        ({"/deal": (302, "file:///etc/passwd", b"")}, "is no address of a web page"),
        ({"/deal": (403, "text/plain", b"")}, "answers with status 403: save the page in your browser"),
        ({"/deal": (200, "text/html", b"x" * (17 * 1024 * 1024))}, "is larger than 16 MB"),
    ],
)
def test_pages_that_cannot_be_had(answers: dict[str, tuple[int, str, bytes]], words: str) -> None:
    with web(answers) as (url, _), pytest.raises(UserError, match=words):
        fetch(f"{url}/deal", private=True)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost:8000/", "http://[::1]/", "http://10.0.0.1/", "http://192.168.1.1/",
     "http://169.254.169.254/latest", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/"],
)  # fmt: skip
def test_ones_own_network_is_not_fetched_from(url: str) -> None:
    with pytest.raises(UserError, match="is within your own network: say --private"):
        expect_public(url, private=False)
    expect_public(url, private=True)
