"""What is served is what a build writes, at the paths at which a host of plain files has it."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.build import Options
from builder.edges.serve.answers import with_script
from builder.edges.site import build_site
from tests.serving import DAY, LINE, Served, desk, serving, wait_for
from tests.test_warm import ARTICLE, SITE, STATEMENT, contents, lay

BASE = "/harbour"
FILES = {
    "content/pages/about.md": "---\ntitle: About\n---\nWe follow [[norland]].\n",
    "content/static/own.css": "p {color: red}\n",
    "content/static/notes/plain.html": "<p>No body here",
    "content/static/café (1).txt": "coffee",
    "content/static/data.bin": "?",
}
DEAL = "/harbour/deals/port-loan/"
TEMPLATE = "themes/own/deal.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = desk(tmp_path_factory.mktemp("site"))
    for path, text in FILES.items():
        lay(root, path, text)
    return root


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[Served]:
    """A site that no test changes."""
    with serving(site) as served:
        yield served


@pytest.fixture
def changing(tmp_path: Path) -> Iterator[Served]:
    """A site of its own, with a theme of its own."""
    root = desk(tmp_path)
    lay(root, "site.yml", SITE + "theme: own\n")
    lay(root, "themes/own/theme.yml", "extends: default\n")
    with serving(root) as served:
        yield served


def test_every_file_of_a_build_is_served_byte_for_byte(served: Served, site: Path, tmp_path: Path) -> None:
    build_site(site, tmp_path / "output", Options(DAY, drafts=True), 1, lambda stage, done, total: None)
    built = contents(tmp_path / "output")
    del built[".dateline-manifest"]
    assert len(built) > 20
    for file, data in built.items():
        reply = served.get(f"{BASE}/{file.replace(' ', '%20').replace('é', '%C3%A9')}")
        is_page = file.endswith(".html")
        assert (reply.status, reply.page) == (200, data), file
        assert len(LINE.findall(reply.body)) == is_page, file


@pytest.mark.parametrize(
    ("path", "status", "kind", "location"),
    [
        ("/harbour/", 200, "text/html; charset=utf-8", None),
        ("/harbour/deals/port-loan/", 200, "text/html; charset=utf-8", None),
        ("/harbour/deals/port-loan/index.html", 200, "text/html; charset=utf-8", None),
        ("/harbour/deals/port-loan", 301, None, "/harbour/deals/port-loan/"),
        ("/harbour/deals/port-loan?x=1&y", 301, None, "/harbour/deals/port-loan/?x=1&y"),
        ("/harbour", 302, None, "/harbour/"),
        ("/", 302, None, "/harbour/"),
        ("/harbour/own.css", 200, "text/css; charset=utf-8", None),
        ("/harbour/own.css?dateline=1", 200, "text/css; charset=utf-8", None),
        ("/harbour/assets/icon.svg", 200, "image/svg+xml; charset=utf-8", None),
        ("/harbour/data/", 200, "text/html; charset=utf-8", None),
        ("/harbour/data/site.json", 200, "application/json; charset=utf-8", None),
        ("/harbour/data/site.sqlite", 200, "application/vnd.sqlite3", None),
        ("/harbour/data/money.csv", 200, "text/csv; charset=utf-8", None),
        ("/harbour/data/annotations.jsonld", 200, "application/ld+json; charset=utf-8", None),
        ("/harbour/caf%C3%A9%20(1).txt", 200, "text/plain; charset=utf-8", None),
        ("/harbour/data.bin", 200, "application/octet-stream", None),
        ("/harbour/notes", 404, "text/html; charset=utf-8", None),
        ("/harbour/notes/", 404, "text/html; charset=utf-8", None),
        ("/harbour/nowhere/", 404, "text/html; charset=utf-8", None),
        ("/harbour/own.css/", 404, "text/html; charset=utf-8", None),
        ("/deals/port-loan/", 404, "text/html; charset=utf-8", None),
        ("/harbourdeals/", 404, "text/html; charset=utf-8", None),
        ("/favicon.ico", 404, "text/html; charset=utf-8", None),
        ("/_dateline/", 404, "text/html; charset=utf-8", None),
        ("/_dateline/client.js", 200, "text/javascript; charset=utf-8", None),
        ("/_dateline/client.css", 200, "text/css; charset=utf-8", None),
    ],
)
def test_a_path(served: Served, path: str, status: int, kind: str | None, location: str | None) -> None:
    reply = served.get(path)
    headers = reply.headers
    assert (reply.status, headers.get("content-type"), headers.get("location")) == (status, kind, location)
    assert headers["cache-control"] == "no-store"
    if status == 404:
        assert reply.page == served.get("/harbour/404.html").page
        assert reply.version
    asked_for_head = served.get(path, "HEAD")
    assert (asked_for_head.status, asked_for_head.body) == (status, b"")
    assert asked_for_head.headers["content-length"] == headers["content-length"] == str(len(reply.body))


def test_only_get_and_head_are_answered(served: Served) -> None:
    for path in ("/harbour/", "/_dateline/events", "/_dateline/client.js"):
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"):
            assert served.get(path, method).status == 405


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        (b"<body>x</body></html>", b"<body>x|</body></html>"),
        (b"<script>'</body>'</script></body>\n", b"<script>'</body>'</script>|</body>\n"),
        (b"<p>no end", b"<p>no end|"),
        (b"", b"|"),
    ],
)
def test_one_line_is_added_and_can_be_taken_away(page: bytes, sent: bytes) -> None:
    line = b'<script src="/_dateline/client.js" data-version="0f" defer></script>\n'
    assert with_script(page, "0f") == sent.replace(b"|", line)
    assert LINE.sub(b"", with_script(page, "0f")) == page


def test_a_version_is_of_the_bytes_alone(served: Served) -> None:
    first, again = served.get("/harbour/"), served.get("/harbour/index.html")
    assert first.version == again.version != served.get("/harbour/deals/").version


@pytest.mark.parametrize(
    "path",
    [
        "/harbour/../harbour/secret.txt",
        "/harbour/../../secret.txt",
        "/harbour/%2e%2e/%2e%2e/secret.txt",
        "/harbour/%2e%2e%2fsecret.txt",
        "/harbour/..%5csecret.txt",
        "/harbour/..\\secret.txt",
        "/harbour/assets/..%2f..%2fsite.yml",
        "/harbour/./index.html",
        "/harbour/%00",
        "/harbour/own.css%00.html",
        "/harbour//etc/passwd",
        "/harbour//own.css",
        "//etc/passwd",
        "//harbour/",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/etc/passwd",
        "/C:/Windows/win.ini",
        "/harbour/C:%5cWindows%5cwin.ini",
        "/harbour/content/static/own.css",
        "/harbour/site.yml",
        "/harbour/%ff%fe",
        "/harbour/%0a",
        "/harbour/%0d%0aSet-Cookie:x",
        "/harbour/own.css%2f..%2fown.css",
        "/_dateline/../site.yml",
        "/_dateline/%2e%2e/serve/app.py",
        "/_dateline/..%2fserve%2fapp.py",
        "/_dateline/idiomorph.js",
        "http://elsewhere.example/harbour/",
        "*",
    ],
)
def test_no_path_leads_out_of_the_site(served: Served, site: Path, path: str) -> None:
    (site.parent / "secret.txt").write_text("secret")
    with socket.create_connection(("127.0.0.1", served.port), timeout=60) as raw:
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        reply = b"".join(iter(lambda: raw.recv(65536), b""))
    assert reply.split(b" ")[1] in (b"404", b"400")
    assert b"Set-Cookie" not in reply
    body = reply.partition(b"\r\n\r\n")[2]
    if reply.split(b" ")[1] == b"404":
        assert LINE.sub(b"", body) == served.get("/harbour/404.html").page


def test_the_base_is_that_of_the_settings_as_they_are(changing: Served) -> None:
    with changing.open("/harbour/deals/port-loan/") as deal:
        changing.edit("site.yml", SITE.replace("example.org/harbour/", "example.org/new%20desk"))
        assert deal.next() == ("moved", {"to": "/new%20desk/deals/port-loan/"})
    assert changing.get("/harbour/").status == 404
    assert changing.get("/").headers["location"] == "/new%20desk/"
    assert changing.get("/new%20desk").headers["location"] == "/new%20desk/"
    assert changing.get("/new%20desk/deals").headers["location"] == "/new%20desk/deals/"
    assert changing.get("/new%20desk/deals/").status == 200
    changing.edit("site.yml", SITE.replace("example.org/harbour/", "example.org"))
    assert changing.get("/").status == changing.get("/deals/").status == 200
    assert changing.get("//").status == changing.get("//deals/").status == 404


def test_before_the_first_good_build_there_is_a_page_that_waits(tmp_path: Path) -> None:
    desk(tmp_path)
    lay(tmp_path, "content/annotations/a.yml", "statements: [\n")
    with serving(tmp_path) as served:
        assert "there is no site yet" in served.said[0]
        assert "error[bad-yaml]" in served.said[0]
        for path in ("/", "/harbour/", "/harbour/own.css", "/harbour/../x"):
            assert served.get(path).status == 503
        reply = served.get("/harbour/")
        assert reply.headers["content-type"] == "text/html; charset=utf-8"
        assert reply.version
        with served.open("/harbour/") as home, served.open("/") as top, served.open("/nowhere/") as lost:
            served.edit("content/annotations/a.yml", STATEMENT.replace("RUNG", "announced"))
            assert home.next() == ("page", {"version": served.get("/harbour/").version})
            assert top.next() == ("moved", {"to": "/harbour/"})
            assert lost.next() == ("page", {"version": served.get("/nowhere/").version})


def test_a_page_that_its_template_cannot_make(changing: Served) -> None:
    good = changing.get(DEAL)
    with changing.open(DEAL) as page:
        said = changing.edit(TEMPLATE, '{% extends "base.html" %}{% block main %}{{ page.nothing }}{% endblock %}')
        wait_for(lambda: not page.state["good"])
        assert page.state["counts"]["errors"] == 1
        assert page.state["findings"][0]["code"] == "bad-template"
        assert "error[bad-template]" in said
        assert changing.get(DEAL).body == good.body, "an open page stays as it was"
        assert changing.get("/harbour/").status == 200, "other pages are as good as ever"
    wait_for(lambda: changing.get(DEAL).status == 500)
    assert changing.get(DEAL).version, "the page comes by itself when it is mended"
    with changing.open(DEAL, changing.get(DEAL).version) as page:
        wait_for(lambda: not page.state["good"])
        assert page.state["findings"][0]["code"] == "bad-template"
        changing.edit(TEMPLATE, None)
        assert page.next() == ("page", {"version": good.version})
        wait_for(lambda: page.state["good"])


def test_no_template_ends_the_server(changing: Served) -> None:
    changing.edit(TEMPLATE, "{{ 1 / 0 }}")
    with changing.open(DEAL, "") as page:
        wait_for(lambda: not page.state["good"])
        assert "ZeroDivisionError" in page.state["trouble"]
        assert changing.get(DEAL).status == 500
        assert "Traceback" in changing.tell("site.yml")
        changing.edit(TEMPLATE, None)
        assert page.next()[0] == "page"


def test_drafts_are_shown(changing: Served) -> None:
    changing.edit("content/articles/b.md", ARTICLE.replace("DAY", "2025-02").replace("form:", "draft: yes\nform:"))
    assert changing.get("/harbour/articles/b/").status == 200


def test_what_there_is_to_do_is_a_page_that_no_build_writes(changing: Served) -> None:
    changing.edit("content/articles/unread.md", ARTICLE.replace("DAY", "2025-03-09").replace("TAIL", ""))
    reply = changing.get("/_dateline/coverage")
    assert (reply.status, reply.headers["cache-control"]) == (200, "no-store")
    text = reply.body.decode()
    assert "<h2>Articles without a statement</h2>" in text
    assert '<li><a href="/harbour/articles/unread/">unread</a></li>' in text
    assert changing.get("/harbour/articles/unread/").status == 200
    assert changing.get("/_dateline/coverage", "POST").status == 405
    assert changing.get("/_dateline/coverage", headers={"Host": "elsewhere.example"}).status == 403
