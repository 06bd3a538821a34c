"""Stubs of statements for an article: read from a site's files, and put below the statements that its file has."""

from dataclasses import dataclass
from pathlib import Path

from builder.authoring.splice import NoSpliceError
from builder.authoring.statement_form import annotations_path, defaults
from builder.authoring.suggest import known, stubs
from builder.build import Options
from builder.edges.errors import UserError
from builder.edges.read import scan
from builder.edges.site import check_site
from builder.edges.write import sources


@dataclass(frozen=True)
class Suggested:
    path: str
    """Of the annotation file."""
    there: bytes | None
    """What it holds."""
    stubs: tuple[str, ...]


def suggested(root: Path, id: str, options: Options) -> Suggested:
    """Raises UserError where there is no such article, its text is not at hand, or its file cannot be read."""
    built = check_site(root, options, 1, lambda stage, done, total: None).built
    corpus = built.known.corpus if built.known else None
    article = next((one for one in (corpus.articles if corpus else ()) if one.id == id), None)
    if corpus is None or article is None:
        raise UserError(f"there is no article `{id}`, or it cannot be read: `dateline check` says why")
    if not article.body.text:
        raise UserError(f"the text of `{id}` is not at hand")
    noted = next((pair.annotations for pair in scan(root).pairs if pair.article == article.path), None)
    path = noted or annotations_path(article.path)
    there = sources.read(root, path)
    try:
        shared = defaults((there or b"").decode())
    except (NoSpliceError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: {error}: mend that first") from error
    return Suggested(path, there, tuple(stubs(article, known(corpus.entities, corpus.config), shared)))


def write(root: Path, made: Suggested) -> None:
    """Puts the stubs at the end of the annotation file. Raises UserError where it is not what it was."""
    there = (made.there or b"").decode()
    end = "\r\n" if "\r\n" in there else "\n"
    gap = "" if not there or there.endswith("\n") else end
    added = gap + "".join(made.stubs).replace("\n", end)
    with sources.changing(root) as staging:
        sources.change(staging, root, {made.path: (there + added).encode()}, {made.path: made.there})
