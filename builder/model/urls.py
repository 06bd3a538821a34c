"""Identity to URL: the only module that spells addresses on the site, by the table of its sections.

A site path starts with a slash and counts from the site's root: `/deals/uk-era-loan/`. Pages hold hrefs as `ROOT`
followed by the path without its slash; rendering replaces ROOT by the way from the page to the root, so that one build
serves from any path.
"""

import re
from collections.abc import Iterator
from datetime import date

from builder.model.dates import When
from builder.model.sections import RESERVED, SECTIONS

ROOT = "\x02"
"""Stands for the way to the site's root in every href and piece of HTML, until the page that holds it is
known."""

FOLDERS = {section.kind: name for name, section in SECTIONS.items() if section.kind}
"""Kind of record, or `article`, to the folder of its pages."""
KINDS = {folder: kind for kind, folder in FOLDERS.items()}

HOME = "/"
NOT_FOUND, ROBOTS, LLMS = "/404.html", "/robots.txt", "/llms.txt"
DATA, SEARCH = SECTIONS["data"].path, SECTIONS["search"].path

YEAR, MONTH, DAY = 4, 7, 10
"""Characters of an ISO date that name such a period."""

_CLOSED_END = re.compile(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?")
_FROM_ROOT = re.compile(r'\b(href|src)="/(?!/)')


def record(kind: str, id: str) -> str:
    """Site path of an entity's or article's page; kind is a key of FOLDERS."""
    return f"/{FOLDERS[kind]}/{id}/"


def digest_page(id: str) -> str:
    """Site path of an edition."""
    return free_page(digest_stem(id))


def digest_stem(id: str) -> str:
    """Of an edition, which is a free page in a folder of its own."""
    return f"digests/{id}"


def index(kind: str) -> str:
    """Site path of the index of a kind of records."""
    return f"/{FOLDERS[kind]}/"


def top(path: str) -> str:
    """The folder of the site in which a page lies: `deals` for `/deals/x/`, empty for the home page."""
    return path.split("/", 2)[1]


def up(path: str) -> str:
    """The folder above: `/deals/` for `/deals/x/`, and for `/deals/x.html`."""
    return f"{path.rstrip('/').rpartition('/')[0]}/"


def part(path: str, period: str) -> str:
    """Site path of a long page's year (`2025`) or month (`2025-05`)."""
    return f"{path}{period}/"


def statement(article: str, id: str) -> str:
    """Site path of a statement: an anchor on its article's page."""
    return f"{record('article', article)}#{id}"


def statement_pages(article: str) -> str:
    """Site path of the folder of an article's statement pages. There is no page there."""
    return f"/s/{article}/"


def of_article(id: str) -> tuple[str, str]:
    """Site paths of an article's page and of the folder of its statements."""
    return record("article", id), statement_pages(id)


def statement_page(article: str, id: str) -> str:
    """Site path of a statement's own page."""
    return f"/s/{article}/{id}/"


def statement_page_of(full_id: str) -> str:
    """The same for a full id, `article/statement`."""
    return f"/s/{full_id}/"


def is_of_article(path: str) -> bool:
    """Whether it may be the page of an article or of one of its statements."""
    return top(path) in ("s", FOLDERS["article"])


def is_statement_page(path: str) -> bool:
    return top(path) == "s"


def picture(path: str) -> str:
    """Site path of the picture of a page: `/cards/deals/uk-era-loan.png` for `/deals/uk-era-loan/`."""
    return f"/cards{path.rstrip('/')}.png"


def is_picture(path: str) -> bool:
    return top(path) == "cards"


def day(iso: str) -> str:
    """Site path of a day, month or year page: `2025-05-01`, `2025-05` or `2025`."""
    return f"/dates/{iso}/"


def period(when: When) -> str:
    """The smallest page that holds the whole span; a half-open one stands on its closed end as written: `from 2025`
    on the year, not on its first day. Empty if none holds it."""
    if when.first is None or when.last is None:
        closed = _CLOSED_END.match(when.text.removeprefix("../"))
        return closed[0] if closed else ""
    first, last = when.first.isoformat(), when.last.isoformat()
    if first == last:
        return first
    if first[:7] == last[:7]:
        return first[:7]
    return first[:4] if first[:4] == last[:4] else ""


def free_page(stem: str) -> str:
    return f"/{stem}/"


def data_file(name: str) -> str:
    return DATA + name


def asset(name: str) -> str:
    """Site path of one of the theme's files."""
    return f"/assets/{name}"


_TIME = r"\d{4}(?:-\d\d){0,2}/"
_MONTH = re.compile(r"(/articles/)\d{4}-\d\d/")
_PARTS = (
    (re.compile(rf"(/(?:deals|actors|events|places)/[^/]+/|/money/|/changes/){_TIME}"), r"\1"),
    (re.compile(rf"(/actors/[^/]+/)(?:others|through)/(?:{_TIME})?"), r"\1"),
    (_MONTH, r"\1"),
    (re.compile(r"(/dates/[^/]+/)\d+/"), r"\1"),
    (re.compile(r"(/feeds/site)-\d+\.xml"), r"\1.xml"),
)


def wholes(path: str) -> Iterator[str]:
    """Site paths of the pages or feeds of which this may be a part. Which parts there are is known when pages are
    planned."""
    return (found.expand(whole) for part, whole in _PARTS if (found := part.fullmatch(path)))


def is_overview(path: str) -> bool:
    """Whether every site has this page: the home page or that of a section."""
    return path == HOME or path.strip("/") in RESERVED


LONGEST = 240
"""Characters of an id: a file system takes names of 255 bytes, of which some endings (`.json`) need a few."""
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""What Windows takes for devices, whatever the folder."""
_PAGE = re.compile(rf"(?:/[a-z0-9][a-z0-9-]{{0,{LONGEST - 1}}})+/")


def is_page(path: str) -> bool:
    """Whether a site can have a page at this path."""
    if not _PAGE.fullmatch(path) or not DEVICES.isdisjoint(path.split("/")):
        return path == HOME
    if is_own(path) or is_overview(path):
        return True
    folder, first, *rest = path.strip("/").split("/")
    if folder == "dates":
        return is_period(first) and (not rest or (len(rest) == 1 and rest[0].isdigit()))
    whole = next(wholes(path), "")
    parts = path.removeprefix(whole).strip("/").split("/")
    return whole != "" and all(part in ("others", "through") or is_period(part) for part in parts)


def is_own(path: str) -> bool:
    """Whether it is the page of a record, a statement or one of the site's own; all others are computed."""
    folder, *rest = path.strip("/").split("/")
    if folder == "s":
        return len(rest) == 2
    if folder == "digests":
        return len(rest) == 1
    if folder in KINDS:
        return len(rest) == 1 and not is_month(path)
    return not rest and not is_overview(path)


def is_month(path: str) -> bool:
    """Whether it is a month of the index of articles, `/articles/2025-03/`."""
    return _MONTH.fullmatch(path) is not None


def is_period(words: str) -> bool:
    """Whether these are a year, a month or a day of the calendar, as paths have them."""
    try:
        return len(words) in (YEAR, MONTH, DAY) and bool(date.fromisoformat((words + "-01-01")[:DAY]))
    except ValueError:
        return False


def feed(form: str, kind: str = "", id: str = "") -> str:
    """Site path of a feed (`xml`, `json`) or a calendar (`ics`): a deal's, an actor's, or the whole site's."""
    return f"/feeds/{FOLDERS[kind]}/{id}.{form}" if kind else f"/feeds/site.{form}"


def changes_feed(form: str) -> str:
    """Site path of the feed of changes."""
    return f"/feeds/changes.{form}"


def digests_feed(form: str) -> str:
    """Site path of the feed of editions."""
    return f"/feeds/digests.{form}"


def archive(number: int) -> str:
    """Site path of the nth archive of the site's feed, counted from the oldest."""
    return f"/feeds/site-{number}.xml"


SITEMAP = "/sitemap.xml"
_SITEMAP_PART = re.compile(r"/sitemap-\d+\.xml")


def sitemap_part(number: int) -> str:
    return f"/sitemap-{number}.xml"


def whole(path: str) -> str:
    """The file in the site's root by whose plan this one is made: that of the sitemap makes its parts as well."""
    return SITEMAP if _SITEMAP_PART.fullmatch(path) else path


INDEX = f"{SEARCH}index/"
"""The folder of the search index. There is no page there."""


def href(path: str) -> str:
    """A site path as a page holds it; anything else (an absolute URL) is left as it is."""
    return ROOT + path[1:] if path.startswith("/") else path


def rooted(html: str) -> str:
    """HTML in which links and pictures that are written from the site's root hold ROOT, as all hrefs of a page do."""
    return _FROM_ROOT.sub(rf'\1="{ROOT}', html) if '="/' in html else html


def root_from(path: str) -> str:
    """The relative way from a page at this site path to the root: `../../` for `/deals/x/`, `./` for `/`."""
    return "../" * (path.count("/") - 1) or "./"


def file(path: str) -> str:
    """The file of a page within the output: `deals/x/index.html`."""
    return path[1:] + "index.html" if path.endswith("/") else path[1:]


def path_of(file: str) -> str:
    """The site path at which a file of the output is found."""
    return f"/{file.removesuffix('index.html')}"
