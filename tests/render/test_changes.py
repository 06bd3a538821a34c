"""What a publication changes, as its author reads it."""

from builder.model.publication import PublicationChanges
from builder.render.report import changes_text


def test_pages_are_named_and_files_counted() -> None:
    changes = PublicationChanges(("deals/x/index.html", "data/x.json"), ("index.html", "404.html"), ("assets/old.css",))
    assert changes_text(changes) == (
        "new      /deals/x/\nchanged  /\nchanged  /404.html\npages: 1 new, 2 changed, 0 gone; and 2 other files\n"
    )


def test_of_many_the_first_are_named() -> None:
    lines = changes_text(
        PublicationChanges(gone=tuple(f"a/{number:04}/index.html" for number in range(1234)))
    ).splitlines()
    assert (lines[0], lines[19], lines[20]) == ("gone     /a/0000/", "gone     /a/0019/", "gone     and 1,214 more")
    assert lines[21:] == ["pages: 0 new, 0 changed, 1,234 gone"]
