"""`dateline rename` and `dateline merge`: an id changed in all sources of a site.

In go the site's folder and two ids; out come the files that were changed. All of them are, or none.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from builder.authoring import splice
from builder.authoring.renaming import (
    Renaming,
    in_front,
    in_markdown,
    in_yaml,
    united,
    with_former,
    without_item,
)
from builder.authoring.splice import NoSpliceError, at, data
from builder.build import Options
from builder.edges.authoring.files import entities
from builder.edges.authoring.trial import tried
from builder.edges.errors import UserError
from builder.edges.executor import Notice
from builder.edges.read import SiteFiles, scan, stem
from builder.edges.site import check_site
from builder.edges.withdraw import Edits
from builder.model.quote_lock import QUOTES
from builder.parse.problem import Problem
from builder.parse.readers import new_id


@dataclass(frozen=True)
class Renamed:
    paths: tuple[str, ...]
    """The files that were changed or made, sorted."""
    gone: tuple[str, ...]
    """Those that have another name now."""
    dropped: tuple[str, ...] = ()
    """Of a merge: keys of the one that the other does not take over, since it has its own."""


def rename(root: Path, old: str, new: str, options: Options, notice: Notice) -> Renamed:
    """`old`: of an entity, an article, or a statement (`article/statement`). Raises UserError where there is none,
    where `new` is taken or no id, or where a check would find a new error afterwards."""
    listing = scan(root)
    if "/" in old:
        return rename_statement(root, listing, old, new, options, notice)
    kind, taken = kind_of(root, listing, old), kinds(root, listing)
    expect_id(new)
    if new in taken:
        raise UserError(f"there is something called `{new}` already: `dateline merge {old} {new}` puts two into one")
    with tried(root, options, notice, old, new) as edits:
        everywhere(edits, listing, Renaming(kind, old, new))
        if kind == "article":
            move_article(edits, listing, old, new)
        else:
            add_former(edits, listing, f"{kind}s", new, old)
    return renamed(edits)


def merge(root: Path, one: str, other: str, options: Options, notice: Notice) -> Renamed:
    """Everything that names `one` names `other` from then on, which takes over what was said of it. Raises UserError as
    `rename` does, and where the two are not of one kind, or are said to be different."""
    listing = scan(root)
    kind = kind_of(root, listing, one)
    if kind == "article":
        raise UserError("two articles cannot be merged: move the statements by hand, then withdraw one of them")
    if kind_of(root, listing, other) != kind or one == other:
        raise UserError(f"`{one}` and `{other}` are not two {kind}s")
    group = f"{kind}s"
    with tried(root, options, notice, one, other) as edits:
        homes = {id: home_of(edits, listing, group, id) for id in (one, other)}
        entry: Any = at(data(edits.text(homes[one])), (group, one))
        kept: Any = at(data(edits.text(homes[other])), (group, other))
        if other in as_words(entry.get("not_same_as")) or one in as_words(kept.get("not_same_as")):
            raise UserError(f"`{one}` and `{other}` are said to be different: remove that from `not_same_as` first")
        change(edits, homes[one], lambda text: splice.without(text, (group, one)))
        for key in ("part_of", "owner"):
            if kept.get(key) == one:
                change(edits, homes[other], lambda text, key=key: splice.without(text, (group, other, key)))  # type: ignore[misc]
        for path in listing.entities:
            for owners, key in (
                ("actors", "members"),
                ("actors", "not_same_as"),
                ("deals", "parties"),
                ("events", "at"),
            ):
                change(edits, path, lambda text, owners=owners, key=key: without_item(text, owners, key, one, other))  # type: ignore[misc]
        everywhere(edits, listing, Renaming(kind, one, other))
        entry = {key: value for key, value in entry.items() if value not in (one, other)}
        dropped: tuple[str, ...] = ()

        def unite(text: str) -> str:
            nonlocal dropped
            text, dropped = united(text, group, other, entry, one)
            return text

        change(edits, homes[other], unite)
    return renamed(edits, dropped)


def rename_statement(root: Path, listing: SiteFiles, old: str, new: str, options: Options, notice: Notice) -> Renamed:
    article, _, local = old.partition("/")
    home, slash, id = new.partition("/")
    id = id if slash else home
    if slash and home != article:
        raise UserError(f"a statement stays in its article: name it `{article}/{id}`")
    expect_id(id)
    known = check_site(root, replace(options, drafts=True), 0, notice).built.known
    found = (
        {one.local: one for each in known.corpus.articles if each.id == article for one in each.statements}
        if known
        else {}
    )
    if local not in found:
        raise UserError(f"there is no statement `{old}`: `dateline ids {article}/` lists them")
    if id in found:
        raise UserError(f"there is a statement `{article}/{id}` already")
    written = found[local].written
    keys = ("statements", written.index)
    with tried(root, options, notice, old, f"{article}/{id}") as edits:
        everywhere(edits, listing, Renaming("statement", old, f"{article}/{id}"))
        change(
            edits, written.file, lambda text: with_former(splice.put(text, (*keys, "id"), id), (*keys, "former"), local)
        )
    return renamed(edits)


def renamed(edits: Edits, dropped: tuple[str, ...] = ()) -> Renamed:
    gone = {path for path, data in edits.after.items() if data is None}
    return Renamed(tuple(sorted(edits.after.keys() - gone)), tuple(sorted(gone)), dropped)


def everywhere(edits: Edits, listing: SiteFiles, renaming: Renaming) -> None:
    """Changes every file that names it."""
    words = renaming.old.rpartition("/")[2]
    for path, how in readers_of(listing, renaming):
        if words in edits.text(path):
            change(edits, path, how)


def readers_of(listing: SiteFiles, renaming: Renaming) -> Iterator[tuple[str, Callable[[str], str]]]:
    """Every file, with how an id is changed in it."""
    for path in ("site.yml", *listing.entities):
        yield path, lambda text: in_yaml(text, renaming)
    for pair in listing.pairs:
        if pair.annotations:
            here = replace(renaming, here=stem(pair.article))
            yield pair.annotations, lambda text, here=here: in_yaml(text, here)  # type: ignore[misc]
    texts = (path for pair in listing.pairs for path in (pair.article, pair.text) if path)
    for path in (*texts, *listing.pages):
        yield path, lambda text: in_markdown(text, renaming)


def move_article(edits: Edits, listing: SiteFiles, old: str, new: str) -> None:
    """Its files under their new name, and its lines in the lock of quotes."""
    pair = next(pair for pair in listing.pairs if stem(pair.article) == old)
    change(edits, pair.article, lambda text: in_front(text, lambda front: former(front, ("former",), old, new)))
    for path in pair.files:
        folder, suffix = path.rpartition("/")[0], path.rpartition(".")[2]
        edits.write(f"{folder}/{new}.{suffix}", edits.text(path))
        edits.write(path, None)
    if QUOTES in listing.kept:
        lines = edits.text(QUOTES).splitlines(keepends=True)
        moved = (
            new + line.removeprefix(old) if line.startswith((f"{old}/", f"{old} ", f"{old}\n")) else line
            for line in lines
        )
        edits.write(QUOTES, "".join(moved))


def add_former(edits: Edits, listing: SiteFiles, group: str, id: str, old: str) -> None:
    change(edits, home_of(edits, listing, group, id), lambda text: former(text, (group, id, "former"), old, id))


def former(text: str, keys: splice.Keys, old: str, new: str) -> str:
    """With one more earlier id, and without the present one, which has come back."""
    text = with_former(text, keys, old)
    ids = at(data(text), keys)
    return splice.without(text, (*keys, ids.index(new))) if isinstance(ids, list) and new in ids else text


def home_of(edits: Edits, listing: SiteFiles, group: str, id: str) -> str:
    """The file in which an entity stands."""
    for path in listing.entities:
        if id in (text := edits.text(path)):
            try:
                found = at(data(text), (group, id))
            except NoSpliceError as error:
                raise UserError(f"{path} has a fault ({error}): `dateline check` shows it") from error
            if isinstance(found, dict):
                return path
    raise UserError(f"`{id}` was not found in any entity file")


def change(edits: Edits, path: str, how: Callable[[str], str]) -> None:
    """Raises UserError where the file cannot be changed so."""
    before = edits.text(path)
    try:
        after = how(before)
    except NoSpliceError as error:
        raise UserError(f"nothing was changed: {path} cannot be changed by itself ({error})") from error
    if after != before:
        edits.write(path, after)


def kinds(root: Path, listing: SiteFiles) -> dict[str, str]:
    """Every id to its kind."""
    known = {stem(pair.article): "article" for pair in listing.pairs}
    return known | {record.id: kind for kind, record in entities(root, listing)}


def kind_of(root: Path, listing: SiteFiles, id: str) -> str:
    found = kinds(root, listing).get(id)
    if not found:
        raise UserError(f"nothing has the id `{id}`: `dateline ids {id}` looks for it")
    return found


def expect_id(id: str) -> None:
    problem = new_id(id)
    if isinstance(problem, Problem):
        raise UserError(f"{problem.message}{f': {problem.help}' if problem.help else ''}")


def as_words(value: object) -> list[str]:
    return (
        [value]
        if isinstance(value, str)
        else [each for each in value if isinstance(each, str)]
        if isinstance(value, list)
        else []
    )
