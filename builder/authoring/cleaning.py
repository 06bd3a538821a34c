"""Cleaning a text that was copied, saved or printed: signs that nobody sees, words broken at line ends, and lines that
are the page's and not the article's. What is done is told, so that the author can look."""

import re
from collections.abc import Iterable

from builder.model.text import WIDTHLESS, counted

KEPT_SIGNS = "\u200c\u200d\u0640"
"""Signs without width that some scripts write with."""
UNSEEN = re.compile(
    f"[{''.join(sign for sign in WIDTHLESS if sign not in KEPT_SIGNS)}"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Signs that show nothing, those that no page may hold among them."""
SPACE = re.compile(r"[^\S\n]+")
BROKEN = re.compile(r"(\w+)[-\u2010]\n(\w+)")
"""A word that a line's end breaks."""
FEW = 25
"""Words of a line at most that invites to read or do something else."""
INVITATION = re.compile(
    r"(?:read (?:more|also|next|the full)|see also|also read|related(?: articles?| news| stories| topics)?\b|"
    r"more on this|recommended|advert(?:isement)?\b|sponsored|share (?:this|on|via)\b|follow us|sign up\b|subscribe\b|"
    r"click here|continue reading|watch(?: also)?:|listen:|join us|support us|comments? ?(?:\(|$)|tags?:|"
    r"lesen sie (?:auch|mehr)|mehr zum thema|anzeige\b|lire aussi|à lire|publicité|lea también|leer más|"
    r"publicidad|leggi anche|leia também|lees ook|czytaj (?:też|także)|читайте (?:також|также)|"
    r"прочетете още|реклама|citește și)",
    re.IGNORECASE,
)
"""How such lines begin. A sentence of an article may begin so too: it goes on to a full stop."""


def clean_lines(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with one kind of line end and of space, without unseen signs; and what was changed."""
    remarks = []
    text = re.sub("\r\n?|\u2028|\u2029|\x0b|\x0c", "\n", text.removeprefix("\ufeff"))
    text, unseen = UNSEEN.subn("", text)
    if unseen:
        remarks.append(f"{counted(unseen, 'invisible sign')} taken out (soft hyphens, marks without width)")
    return "\n".join(SPACE.sub(" ", line).strip() for line in text.split("\n")), tuple(remarks)


def join_broken_words(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with words put together that a line's end broke, and a remark for each. A hyphen stays where the text
    has the word with it elsewhere, or where what follows is no plain lowercase word."""
    remarks: list[str] = []

    def joined(broken: re.Match[str]) -> str:
        one, other = broken[1], broken[2]
        hyphened = f"{one}-{other}"
        keeps = not (other.islower() and one.isalpha()) or re.search(rf"\b{re.escape(hyphened)}\b", text) is not None
        word = hyphened if keeps else one + other
        remarks.append(f"`{one}-` and `{other}` on two lines are `{word}`")
        return word

    return BROKEN.sub(joined, text), tuple(dict.fromkeys(remarks))


def is_invitation(line: str) -> bool:
    """Whether a line only leads away from the article: `Read more: …`, `Share this`."""
    begins = INVITATION.match(line)
    if not begins or len(line.split()) > FEW:
        return False
    return line[-1] not in ".!?" or ":" in line[: begins.end() + 1]


def without_invitations(lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """The lines that stay, and those left out."""
    kept: list[str] = []
    left: list[str] = []
    for line in lines:
        (left if is_invitation(line) else kept).append(line)
    return kept, left
