"""A page for reading from disk, where no server finds the page of a folder: in goes its HTML, out comes the same with
`index.html` spelt out in its links.
"""

import re

TO_A_FOLDER = re.compile(rb'(\bhref="|; url=)((?!/|[a-z][a-z0-9+.-]*:)[^"#?]*/)(?=["#?])')
"""A link within the site, or the way on from an address that has moved; up to what follows the path."""


def for_disk(html: bytes) -> bytes:
    return TO_A_FOLDER.sub(rb"\1\2index.html", html)
