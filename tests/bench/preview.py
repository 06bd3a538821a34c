"""How long an author waits: Dateline's preview beside Hugo's server, each with a page open in Chromium.

The same three edits are made by each side in turn, there and back: a paragraph in an article, a statement that moves to
another deal, and a name that stands on thousands of pages. What counts is the time from the writing of the file until
the open page shows the change, whatever lies between: watching, building, telling the browser, showing.
"""

import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright

from tests.bench.corpus import Article, Corpus, make
from tests.bench.measure import Sampler

PATIENCE = 180
"""Seconds until a server is given up."""
SHOWS = "([words, there]) => document.body?.textContent.includes(words) === there"
"""Asked in the page every 10 ms: what waits for an element asks ever more seldom, at last twice a second."""
NEVER = 30
"""Seconds until it is taken that an edit will not be shown."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
BASE = "/benchmark/"


@dataclass(frozen=True)
class Edit:
    """A file's text as it is and as it becomes, and the words that an open page shows for as long as it is so."""

    name: str
    page: str
    """Below the base path."""
    file: Path
    """Below the site's folder."""
    change: Callable[[str], str]
    words: str


@dataclass(frozen=True)
class Server:
    name: str
    command: Callable[[Path, int], list[str]]
    """Site and port to the command that serves it."""
    edits: Callable[[Corpus], list[Edit]]


@dataclass(frozen=True)
class Waited:
    """What one server made an author wait."""

    name: str
    articles: int
    start: float
    """Seconds from the start of the command to the first page."""
    waits: dict[str, list[float]]
    """Seconds, by edit."""
    memory: int
    """Peak resident bytes of all its processes together; 0 where the system does not tell."""


def dateline() -> Server:
    def command(site: Path, port: int) -> list[str]:
        return [sys.executable, "-m", "builder", "serve", str(site), "--port", str(port), "--today", "2025-01-01"]

    def edits(corpus: Corpus) -> list[Edit]:
        article, deal, voice = chosen(corpus)
        claim, name = article.claims[0], corpus.voices[voice]
        stem = f"{article.published.year}/{article.id}"

        def moved(text: str) -> str:
            return text.replace(f"  deal: {claim.deal}\n", f"  deal: {deal}\n", 1)

        def renamed(text: str) -> str:
            return text.replace(f"  {voice}: {{name: {name},", f"  {voice}: {{name: {OTHER},")

        statements = Path(f"content/annotations/{stem}.yml")
        return made(corpus, [
            (Path(f"content/articles/{stem}.md"), added), (statements, moved), (statements, moved),
            (Path("content/entities/actors.yml"), renamed),
        ])  # fmt: skip

    return Server("Dateline", command, edits)


def hugo(binary: Path, *, fast: bool) -> Server:
    """Of the plain pages alone: nothing else shows an edit. `fast`: it renders no more than the pages that were looked
    at last, as it does by default; others stay stale."""

    def command(site: Path, port: int) -> list[str]:
        options = ["--environment", "plain", "--renderToMemory", "--bind", "127.0.0.1", "--port", str(port)]
        return [str(binary), "server", *options, "--source", str(site), *([] if fast else ["--disableFastRender"])]

    def edits(corpus: Corpus) -> list[Edit]:
        article, deal, voice = chosen(corpus)

        def moved(text: str) -> str:
            head, _, body = text.partition("\n\n")
            front = json.loads(head)
            front["claims"][0]["deal"] = deal
            front["deals"] = sorted({claim["deal"] for claim in front["claims"]})
            return f"{json.dumps(front, ensure_ascii=False)}\n\n{body}"

        def renamed(text: str) -> str:
            return json.dumps({**json.loads(text), voice: OTHER})

        file = Path(f"content/articles/{article.id}.md")
        return made(corpus, [(file, added), (file, moved), (file, moved), (Path("data/actors.json"), renamed)])

    return Server("Hugo" if fast else "Hugo, all pages", command, edits)


