"""A preview is for the one who started it: who asks under another name, or from another site, is refused."""

from collections.abc import Iterator

import pytest

from builder.edges.serve.app import names_us
from tests.serving import Served, desk, serving

LOOPBACK = "127.0.0.1"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(desk(tmp_path_factory.mktemp("site"))) as served:
        yield served


@pytest.mark.parametrize(
    ("host", "bound", "welcome"),
    [
        ("127.0.0.1", LOOPBACK, True),
        ("127.0.0.1:8000", LOOPBACK, True),
        ("localhost:1", LOOPBACK, True),
        ("LocalHost", LOOPBACK, True),
        ("[::1]:8000", LOOPBACK, True),
        ("[::1]", LOOPBACK, True),
        ("", LOOPBACK, False),
        ("elsewhere.example", LOOPBACK, False),
        ("elsewhere.example:8000", LOOPBACK, False),
        ("localhost.elsewhere.example", LOOPBACK, False),
        ("127.0.0.1.elsewhere.example", LOOPBACK, False),
        ("127.0.0.1@elsewhere.example", LOOPBACK, False),
        ("elsewhere.example#localhost", LOOPBACK, False),
        ("elsewhere.example/localhost", LOOPBACK, False),
        ("localhost:8000:8000", LOOPBACK, False),
        ("localhost:x", LOOPBACK, False),
        ("192.168.1.7", LOOPBACK, False),
        ("[fe80::1]", LOOPBACK, False),
        ("::1", LOOPBACK, False),
        ("192.168.1.7:8000", "192.168.1.7", True),
        ("desk.local:8000", "desk.local", True),
        ("Desk.local", "desk.local", True),
        ("other.local", "desk.local", False),
        ("192.168.1.8", "192.168.1.7", False),
        ("192.168.1.7:8000", "0.0.0.0", True),
        ("[fe80::1]:8000", "0.0.0.0", True),
        ("[fe80::1]:8000", "::", True),
        ("localhost", "0.0.0.0", True),
        ("elsewhere.example", "0.0.0.0", False),
        ("192.168.1.7.elsewhere.example", "::", False),
        ("1", "0.0.0.0", False),
    ],
)
def test_a_name(host: str, bound: str, *, welcome: bool) -> None:
    assert names_us(host, bound) == welcome


@pytest.mark.parametrize("path", ["/", "/harbour/", "/_dateline/events?path=/", "/_dateline/client.js", "/nowhere"])
def test_another_name_is_refused(served: Served, path: str) -> None:
    reply = served.get(path, headers={"Host": f"elsewhere.example:{served.port}"})
    assert reply.status == 403
    assert b"Harbour" not in reply.body
    assert served.get(path, "HEAD", {"Host": "elsewhere.example"}).status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://elsewhere.example"},
        {"Origin": "http://localhost.elsewhere.example"},
        {"Origin": "http://localhost:1"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
    ],
    ids=str,
)
def test_events_are_not_for_other_sites(served: Served, headers: dict[str, str]) -> None:
    reply = served.get("/_dateline/events?path=/harbour/", headers={"Host": f"localhost:{served.port}", **headers})
    assert reply.status == 403
    assert reply.headers["content-type"].startswith("text/plain")


def test_events_are_for_pages_of_this_site(served: Served) -> None:
    host = f"localhost:{served.port}"
    headers = {"Host": host, "Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
    reply = served.get("/_dateline/events?path=/harbour/", "HEAD", headers)
    assert (reply.status, reply.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
    assert reply.headers["cache-control"] == "no-store"
