"""A site's sources from disk: which files there are and what each is for, the text of one, and the theme.

In goes the site's folder; out come a listing of paths, then sources, each path POSIX and relative to the site. A file
that is not UTF-8, has no article, or that nothing reads is a finding; a missing site or an unreadable file raises
UserError or OSError.

`themes/<name>/` in the site stands before the themes that come with Dateline. In it, `*.html` are templates, `assets/`
is published as it is under `/assets/`, its style sheets linked by every page, and `theme.yml` names the theme that
it `extends`.
"""

import os
import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from unicodedata import normalize

from rapidfuzz import process

from builder.edges.errors import UserError
from builder.model import urls
from builder.model.digest import DIGESTS, SUFFIX
from builder.model.finding import Finding, Location
from builder.model.locks import LOCK, WITHDRAWN
from builder.model.quote_lock import QUOTES
from builder.model.sections import RESERVED
from builder.model.sources import Pair, Source, Theme, Tree, Unit, layered
from builder.parse.config import parse_config, parse_theme

FOLDERS = ("articles", "annotations", "digests", "entities", "pages", "static", "texts")
SUFFIXES = {
    "articles": ".md", "annotations": ".yml", "digests": ".md", "entities": ".yml", "pages": ".md", "texts": ".md",
}  # fmt: skip
FLAT = ("digests", "pages")
"""Folders without folders."""
KEPT = (LOCK, QUOTES, WITHDRAWN)
IGNORED = re.compile(r"\.|.*~$|#.*#$|4913$|___jb_|Thumbs\.db$|desktop\.ini$|.*\.(swp|swo|swx|tmp|bak|crdownload)$")
"""Hidden files, and those that editors and desktops leave for a moment or for themselves."""
UNPORTABLE = re.compile(
    r""".*[\x00-\x1f\x7f\ud800-\udfff\\:*?"<>|]|.*[. ]$|(con|prn|aux|nul|com\d|lpt\d)(\..*)?$""", re.IGNORECASE
)
"""File names that one system or another cannot hold."""
PACKAGE = Path(__file__).parent.parent
SHIPPED = (PACKAGE / "themes", PACKAGE.parent / "themes")
"""In an installed package, and in a checkout."""


@dataclass(frozen=True)
class SiteFiles:
    """The paths of a site's files, sorted."""

    entities: tuple[str, ...]
    pairs: tuple[Pair, ...]
    pages: tuple[str, ...]
    """Free pages, and the editions of digests."""
    static: tuple[str, ...]
    kept: tuple[str, ...]
    """What was published once: those of KEPT that are there, and the locks of closed editions."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class ThemeFiles:
    theme: Theme
    assets: dict[str, Path]
    """By path below `/assets/`."""
    findings: tuple[Finding, ...] = ()


def read_tree(root: Path, listing: SiteFiles) -> Tree:
    """A site's sources. Articles stay on disk until the executor reads them."""
    config, found = load(root, "site.yml")
    findings = [*listing.findings, *found]

    def sources(paths: tuple[str, ...]) -> tuple[Source, ...]:
        loaded = [load(root, path) for path in paths]
        findings.extend(chain.from_iterable(found for _, found in loaded))
        return tuple(source for source, _ in loaded)

    theme = read_theme(root, theme_name(config))
    published = static_files(root, listing, theme)
    return Tree(
        config,
        sources(listing.entities),
        sources(listing.pages),
        listing.pairs,
        frozenset([stem(pair.article) for pair in listing.pairs]),
        theme.theme,
        sources(listing.kept),
        contents_of(published),
        frozenset(published),
        (*findings, *theme.findings, *_over_theme(listing, theme)),
    )


def reread(root: Path, tree: Tree, changed: Set[str]) -> Tree | None:
    """The tree with these files of entities read again; None where they are others, or there is something to find."""
    known = {source.path for source in tree.entities}
    if not changed <= known or any(finding.location.file in changed for finding in tree.findings):
        return None
    loaded = {path: load(root, path) for path in changed}
    if any(found for _, found in loaded.values()):
        return None
    entities = tuple(loaded[source.path][0] if source.path in loaded else source for source in tree.entities)
    return replace(tree, entities=entities)


