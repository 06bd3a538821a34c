"""Names in a gist that lead nowhere: in goes a gist with the ids that it links to, out comes at most one note.

Running text gets its first mentions linked by itself; a gist is the desk's own prose, and links where its author says.
"""

import re

from builder.link.mentions import first_mentions
from builder.link.names import Names
from builder.model.corpus import Annotation
from builder.model.finding import Finding

LINK = re.compile(r"\[\[[^\[\]]*\]\]")


def unlinked(written: Annotation, links: tuple[str, ...], names: Names) -> list[Finding]:
    """The first name of something that the gist does not link to at all."""
    gist = written.gist
    if not len(names.running) or next(names.running.iter(gist), None) is None:
        return []
    closed = tuple(link.span() for link in LINK.finditer(gist)) if links else ()
    for id, start, end in first_mentions(gist, closed, (), names.running, links)[:1]:
        words = gist[start:end]
        help = f"write `[[{id}|{words}]]`, or `[[{id}]]` for its name"
        allow = tuple(code for code, _ in written.allow)
        message = f"the gist names `{id}` without a link"
        return [Finding("unlinked-name", message, written.at("gist", words), help, allow=allow)]
    return []
