"""What the site is and where everything stands, for programs that read in words: `llms.txt`, as llmstxt.org has it."""

from builder.model import urls
from builder.model.data_files import PlainText
from builder.plan.context import PlanContext
from builder.plan.page import Plans, one
from builder.plan.parts.dues import scheduled

PATH = "/llms.txt"
HOW = (
    "Every statement here is its speaker’s and not the site’s: name the voice, and the outlet that it comes through. "
    "The sentence is the desk’s own, the quoted passage is its outlet’s, word for word. What is marked as denied, "
    "disputed, corrected or retracted must not be told without that."
)
PAGES = (
    ("Deals", "/deals/", "where each deal stands, since when, and by whose word"),
    ("Actors", "/actors/", "people, offices and outlets: what they say, and apart from it what others say of them"),
    ("Dates", "/dates/", "what happened, was said and fell due, by day, month and year"),
    ("Events", "/events/", "what happened, with every account of it"),
    ("Places", "/places/", "what happened where"),
    ("Questions", "/questions/", "what is asked of each deal, and who answers it how"),
    ("Disagreements", "/disagreements/", "who contradicts whom"),
    ("Money", "/money/", "sums by stage, from claimed to paid"),
    ("To watch", "/watch/", "what is due, what is overdue, and what came of the rest"),
    ("Corrections", "/corrections/", "the desk’s own mistakes, and those of sources"),
    ("Articles", "/articles/", "everything on file, with its statements"),
)
DATA = (
    ("Data", urls.DATA, "everything that the site says as JSON, CSV and SQLite, and what each column means"),
    ("The whole record", f"{urls.DATA}site.json", "all of it as JSON"),
)
FEEDS = (
    ("Atom", urls.feed("xml"), "the latest statements of the site; each deal and actor has such a feed too"),
    ("JSON Feed", urls.feed("json"), "the same"),
    ("Sitemap", urls.SITEMAP, "every page, with the day on which it last changed"),
)
CALENDAR = (("Calendar", urls.feed("ics"), "what is due"),)


def plans(context: PlanContext) -> Plans:
    """None where the site has a file of this name itself."""
    if PATH[1:] not in context.graph.files:
        yield one(PATH, llms, context)


def llms(context: PlanContext) -> PlainText:
    graph, config = context.graph, context.graph.config
    own = tuple((page.title, urls.free_page(page.stem), "") for page in graph.pages)
    follow = (*FEEDS, *(CALENDAR if any(scheduled(context)) else ())) if config.url else ()
    sections = {"Pages": PAGES, "Data": DATA, "Following": follow, "About": own}
    opening = [f"# {config.title}", f"> {' '.join(config.scope.split())}" if config.scope else "", HOW]
    listed = [_section(context, name, entries) for name, entries in sections.items() if entries]
    return PlainText(path=PATH, text="\n\n".join([*filter(None, opening), *listed]) + "\n")


def _section(context: PlanContext, name: str, entries: tuple[tuple[str, str, str], ...]) -> str:
    lines = [
        f"- [{words}]({context.canonical(path) or path[1:]}){f': {said}' if said else ''}"
        for words, path, said in entries
    ]
    return f"## {name}\n\n" + "\n".join(lines)