def published_files(root: Path, listing: SiteFiles, config: Source) -> dict[str, Path]:
    """What is published as it is, by its path within the output."""
    return static_files(root, listing, read_theme(root, theme_name(config)))


def static_files(root: Path, listing: SiteFiles, theme: ThemeFiles) -> dict[str, Path]:
    """The theme's assets, and over them the site's own files."""
    static = {normalize("NFC", path.removeprefix("content/static/")): root / path for path in listing.static}
    return {urls.file(urls.asset(path)): file for path, file in theme.assets.items()} | static


def theme_name(config: Source) -> str:
    settings, _ = parse_config(config)
    return settings.theme if settings else "default"


def contents_of(files: dict[str, Path]) -> Iterator[tuple[str, bytes]]:
    for path, file in sorted(files.items()):
        yield path, file.read_bytes()


def ignored(name: str) -> bool:
    """Whether a file or folder of this name is no part of a site."""
    return IGNORED.match(name) is not None and name != ".well-known"


def scan(root: Path) -> SiteFiles:
    """Lists a site. Raises UserError where there is none."""
    expect_site(root)
    parts: dict[str, list[str]] = {name: [] for name in ("", *FOLDERS)}
    for path in _files(root, "content") if (root / "content").is_dir() else ():
        parts[_role(path)].append(path)
    kept = tuple(path for path in (*parts[""], *parts["digests"]) if is_kept(path))
    unread = [path for path in parts[""] if not is_kept(path)]
    pairs, orphans = _paired(parts["articles"], parts["annotations"], parts["texts"])
    findings = (*orphans, *_bad_names(parts["static"]), *_taken(parts["static"], parts["pages"]), *_unread(unread))
    pages = (*parts["pages"], *(path for path in parts["digests"] if not is_kept(path)))
    return SiteFiles(tuple(parts["entities"]), pairs, pages, tuple(parts["static"]), kept, findings)


def expect_site(root: Path) -> None:
    """Raises UserError where there is none, with why, or how to come by one."""
    if (root / "site.yml").is_file():
        return
    near = next((name for name in ("site.yaml", "site.YML") if (root / name).is_file()), "")
    raise UserError(
        f"no site.yml in {root}: {f'name {near} so' if near else 'not a site (`dateline init DIR` makes one)'}"
    )


def load(root: Path, path: str) -> tuple[Source, tuple[Finding, ...]]:
    """The text of one file. Where it is not UTF-8, a guess at its text goes along with the finding, lest
    others follow from it.
    """
    with open(f"{root}/{path}", "rb", buffering=0) as file:  # Twice as fast as Path.read_bytes.
        data = file.read()
    return decoded(path, data)


def decoded(path: str, data: bytes) -> tuple[Source, tuple[Finding, ...]]:
    """The text of a file that holds these bytes."""
    try:
        return Source(path, _normalised(data.decode("utf-8-sig"))), ()
    except UnicodeDecodeError as error:
        return _guessed(path, data, error.start)


def load_pair(root: Path, pair: Pair) -> tuple[Unit, tuple[Finding, ...]]:
    """One article with its other files; made to be called in any process."""
    article, findings = load(root, pair.article)
    annotations = text = None
    if pair.annotations:
        annotations, more = load(root, pair.annotations)
        findings += more
    if pair.text:
        text, more = load(root, pair.text)
        findings += more
    return Unit(article, annotations, text), findings


