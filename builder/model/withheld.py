"""What lies among a site's sources and is not to be read by everyone."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Withheld:
    file: str
    """POSIX path relative to the site's root."""
    why: Literal["text", "draft", "embargo"]
    """A text whose rights do not allow to publish it, a draft, or what is under embargo still."""
