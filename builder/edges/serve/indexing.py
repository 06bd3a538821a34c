"""Keeps the search index up with the served site, when nothing else is to be done.

In comes word that the site has changed or is about to; the index is made once that has been so for a while, and until
then the last one is served. Out comes a line for the terminal where none can be made.
"""

import asyncio

from builder.edges.serve.answers import ErrorAnswer
from builder.edges.serve.lines import Say
from builder.edges.serve.site import ServedSite

QUIET = 3.0
"""Seconds in which nothing has changed: whoever writes does not search."""


class Indexing:
    """To be used in the one thread of the server."""

    def __init__(self, site: ServedSite, say: Say) -> None:
        self._site, self._say = site, say
        self._stirred = asyncio.Event()
        self._said = ""

    def stir(self) -> None:
        """Something changes, or has changed: what is being made is of no use."""
        self._stirred.set()

    async def keep_up(self) -> None:
        """Makes the index for ever, whenever there is cause and leisure."""
        while True:
            await self._stirred.wait()
            while self._stirred.is_set():
                self._stirred.clear()
                await asyncio.sleep(QUIET)
            outcome = await self._site.index(lambda: not self._stirred.is_set())
            if isinstance(outcome, ErrorAnswer) and outcome.words != self._said:
                self._said = outcome.words
                self._say(f"the search has no index: {outcome.words}\n{outcome.trace}")
