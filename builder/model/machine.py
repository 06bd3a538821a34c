"""Files for programs rather than readers: what each holds, before it has a format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.model.pages import Shown


@dataclass(frozen=True, kw_only=True)
class Listing(Shown):
    """Lists of objects, as `data/site.json` holds them."""

    lists: Mapping[str, Sequence[object]]
    """By name; objects of JSON's kinds."""
