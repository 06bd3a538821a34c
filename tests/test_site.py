"""What holds for any built site: links lead somewhere, ids are unique, backlinks are symmetric, HTML is
valid."""

import gzip
import json
import posixpath
import re
import shutil
import subprocess
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest
from bs4 import BeautifulSoup, Tag

from tests.conftest import ROOT, BuiltSite

VNU = ROOT / ".venv" / "validator" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@cache
def soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


def attribute(tag: Tag, name: str) -> str:
    value = tag.get(name, "")
    assert isinstance(value, str)
    return value


def url(site: BuiltSite, page: Path) -> str:
    return "/" + page.relative_to(site.output).as_posix().removesuffix("index.html")


def target(site: BuiltSite, page: Path, href: str) -> tuple[Path, str] | None:
    """(file, fragment) that an internal href leads to, or None for one to elsewhere."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return None
    path = posixpath.normpath(posixpath.join(url(site, page), parts.path)) if parts.path else url(site, page)
    file = site.output / path.lstrip("/")
    if parts.path.endswith("/") or parts.path in ("", ".", "..") or file.is_dir():
        file = page if not parts.path else file / "index.html"
    return file, unquote(parts.fragment).partition(":~:")[0]


def test_every_link_and_fragment_leads_somewhere(site: BuiltSite) -> None:
    dead = []
    ids = {page: {attribute(tag, "id") for tag in soup(page).find_all(id=True)} for page in site.pages()}
    for page in site.pages():
        if page.name == "404.html":
            continue
        for tag in soup(page).find_all(["a", "link", "img", "script"]):
            href = attribute(tag, "href") or attribute(tag, "src")
            found = target(site, page, href)
            if found is None:
                continue
            file, fragment = found
            if not file.is_file() or (fragment and fragment not in ids.get(file, set())):
                dead.append((url(site, page), href))
    assert dead == []


def test_the_page_for_lost_readers_links_from_the_root(site: BuiltSite) -> None:
    config = (site.source / "site.yml").read_text(encoding="utf-8")
    base = urlsplit(re.findall(r"^url: *(\S+)", config, re.MULTILINE)[0]).path
    links = [attribute(tag, "href") for tag in soup(site.output / "404.html").find_all(["a", "link"])]
    inner = [href for href in links if not urlsplit(href).scheme and not href.startswith("#")]
    assert inner
    assert all(href.startswith(base) for href in inner), inner


def test_ids_are_unique(site: BuiltSite) -> None:
    for page in site.pages():
        counts = Counter(attribute(tag, "id") for tag in soup(page).find_all(id=True))
        assert [id for id, count in counts.items() if count > 1] == [], url(site, page)


def test_nothing_is_asked_of_other_hosts(site: BuiltSite) -> None:
    for page in site.pages():
        asked = [attribute(tag, "src") for tag in soup(page).find_all(src=True)]
        asked += [attribute(tag, "href") for tag in soup(page).find_all("link", rel=["stylesheet", "icon", "preload"])]
        assert [address for address in asked if urlsplit(address).netloc] == [], url(site, page)


def test_every_page_has_one_heading_a_title_and_a_language(site: BuiltSite) -> None:
    for page in site.pages():
        assert len(soup(page).find_all("h1")) == 1, url(site, page)
        assert soup(page).title is not None, url(site, page)
        html = soup(page).html
        assert html is not None
        assert attribute(html, "lang"), url(site, page)


def test_headings_leave_out_no_level(site: BuiltSite) -> None:
    for page in site.pages():
        levels = [int(tag.name[1]) for tag in soup(page).find_all(re.compile("^h[1-6]$"))]
        jumps = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
        assert jumps == [], url(site, page)


def pages_of(site: BuiltSite, path: str) -> list[Path]:
    """A record's page with its parts by year and month."""
    return sorted((site.output / path.lstrip("/")).rglob("index.html"))


def test_what_a_statement_names_links_back_to_it(site: BuiltSite) -> None:
    """For every statement and everything that it names, the named one's page leads back to the statement."""
    record = json.loads((site.output / "data" / "site.json").read_text(encoding="utf-8"))
    kinds = {item["id"]: kind for kind in ("actors", "deals", "events", "places") for item in record[kind]}
    missing = []
    for statement in record["statements"]:
        named = set(re.findall(r"\[\[([a-z0-9-]+)", statement["gist"]))
        named |= {name for name in (statement.get("payer"), statement.get("payee"), statement.get("event")) if name}
        for id in named & kinds.keys():
            text = "".join(page.read_text(encoding="utf-8") for page in pages_of(site, f"/{kinds[id]}/{id}/"))
            if text and f"s/{statement['id']}/" not in text:
                missing.append((id, statement["id"]))
    assert missing == []


def test_html_is_valid(site: BuiltSite) -> None:
    if VNU.is_file() and shutil.which("java"):
        options = ["--errors-only", "--skip-non-html", "--format", "gnu"]
        command = ["java", "-jar", str(VNU), *options, str(site.output)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.stderr.strip() == ""
        return
    for page in site.pages():
        html5lib.HTMLParser(strict=True).parse(page.read_bytes())


@pytest.mark.parametrize(
    "mark", [">None<", "{{", "{%", "&amp;amp;", "&amp;#", "\x02", "\x03", "\x04", "Undefined", "Markup("]
)
def test_no_scaffolding_shows(site: BuiltSite, mark: str) -> None:
    for page in site.pages():
        assert mark not in page.read_text(encoding="utf-8"), url(site, page)


def readable(file: Path) -> str:
    """The text of a file; what the search index holds is packed."""
    data = file.read_bytes()
    return (gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data).decode(errors="replace")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def test_no_text_is_published_that_rights_forbid(seed: BuiltSite) -> None:
    """No run of 12 words of an excerpt article stands in any file, unless it stands in a quote or title."""
    written = [path.read_text(encoding="utf-8") for path in seed.source.glob("content/annotations/*.yml")]
    published = {path: " ".join(words(readable(path))) for path in seed.output.rglob("*") if path.is_file()}
    allowed = " ".join(words(" ".join(written)))
    for article in seed.source.glob("content/articles/*.md"):
        _, front, body = article.read_text(encoding="utf-8").split("---\n", 2)
        allowed_here = allowed + " " + " ".join(words(front))
        run = words(body)
        for start in range(len(run) - 11):
            window = " ".join(run[start : start + 12])
            if window not in allowed_here:
                assert [path for path, text in published.items() if window in text] == [], window