def _normalised(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _guessed(path: str, data: bytes, start: int) -> tuple[Source, tuple[Finding, ...]]:
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = _normalised(data.decode("utf-16" if wide else "cp1252", errors="replace"))
    before = "" if wide else _normalised(data[:start].decode("cp1252", errors="replace"))
    finding = Finding(
        "not-utf8",
        f"the file is saved in an old encoding ({'UTF-16' if wide else 'such as Windows-1252'}), not as UTF-8",
        Location(path, part=text[len(before) : len(before) + 1], offset=len(before)),
        help='save the file again, and choose UTF-8 in your editor under "Save as"',
    )
    return Source(path, text), (finding,)


def _files(root: Path, folder: str, above: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every file below a folder, links followed, in the order of their paths."""
    real = os.path.realpath(root / folder)
    if real in above:
        raise UserError(f"{folder} is a link to a folder that contains it")
    with os.scandir(root / folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if ignored(entry.name):
                continue
            path = f"{folder}/{entry.name}"
            if entry.is_dir():
                yield from _files(root, path, above | {real})
            elif entry.is_file():
                yield path
            else:
                raise UserError(f"{path} is a broken link" if entry.is_symlink() else f"{path} is not a file")


def _role(path: str) -> str:
    """The folder of `content/` that gives this file its part, or nothing if it has none."""
    _, folder, *rest = path.split("/")
    if folder == "static" and rest:
        return folder
    if not rest or (folder in FLAT and len(rest) > 1):
        return ""
    return folder if path.endswith(SUFFIXES.get(folder, "/")) or is_kept(path) else ""


def is_kept(path: str) -> bool:
    """Whether it keeps what was published once."""
    return path in KEPT or (path.startswith(DIGESTS) and path.endswith(SUFFIX))


def _paired(articles: list[str], annotations: list[str], texts: list[str]) -> tuple[tuple[Pair, ...], list[Finding]]:
    stems = {stem(path) for path in articles}
    noted, findings = _by_stem(annotations, stems, "orphan-annotations", "annotation files")
    apart, found = _by_stem(texts, stems, "orphan-text", "text files")
    pairs = tuple(Pair(path, noted.get(name), apart.get(name)) for path in articles for name in [stem(path)])
    return pairs, findings + found


def _by_stem(paths: list[str], stems: set[str], orphan: str, what: str) -> tuple[dict[str, str], list[Finding]]:
    """The files of one kind by their article; those without one, or of which it has another, are findings."""
    findings, by_stem = [], dict[str, str]()
    without = sorted(stems.difference(map(stem, paths)))
    for path in paths:
        name = stem(path)
        if name not in stems:
            findings.append(_orphan(orphan, path, name, without))
        elif name in by_stem:
            message = f"article `{name}` has two {what}"
            findings.append(Finding("duplicate-id", message, Location(path), notes=(f"the other is {by_stem[name]}",)))
        else:
            by_stem[name] = path
    return by_stem, findings


def stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _orphan(code: str, path: str, stem: str, without: list[str]) -> Finding:
    """`without`: the articles that have no such file."""
    near = process.extractOne(stem, without, score_cutoff=75)
    suffix = path.rpartition(".")[2]
    one = f", to `{without[0]}.{suffix}`" if len(without) == 1 else ""
    renamed = f"if you renamed the article, rename this file too{one}; otherwise " if without else ""
    back = f"bring content/articles/{stem}.md back, or delete this file"
    help = f"did you mean `{near[0]}.{suffix}`?" if near else renamed + back
    return Finding(code, f"there is no article `{stem}`", Location(path), help)


def _bad_names(static: list[str]) -> Iterator[Finding]:
    """Files that cannot be copied to every system, or not beside each other on a disk that ignores case or spells
    accents in its own way."""
    seen: dict[str, str] = {}
    for path in static:
        other = seen.setdefault(normalize("NFC", path).casefold(), path)
        if other != path:
            message = f"differs from `{other}` only in capital letters or in how accents are encoded"
            yield Finding("url-collision", message, Location(path), "rename one of the two")
        bad = next((name for name in path.split("/") if UNPORTABLE.match(name)), None)
        if bad:
            shown = bad.encode("utf-8", "backslashreplace").decode()
            yield Finding(
                "bad-file-name", f"some systems do not allow the file name `{shown}`", Location(path), "rename it"
            )


def _taken(static: list[str], pages: list[str]) -> Iterator[Finding]:
    """Files that would lie where the site's own lie. One under `assets/` stands for the theme's of the same name."""
    folders = {"assets", *map(stem, pages)}
    files = {
        urls.file(urls.HOME),
        urls.file(urls.NOT_FOUND),
        *(urls.file(urls.free_page(stem(path))) for path in pages),
    }
    for path in static:
        place = path.removeprefix("content/static/").casefold()
        top = place.partition("/")[0]
        if place in folders | files or top in RESERVED - {"assets"}:
            yield Finding(
                "url-collision",
                f"`{top}` is a name that the site uses itself",
                Location(path),
                "rename the file or its folder",
            )


def _over_theme(listing: SiteFiles, theme: ThemeFiles) -> Iterator[Finding]:
    """Files that would be published in place of the theme's."""
    for path in listing.static:
        name = path.removeprefix("content/static/assets/")
        if name in theme.assets:
            message = f"this is published in place of the theme's `{name}`"
            help = "rename it; to change the look, put it into `assets/` of a theme of your own"
            yield Finding("file-over-theme", message, Location(path), help)


def _unread(paths: list[str]) -> Iterator[Finding]:
    for path in paths:
        yield Finding("unread-file", "Dateline does not read this file", Location(path), _better_place(path))


def _better_place(path: str) -> str:
    """Where such a file would be read."""
    folder, _, name = path.removeprefix("content/").rpartition("/")
    top = folder.partition("/")[0]
    stem, _, suffix = name.rpartition(".")
    if top == "articles" and suffix.lower() in ("yaml", "yml"):
        return f"move it to content/annotations/{stem}.yml"
    if top in SUFFIXES and suffix.lower() in ("yaml", "yml", "markdown", "md", "txt"):
        return f"name it {stem}{SUFFIXES[top]}" if top != "pages" else f"move it to content/pages/{stem}.md"
    near = process.extractOne(top or stem, FOLDERS, score_cutoff=75)
    if near and near[0] != top:
        return f"did you mean content/{near[0]}/?"
    return "put files to be copied as they are into content/static/"


def read_theme(root: Path, name: str) -> ThemeFiles:
    """A theme with all that it extends. One that does not exist, or extends itself, is a finding where it is named."""
    folders: dict[str, Path] = {}
    findings: list[Finding] = []
    location = Location("site.yml", ("theme",))
    while name:
        folder = theme_folder(root, name)
        if folder is None or name in folders:
            findings.append(bad_theme(name, location, by_way_of=tuple(folders) if folder else ()))
            break
        folders[name] = folder
        location = Location(f"themes/{name}/theme.yml", ("extends",))
        name, found = base_theme(f"themes/{name}", folder)
        findings += found
    parts = [read_layer(f"themes/{name}", folder) for name, folder in reversed(folders.items())]
    assets = {path: file for part in parts for path, file in part.assets.items()}
    findings += [finding for part in parts for finding in part.findings]
    return ThemeFiles(layered(*(part.theme for part in parts)), assets, tuple(findings))


def theme_folder(root: Path, name: str) -> Path | None:
    folders = [root / "themes" / name, *(shipped / name for shipped in SHIPPED)]
    return next((folder for folder in folders if folder.is_dir()), None)


def bad_theme(name: str, location: Location, by_way_of: tuple[str, ...]) -> Finding:
    if by_way_of:
        return Finding("bad-value", f"theme `{name}` extends itself, through {', '.join(by_way_of)}", location)
    help = f"make a folder themes/{name}, or use `default`"
    return Finding("bad-value", f"there is no theme `{name}`", location, help)


def base_theme(label: str, folder: Path) -> tuple[str, tuple[Finding, ...]]:
    if not (folder / "theme.yml").is_file():
        return "", ()
    source, unread = load(folder.parents[1], f"{label}/theme.yml")
    name, findings = parse_theme(source)
    return name, unread + findings


def read_layer(label: str, folder: Path) -> ThemeFiles:
    """One theme's own files."""
    names = sorted(file.name for file in folder.glob("*.html"))
    loaded = [load(folder.parents[1], f"{label}/{name}") for name in names]
    templates = {name: source for name, (source, _) in zip(names, loaded, strict=True)}
    above = folder / "assets"
    files = sorted(file for file in above.rglob("*") if file.is_file() and not file.name.startswith("."))
    assets = {file.relative_to(above).as_posix(): file for file in files}
    own = frozenset(templates) if folder.parent not in SHIPPED else frozenset[str]()
    styles = tuple(path for path in assets if path.endswith(".css"))
    unread = tuple(finding for _, findings in loaded for finding in findings)
    return ThemeFiles(Theme(templates, styles, own), assets, unread)
