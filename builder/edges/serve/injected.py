"""What the preview adds to the site: one line in each page, and the pages that stand in where there is none.

In come the bytes of a page; out come those that are sent. Taking the line away again leaves what a build writes.
"""

from html import escape

END = b"</body>"
QUIET = (
    "body { max-width: 42rem; margin: 3rem auto; padding-inline: 1rem; font: 1.06rem/1.5 Georgia, serif; "
    "color: light-dark(#1c1b19, #e8e6e1); background: light-dark(#fdfcf9, #16171a); } h1 { font-size: 1.9rem; }"
)
"""The look of pages that are not the site's: that of the default theme, as far as it goes in a line."""


def live(html: bytes, version: str) -> bytes:
    """The page with the script that keeps it up to date, before its end."""
    line = f'<script src="/_dateline/client.js" data-version="{version}" defer></script>\n'.encode()
    body, end, after = html.rpartition(END)
    return body + line + end + after if end else html + line


def stand_in(title: str, words: str) -> bytes:
    """A page where the site has none to show."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n<style>{QUIET}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n<p>{escape(words)}</p>\n</main>\n</body>\n</html>\n"
    ).encode("utf-8", "backslashreplace")


NO_SITE = stand_in("No site yet", "Its sources have errors. The page comes by itself when they are mended.")