ADDED, OTHER = "This is added while the page is open.", "Quite Another"


def made(corpus: Corpus, changes: list[tuple[Path, Callable[[str], str]]]) -> list[Edit]:
    """The edits, with the page that is open during each and the words by which it shows it."""
    article, deal, _ = chosen(corpus)
    own, other = f"articles/{article.id}/", f"deals/{deal}/"
    shown = [
        ("a paragraph in an article", own, ADDED),
        ("a statement to another deal, on its article", own, corpus.deals[deal]),
        ("a statement to another deal, on that deal", other, article.claims[0].quote),
        ("a name on thousands of pages", own, OTHER),
    ]
    pairs = zip(shown, changes, strict=True)
    return [Edit(name, page, file, change, words) for (name, page, words), (file, change) in pairs]


def added(text: str) -> str:
    return f"{text}\n{ADDED}\n"


def chosen(corpus: Corpus) -> tuple[Article, str, str]:
    """An article in the middle that the most quoted voice speaks in, a deal of middling size, and that voice."""
    voice = Counter(claim.voice for article in corpus.articles for claim in article.claims).most_common(1)[0][0]
    middle = corpus.articles[len(corpus.articles) // 2 :]
    article = next(each for each in middle if any(claim.voice == voice for claim in each.claims))
    deals = [deal for deal, _ in Counter(c.deal for each in corpus.articles for c in each.claims).most_common()]
    own = {claim.deal for claim in article.claims}
    return article, next(deal for deal in deals[len(deals) // 4 :] if deal not in own), voice


def compare(servers: list[tuple[Server, str]], articles: int, rounds: int) -> list[Waited]:
    """`servers` with the module that writes the site for each."""
    corpus = make(articles)
    with TemporaryDirectory(prefix="bench-") as folder, sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        found = []
        for server, module in servers:
            site = Path(folder, server.name)
            subprocess.run([sys.executable, "-m", module, str(articles), str(site)], check=True)
            found.append(measure(server, site, corpus, browser, rounds))
        browser.close()
        return found


def measure(server: Server, site: Path, corpus: Corpus, browser: Browser, rounds: int) -> Waited:
    port, start = free_port(), time.perf_counter()
    with running(server.command(site, port), site.parent / f"{server.name}.log") as process:
        sampler = Sampler(process.pid)
        sampler.start()
        home = f"http://127.0.0.1:{port}{BASE}"
        until_served(home, process)
        begun = time.perf_counter() - start
        waits = {}
        for edit in server.edits(corpus):
            page = browser.new_page()
            page.goto(home + edit.page, timeout=PATIENCE * 1000)
            waits[edit.name] = list(waited(page, site / edit.file, edit, rounds))
            page.close()
        sampler.stop()
    return Waited(server.name, len(corpus.articles), begun, waits, sampler.peak)


def waited(page: Page, file: Path, edit: Edit, rounds: int) -> Iterator[float]:
    """Seconds until the page shows the edit, and until it shows that it is taken back, without the first of each, which
    only warms up; infinity, once, where the page does not show it."""
    before = file.read_text(encoding="utf-8")
    after = edit.change(before)
    if after == before:
        raise SystemExit(f"{edit.name}: nothing to change in {file}")
    try:
        for number in range(rounds + 1):
            for text in (after, before):
                start = time.perf_counter()
                file.write_text(text, encoding="utf-8")
                page.wait_for_function(SHOWS, arg=[edit.words, text is after], polling=10, timeout=NEVER * 1000)
                if number:
                    yield time.perf_counter() - start
                page.wait_for_timeout(1500)  # Whatever is still at work comes to rest.
    except TimeoutError:
        file.write_text(before, encoding="utf-8")
        yield inf


@contextmanager
def running(command: list[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)


def until_served(home: str, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            with urlopen(home, timeout=PATIENCE) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.02)
    raise SystemExit(f"the server of {home} ended")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
