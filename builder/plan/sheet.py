"""Texts to a picture: what stands on it, each text in its style, in the fonts and colours that all pictures share."""

from collections.abc import Sequence

from builder.model import urls
from builder.model.pages import Image
from builder.model.picture import Picture
from builder.model.typeface import Typeface
from builder.plan.material import Material
from builder.plan.typeset import Passage, Style, composed, printed

PAPER, INK, SOFT, RULE, ACCENT = "#fdfcf9", "#1c1b19", "#5a564e", "#d9d4c7", "#8f1d14"
"""The default theme's, by day."""

Texts = Sequence[tuple[str, str]]
"""Each with the name of its style."""


def styles(typeface: Typeface) -> dict[str, Style]:
    serif, sans = typeface.serif, typeface.sans
    return {
        "kicker": Style(sans, 27, 18, ACCENT, spacing=0.08, give=0.2),
        "name": Style(serif, 92, 26, INK, leading=1.12, before=0.16, give=1, even=True),
        "gist": Style(serif, 62, 24, INK, leading=1.2, before=0.3, give=1, even=True),
        "voice": Style(serif, 46, 22, ACCENT, leading=1.2, before=0.4, even=True),
        "main": Style(serif, 56, 24, ACCENT, leading=1.18, even=True),
        "more": Style(sans, 33, 18, SOFT, before=0.4, even=True),
        "foot": Style(serif, 31, 22, INK, give=0.2),
    }


def sheet(material: Material, page: str, above: Texts, below: Texts) -> Picture | None:
    """The picture of the page at this path. None in builds without cards, or where it cannot be set."""
    if material.typeface is None:
        return None
    look = styles(material.typeface)
    top, bottom, foot = (
        [Passage(printed(words.upper() if style == "kicker" else words), look[style]) for words, style in texts]
        for texts in (above, below, [(material.site.title, "foot")])
    )
    laid_out = composed(top, bottom, foot, RULE, ACCENT)
    if laid_out is None:
        return None
    alt = " ".join(words if words[-1] in ".?!" else f"{words}." for words, _ in (*above, *below))
    return Picture(path=urls.card(page), paper=PAPER, bars=laid_out[0], lines=laid_out[1], alt=alt)


def image(material: Material, picture: Picture | None) -> Image | None:
    """A picture as its page names it."""
    return Image(material.canonical(picture.path), picture.alt) if picture else None
