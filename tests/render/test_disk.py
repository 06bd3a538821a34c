"""Links of a page that is read from disk."""

import pytest

from builder.render.files import for_disk


@pytest.mark.parametrize(
    ("html", "spelt"),
    [
        ('<a href="./">', '<a href="./index.html">'),
        ('<a href="../../deals/x/">', '<a href="../../deals/x/index.html">'),
        ('<a href="../../articles/a/#b">', '<a href="../../articles/a/index.html#b">'),
        ('<a href="../search/?q=x/y">', '<a href="../search/index.html?q=x/y">'),
        ('<a href="about/">', '<a href="about/index.html">'),
        (
            '<meta http-equiv="refresh" content="0; url=../../deals/y/">',
            '<meta http-equiv="refresh" content="0; url=../../deals/y/index.html">',
        ),
    ],
)
def test_a_folder_is_its_page(html: str, spelt: str) -> None:
    assert for_disk(html.encode()) == spelt.encode()


@pytest.mark.parametrize(
    "html",
    [
        '<a href="#a/">',
        '<a href="../a.pdf">',
        '<a href="https://example.org/a/">',
        '<a href="//example.org/a/">',
        '<a href="mailto:desk@example.org/">',
        '<link rel="canonical" href="https://example.org/harbour/deals/x/">',
        '<a href="../../articles/a/#b/">'.replace("/#b/", ".html#b/"),
        "<p>He wrote href=&quot;../x/&quot; by hand.</p>",
    ],
)
def test_all_else_is_as_it_was(html: str) -> None:
    assert for_disk(html.encode()) == html.encode()
