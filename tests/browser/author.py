"""A small site, `dateline serve` at work on it in a process of its own, and an author who edits it.

Nothing here knows what is inside the server: files are written, and a browser is shown what it serves.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

PATIENCE = 20
"""Seconds after which something will not happen any more."""
BASE = "/harbour/"

SITE = """title: Harbour desk
url: https://example.org/harbour/
scope: One loan.
theme: desk
"""
ACTORS = """actors:
  gazette: {name: The Gazette, kind: outlet}
  norland: {name: Norland, kind: country}
"""
DEALS = "deals:\n  port-loan: {name: Port loan, ladder: money, checked: 2025-03-10}\n"
ARTICLE = """---
title: A loan
outlet: gazette
url: https://example.org/gazette/1
published: 2025-03-03
recorded: 2025-03-09
form: own
rights: full
---
Norland announced a loan of 2.6 billion pounds.
"""
STATEMENTS = """statements:
- quote: "Norland announced a loan"
  gist: "[[norland]] announced the [[port-loan]]."
  by: norland
  deal: port-loan
  status: announced
"""
ABOUT = "---\ntitle: About\n---\nWe follow one loan.\n"
LONG = "---\ntitle: Long\n---\n" + "".join(f"Paragraph {number} is here.\n\n" for number in range(1, 121))
FREE = """{% extends "base.html" %}
{% block main %}
<h1>{{ page.title }}</h1>
<form><label>Find <input name="q"></label></form>
<details><summary>More</summary><p>There is more.</p></details>
<p><img src="{{ ROOT }}assets/dot.svg" alt="a dot"></p>
<div class="prose">{{ page.content_html|html }}</div>
<p id="end">This is the end.</p>
{% endblock %}
"""
FILES: Mapping[str, str] = {
    "site.yml": SITE,
    "content/entities/actors.yml": ACTORS,
    "content/entities/deals.yml": DEALS,
    "content/articles/a.md": ARTICLE,
    "content/annotations/a.yml": STATEMENTS,
    "content/pages/about.md": ABOUT,
    "content/pages/long.md": LONG,
    "themes/desk/theme.yml": "extends: default\n",
    "themes/desk/free.html": FREE,
    "themes/desk/assets/desk.css": "h1 { letter-spacing: 1px; }\n",
    "themes/desk/assets/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>',
}


@dataclass
class Author:
    """Someone who writes in a folder that is being served."""

    root: Path
    port: int
    _marks: Iterator[int] = field(default_factory=count)

    def at(self, path: str) -> str:
        """The address of a page of the site: `deals/port-loan/`."""
        return f"http://127.0.0.1:{self.port}{BASE}{path}"

    def shown(self, path: str) -> str:
        """A file's path as findings tell it: from where the server was started."""
        return Path(os.path.relpath(self.root / path)).as_posix()

    def writes(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def changes(self, path: str, old: str, new: str) -> None:
        """Leaves the file as it was at first, but for one text in place of another."""
        assert old in FILES[path]
        self.writes(path, FILES[path].replace(old, new))

    def deletes(self, path: str) -> None:
        (self.root / path).unlink()

    def starts_anew(self) -> None:
        """Leaves the site as it was at first, and waits until that is what is served."""
        lay(self.root)
        self.settles()

    def settles(self) -> None:
        """Waits until what has been written is served. The site must be without an error."""
        mark = f"mark-{next(self._marks)}.txt"
        self.writes(f"content/static/{mark}", "")
        end = time.monotonic() + PATIENCE
        while not self._is_served(mark):
            assert time.monotonic() < end, "the site is not served as it is"
            time.sleep(0.05)

    def _is_served(self, path: str) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", BASE + path)
        found = connection.getresponse().status == 200
        connection.close()
        return found


def lay(root: Path) -> None:
    """Makes the folder hold the site as it is at first, and touches no file that is so already."""
    there = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    for name in there.keys() - FILES:
        there[name].unlink()
    for name, text in FILES.items():
        if name not in there or there[name].read_text(encoding="utf-8") != text:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")


@contextmanager
def at_work(root: Path, port: int = 0) -> Iterator[Author]:
    """Serves the folder until the `with` ends."""
    options = ["--port", str(port), "--today", "2025-03-10", "--editor", "desk://file{file}?at={line}:{column}"]
    command = [sys.executable, "-m", "builder", "serve", str(root), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as server:
        try:
            assert server.stdout
            address = server.stdout.readline().split()[0]
            yield Author(root, urlsplit(address).port or 0)
        finally:
            server.terminate()
