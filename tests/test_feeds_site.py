"""The feeds, calendars and lists of a built site, as the programs of others read them."""

import json
import re
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar

from builder.model.changes import KINDS
from tests.conftest import ROOT, BuiltSite, build

BASE = "https://example.org/minerals-desk/"
NEWSBOAT = shutil.which("newsboat")


@pytest.fixture(scope="module")
def record(sample: BuiltSite) -> dict[str, list[dict[str, Any]]]:
    compiled: dict[str, list[dict[str, Any]]] = json.loads((sample.output / "data/site.json").read_text("utf-8"))
    return compiled


OTHERS = ("changes", "digests")
"""Feeds whose entries are no statements."""


def files(site: BuiltSite, form: str) -> list[Path]:
    found = sorted((site.output / "feeds").rglob(f"*.{form}"))
    assert found
    return found


def address(site: BuiltSite, file: Path) -> str:
    return BASE + file.relative_to(site.output).as_posix()


def parsed(file: Path) -> Any:
    return feedparser.parse(file.read_bytes())


def test_a_strict_reader_finds_no_fault_in_any_feed(sample: BuiltSite) -> None:
    for file in files(sample, "xml"):
        feed = parsed(file)
        assert not feed.bozo, (file, feed.bozo_exception)
        assert feed.version == "atom10"
        assert {"id", "title", "updated", "author"} <= feed.feed.keys(), file
        own = [link["href"] for link in feed.feed.links if link["rel"] == "self"]
        assert own == [address(sample, file)]
        assert len(feed.entries) <= 50
        for entry in feed.entries:
            assert {"id", "title", "updated", "published", "link", "content"} <= entry.keys(), file
            assert entry.link.startswith(f"{BASE}{'' if file.stem in OTHERS else 's/'}")
        assert feed.feed.updated == max((entry.updated for entry in feed.entries), default=feed.feed.updated)


def test_every_deal_and_actor_with_a_page_has_its_feeds(sample: BuiltSite) -> None:
    for kind in ("deals", "actors"):
        pages = {page.parent.name for page in (sample.output / kind).glob("*/index.html")}
        for form in ("xml", "json"):
            assert {file.stem for file in (sample.output / "feeds" / kind).glob(f"*.{form}")} == pages


def test_walking_back_from_the_feed_every_statement_is_met(sample: BuiltSite, record: Any) -> None:
    met: list[str] = []
    path = "feeds/site.xml"
    archived = 0
    while path:
        feed = parsed(sample.output / path)
        archived += len(feed.entries) if "site-" in path else 0
        met += [entry.id for entry in feed.entries]
        links = {link["rel"]: link["href"].removeprefix(BASE) for link in feed.feed.links}
        path = links.get("prev-archive", "")
    assert archived
    assert set(met) == {f"tag:example.org,2025:/minerals-desk/s/{item['id']}/" for item in record["statements"]}
    assert len(met) - len(set(met)) == 50 - len(record["statements"]) % 50


def test_no_claim_stands_without_its_speaker_nor_a_denied_one_without_its_denial(sample: BuiltSite) -> None:
    denied = {}
    for file in files(sample, "xml"):
        for entry in parsed(file).entries if file.stem != "digests" else ():
            assert re.match(r"[^:]+[^:\s]( \([^()]+\))*: \S", entry.title), entry.title
            if "(unnamed)" not in entry.title and " (denied by " in entry.title:
                denied[entry.title] = entry.content[0].value
    assert denied
    for content in denied.values():
        assert "<li>Denied by " in content


