"""`dateline serve` as its user meets it: how it starts, what it says, that it writes nothing, and how it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from builder.cli import main
from builder.edges.errors import UserError
from builder.edges.serve import server
from builder.edges.serve.live import LiveSite
from builder.edges.serve.server import address, host_to_bind, listening
from builder.edges.serve.terminal import first_of_paths
from tests.conftest import ROOT, dateline
from tests.serving import PATIENCE, Served, desk, wait_for
from tests.test_warm import ARTICLE, STATEMENT, contents, lay

DAY = "2025-03-10"
DEAL = "/harbour/deals/port-loan/"
STATEMENTS = "content/annotations/a.yml"
START = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    f"from {main.__module__} import main; main()"
)
"""Whoever runs the tests may ignore the signal, as `nohup` does; a child inherits that."""
SLOW = (
    f"import sys, time; from {LiveSite.__module__} import LiveSite;"
    "LiveSite.refresh = lambda *_: print('reading', flush=True) or time.sleep(600);"
)
unix = pytest.mark.skipif(sys.platform == "win32", reason="no such signals")


class Command(Served):
    """A running command, with what it said so far."""

    process: "subprocess.Popen[str]"

    def end(self, number: int) -> tuple[int, str]:
        """Sends it and all that it started a signal; its status, and what it said to standard error."""
        os.killpg(self.process.pid, number)
        status = self.process.wait(PATIENCE)
        assert self.process.stderr
        return status, self.process.stderr.read()


@contextmanager
def running(site: Path, *arguments: str, before: str = "") -> Iterator[Command]:
    """The command, from its first line on."""
    process = subprocess.Popen(
        [sys.executable, "-c", before + START, "serve", str(site), "--port", "0", "--today", DAY, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        start_new_session=True,
    )
    assert process.stdout
    command = Command(site, 0)
    command.process = process
    reader = threading.Thread(target=lambda: command.said.extend(iter(process.stdout.readline, "")))  # type: ignore[union-attr]
    reader.start()
    try:
        wait_for(lambda: bool(command.said) or process.poll() is not None)
        found = re.match(r"http://127\.0\.0\.1:(\d+)/", command.said[0])
        assert found
        command.port = int(found[1])
        yield command
    finally:
        process.kill()
        process.wait(PATIENCE)
        reader.join(PATIENCE)
        process.stdout.close()
        assert process.stderr
        process.stderr.close()


@unix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_session(tmp_path: Path, number: signal.Signals) -> None:
    site = desk(tmp_path / "site")
    dateline("build", site, "--today", DAY)
    before = contents(tmp_path)
    with running(site) as command:
        assert command.said[0].endswith(f" shows {site} until Ctrl-C\n")
        with command.open(DEAL) as deal:
            signed = STATEMENT.replace("RUNG", "signed")
            lay(site, STATEMENTS, signed)
            assert deal.next() == ("page", {"version": command.get(DEAL).version})
            wait_for(lambda: len(command.said) >= 3)
            assert re.fullmatch(
                r"\d\d:\d\d:\d\d content/annotations/a\.yml: 1 of 1 open page changed \(/harbour/deals/port-loan/\), "
                r"\d+ pages may have changed in all, \d+\.\d\d s(, \d+ (warning|note)s?)*\n",
                command.said[2],
            )
            assert command.end(number) == (0, "")
        assert contents(tmp_path) == {**before, f"site/{STATEMENTS}": signed.encode()}, "nothing is written"


@unix
def test_it_ends_while_it_reads(tmp_path: Path) -> None:
    with running(desk(tmp_path), before=SLOW) as command:
        wait_for(lambda: "reading\n" in command.said)
        with socket.create_connection(("127.0.0.1", command.port), timeout=PATIENCE) as page:
            page.sendall(b"GET /harbour/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
            with command.listening("/harbour/"):
                assert command.end(signal.SIGINT) == (0, "")


@unix
def test_it_ends_while_it_starts_other_processes(tmp_path: Path) -> None:
    with running(desk(tmp_path), "--workers", "3") as command:
        assert command.end(signal.SIGINT) == (0, "")


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with listening("127.0.0.1", 0) as taken:
        number = taken.getsockname()[1]
        with running(desk(tmp_path), "--port", str(number)) as command:
            assert command.port > number
            assert f"(port {number} is taken)" in command.said[0]
            wait_for(lambda: command.get("/harbour/").status == 200)


def test_without_drafts(tmp_path: Path) -> None:
    site = desk(tmp_path)
    lay(site, "content/articles/b.md", ARTICLE.replace("DAY", "2025-02").replace("form:", "draft: yes\nform:"))
    with running(site, "--no-drafts") as command:
        assert command.get("/harbour/articles/a/").status == 200
        assert command.get("/harbour/articles/b/").status == 404


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "nowhere is not a folder"),
        ([".", "--editor", "ed"], "--editor is `ed`: name a URL"),
        ([".", "--host", "no-such-host.invalid"], "cannot serve at http://no-such-host.invalid:8000/: "),
        ([".", "--host", ""], "--host: it is empty; name 127.0.0.1 for this machine only"),
        ([".", "--host", "192.0.2.1"], "cannot serve at http://192.0.2.1:8000/: "),
    ],
)
def test_what_stands_in_the_way_is_one_line(arguments: list[str], said: str) -> None:
    done = dateline("serve", *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"dateline: {said}")


def test_a_day_that_the_environment_gets_wrong_is_one_line(tmp_path: Path) -> None:
    done = dateline("serve", tmp_path, env={"SOURCE_DATE_EPOCH": "soon"})
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize("arguments", [["--port", "65536"], ["--port", "x"], ["--today", "now"], ["--strict"]])
def test_wrong_use(arguments: list[str]) -> None:
    done = dateline("serve", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_not_every_port_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "TRIES", 1)
    with listening("127.0.0.1", 0) as taken:
        number = taken.getsockname()[1]
        with pytest.raises(UserError, match=f"all ports from {number} to {number} are in use"):
            listening("127.0.0.1", number)


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        ("desk.local", "http://desk.local:8000/"),
        ("0.0.0.0", "http://127.0.0.1:8000/"),
        ("::", "http://[::1]:8000/"),
        ("fe80::1", "http://[fe80::1]:8000/"),
    ],
)
def test_the_address_to_type(host: str, shown: str) -> None:
    assert address(host, 8000) == shown


@pytest.mark.parametrize(
    ("host", "bound"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("[::1]", "::1"),
        ("::1", "::1"),
        ("0:0:0:0:0:0:0:1", "::1"),
        ("0.0.0.0", "0.0.0.0"),
        ("[::]", "::"),
        ("::0", "::"),
        ("[FE80::1]", "fe80::1"),
        ("localhost", "localhost"),
        ("Desk-2.local", "Desk-2.local"),
    ],
)
def test_the_address_to_serve_at(host: str, bound: str) -> None:
    assert host_to_bind(host) == bound


@pytest.mark.parametrize(
    "host",
    ["", " ", "*", "0", "00", "127.1", "0x0", "0x7f000001", "[]", "[localhost]", "[127.0.0.1", "::1]", "localhost:8000",
     "127.0.0.1:8000", "[::1]:8000", "http://localhost", "localhost/", "no such host", "1.2.3.4.5", "a..b", "дом"],
)  # fmt: skip
def test_what_is_no_address_to_serve_at(host: str) -> None:
    with pytest.raises(UserError, match=r"^--host: .* name 127\.0\.0\.1 for this machine only"):
        host_to_bind(host)


def test_a_name_for_all_addresses_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """As some network may resolve it."""
    everywhere = socket.create_server
    monkeypatch.setattr(socket, "create_server", lambda place, family: everywhere(("0.0.0.0", 0)))
    with pytest.raises(UserError, match="stands for the whole network here"):
        listening("desk.local", 8000)


@unix
def test_more_pages_than_the_system_has_room_for(tmp_path: Path) -> None:
    few = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64));"
    with running(desk(tmp_path), before=few) as command, ExitStack() as stack:
        wait_for(lambda: command.get("/harbour/").status == 200)
        asking = b"GET /_dateline/events?path=/harbour/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
        streams = []
        for _ in range(200):
            streams.append(stack.enter_context(socket.create_connection(("127.0.0.1", command.port), PATIENCE)))
            streams[-1].sendall(asking)
        time.sleep(1.5)
        stack.close()
        wait_for(lambda: command.get("/harbour/").status == 200)
        assert sum("no more open connections" in line for line in command.said) <= 1
        assert command.end(signal.SIGINT) == (0, "")


@pytest.mark.parametrize(
    ("paths", "shown"),
    [("a", "a"), ("ba", "a, b"), ("abc", "a, b, c"), ("dcba", "a, b, c and 1 more")],
)
def test_of_many_files_the_first_are_named(paths: str, shown: str) -> None:
    assert first_of_paths(paths) == shown
