"""What a search finds: pages by the words on them, narrowed by facets."""

from collections.abc import Mapping
from typing import NamedTuple

GAP = " ‖ "
"""Stands between our sentence and the words of the source in the text of a statement, and between names."""
LETTERS = {
    "æ": "ae", "đ": "d", "ð": "d", "ə": "a", "ħ": "h", "ı": "i", "ł": "l", "ŋ": "n", "ø": "o", "œ": "oe", "ß": "ss",
    "ŧ": "t", "þ": "th",
}  # fmt: skip
"""Small letters that readers without them on their keys type otherwise, and that are no other letter with a mark: marks
are taken away."""


class Findable(NamedTuple):
    """A page that may be found."""

    path: str
    """Site path."""
    text: str
    """Plain text by whose words it is found: of a statement our sentence, the quote and its translation, with GAP
    between them; of any other page its names."""
    facets: Mapping[str, tuple[str, ...]]
    """Names of facets, each with what it holds: `{"actor": ("Norland", "Sudland")}`."""
    shown: Mapping[str, str]
    """What stands beside the text, and is found as well. Of a statement `voice`, `trail` (through whom, where and
    when), `labels` and `replies`, one a line; of any other page `title` and `note`."""
    names: tuple[str, ...] = ()
    """What is called just so is found before all else."""