def test_an_edit_keeps_ids_and_days(sample: BuiltSite, tmp_path: Path) -> None:
    for name in ("content", "site.yml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    (file,) = tmp_path.glob("content/annotations/**/how-much-aid.yml")
    text = file.read_text("utf-8")
    edited = text.replace("does not accept the figure", "rejects the figure")
    assert edited != text
    file.write_text(edited, "utf-8")
    after = build(tmp_path, tmp_path / "output")
    for feed in files(sample, "xml"):
        before, now = parsed(feed), parsed(after.output / feed.relative_to(sample.output))
        assert [(one.id, one.updated) for one in now.entries] == [(one.id, one.updated) for one in before.entries]
        assert now.feed.updated == before.feed.updated
    assert "rejects the figure" in (after.output / "feeds/site.xml").read_text("utf-8")


def test_json_feeds_have_what_the_format_asks_for(sample: BuiltSite, record: Any) -> None:
    known = {item["id"]: item for item in record["statements"]}
    for file in files(sample, "json"):
        feed = json.loads(file.read_text("utf-8"))
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"]
        assert feed["feed_url"] == address(sample, file)
        for item in feed["items"]:
            assert item["id"]
            assert item["content_html"]
            own = item["_dateline"]
            if file.stem in OTHERS:
                assert own.get("kind", "status") in KINDS
                continue
            statement = known[item["url"].removeprefix(f"{BASE}s/").removesuffix("/")]
            assert own["deals"] == statement.get("deal", [])
            assert {key: own[key] for key in ("voice", "told", "mode", "wording")} == {
                key: statement[key] for key in ("voice", "told", "mode", "wording")
            }


def test_calendars_are_read_and_hold_what_is_due(sample: BuiltSite, record: Any) -> None:
    due = {f"{BASE}s/{item['id']}/" for item in record["statements"] if item["mode"] == "planned" and "due" in item}
    dated = {"first-tranche-paid/second-look", "menafn-2025-05/ratify-forecast", "london-aid-round-up/tranche"}
    assert {f"{BASE}s/{id}/" for id in dated} <= due
    for file in files(sample, "ics"):
        events = Calendar.from_ical(file.read_bytes()).events
        assert events
        assert len({str(event["UID"]) for event in events}) == len(events)
        assert {str(event["URL"]) for event in events} <= due
        for event in events:
            assert not event.errors
            assert event.start < event.end
    whole = Calendar.from_ical((sample.output / "feeds/site.ics").read_bytes())
    assert {str(event["URL"]) for event in whole.events} == {f"{BASE}s/{id}/" for id in dated}


def soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text("utf-8"), "html.parser")


def path(site: BuiltSite, page: Path) -> str:
    return page.relative_to(site.output).as_posix().removesuffix("index.html")


def test_the_sitemap_lists_the_pages_that_are_to_be_found_and_no_other(site: BuiltSite) -> None:
    tree = ElementTree.fromstring((site.output / "sitemap.xml").read_bytes())
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    listed = [element.text or "" for element in tree.findall("s:url/s:loc", space)]
    pages = {
        str(link["href"])
        for page in site.pages()
        if page.name != "404.html" and not soup(page).find("meta", {"name": "robots", "content": "noindex"})
        for link in soup(page).find_all("link", rel="canonical")
    }
    assert sorted(listed) == sorted(pages)
    for day in tree.findall("s:url/s:lastmod", space):
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", day.text or "")


def test_pages_lead_to_their_feeds_and_others_to_none(sample: BuiltSite) -> None:
    for page in sample.pages():
        own = path(sample, page)
        followed = re.fullmatch(r"|(deals|actors)/[^/]+/|(changes|digests)/", own) and not soup(page).find(
            "meta", {"name": "robots"}
        )
        kinds = {str(link["type"]) for link in soup(page).find_all("link", rel="alternate")}
        assert kinds - {"text/calendar"} == ({"application/atom+xml", "application/feed+json"} if followed else set())
        stem = own.removesuffix("/") or "site"
        assert ("text/calendar" in kinds) == (sample.output / "feeds" / f"{stem}.ics").is_file()
        shown = {str(link["type"]) for link in soup(page).select("main a[type]")}
        assert shown == kinds, own


def test_every_page_lets_its_reader_report_an_error(sample: BuiltSite) -> None:
    for page in sample.pages():
        (link,) = [link for link in soup(page).find_all("a") if link.get_text() == "Report an error"]
        where = f"{BASE}{path(sample, page)}"
        assert link["href"] == f"mailto:desk@example.org?subject=Error%20on%20{where}"


@pytest.fixture
def served(sample: BuiltSite) -> Iterator[str]:
    """The built site on a port of this machine."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(sample.output)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.skipif(NEWSBOAT is None, reason="newsboat, a feed reader, is not installed here")
def test_a_feed_reader_reads_the_feeds(sample: BuiltSite, served: str, tmp_path: Path) -> None:
    names = ["site.xml", "site-1.xml", "deals/us-aid.xml", "actors/trump.xml", "actors/rt.xml"]
    entries = {entry.id: entry.title for name in names for entry in parsed(sample.output / "feeds" / name).entries}
    urls, cache = tmp_path / "urls", tmp_path / "cache.db"
    urls.write_text("".join(f"{served}/feeds/{name}\n" for name in names), "utf-8")
    assert NEWSBOAT is not None
    command = [NEWSBOAT, "-u", str(urls), "-c", str(cache), "-C", "/dev/null"]
    home = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "dumb"}
    subprocess.run([*command, "-x", "reload"], env=home, capture_output=True, timeout=120, check=True)
    with closing(sqlite3.connect(cache)) as kept:
        assert dict(kept.execute("select guid, title from rss_item")) == entries
