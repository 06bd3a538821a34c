"""The table of the site's sections: where each lies, what it is called, and what leads to it.

A new page kind is a row here, its value in this folder, its plan in `builder/plan/pages/`, in a module with the name of
its section, and its template.
"""

from typing import NamedTuple


class Section(NamedTuple):
    """A folder of the site with a page of its own; the section's other pages lie below it."""

    path: str
    """Site path of that page. Its folder is the section's name, and no free page may have it."""
    title: str
    about: str = ""
    """What it shows, for `llms.txt`; empty where that does not list it."""
    kind: str = ""
    """The kind of records (or `article`) that have their pages here: a record's `ID` has `PATH/ID/`."""
    menu: int = 0
    """Its place in the menu at the head of every page; 0 where it is not there."""
    foot: int = 0
    """The same at the foot of every page."""
    sitemap: bool = True


_ROWS = (
    Section("/deals/", "Deals", "where each deal stands, since when, and by whose word", "deal", menu=1),
    Section("/actors/", "Actors",
            "people, offices and outlets: what they say, and apart from it what others say of them", "actor", menu=4),
    Section("/dates/", "Dates", "what happened, was said and fell due, by day, month and year", menu=5),
    Section("/changes/", "Changes", "what changed in the record, week by week, the latest first", menu=6),
    Section("/digests/", "Digests", "editions: what changed over some days, in brief", foot=6),
    Section("/events/", "Events", "what happened, with every account of it", "event", foot=1),
    Section("/places/", "Places", "what happened where", "place", foot=2),
    Section("/questions/", "Questions", "what is asked of each deal, and who answers it how", "question", menu=2),
    Section("/disagreements/", "Disagreements", "who contradicts whom", menu=7),
    Section("/money/", "Money", "sums by stage, from claimed to paid", menu=3),
    Section("/watch/", "To watch", "what is due, what is overdue, and what came of the rest", menu=8),
    Section("/sources/", "Sources", "what rests on one source, or on unnamed voices alone", foot=5),
    Section("/corrections/", "Corrections", "the desk’s own mistakes, and those of sources", foot=3),
    Section("/articles/", "Articles", "every article that the desk has read, with its statements", "article", menu=9),
    Section("/data/", "Data", foot=4),
    Section("/search/", "Search", menu=10),
)  # fmt: skip

SECTIONS = {section.path.strip("/"): section for section in _ROWS}
"""By name, in the order of `llms.txt`."""
RESERVED = SECTIONS.keys() | {"s", "feeds", "cards", "assets", "static", "404"}
"""Names that no free page or folder of `content/static/` may have: sections, folders without a page of their own, and
some that are kept for later."""
