"""A table of plans: site paths, each with the function that makes the page there and those that belong below it.

Nothing is made before a plan is called, so that any process can make any share of the pages, and a preview just one.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import ParamSpec

from builder.model.pages import Shown

Plan = Callable[[], Iterable[Shown]]
Plans = Iterator[tuple[str, Plan]]


P = ParamSpec("P")


def one(path: str, plan: Callable[P, Shown], *args: P.args, **kwargs: P.kwargs) -> tuple[str, Plan]:
    """A page or file that stands by itself."""
    return path, partial(_listed, partial(plan, *args, **kwargs))


def _listed(plan: Callable[[], Shown]) -> list[Shown]:
    return [plan()]
