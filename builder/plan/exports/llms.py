"""What the site is and where everything stands, for programs that read in words: `llms.txt`, as llmstxt.org has it."""

from builder.model import urls
from builder.model.data_files import PlainText
from builder.model.sections import SECTIONS
from builder.plan.context import PlanContext, Plans, one
from builder.plan.parts.statuses import scheduled

HOW = (
    "Every statement here is its speaker’s and not the site’s: name the voice, and the outlet that it comes through. "
    "The sentence is the desk’s own, the quoted passage is its outlet’s, word for word. What is marked as denied, "
    "disputed, corrected or retracted must not be told without that."
)
PAGES = tuple((section.title, section.path, section.about) for section in SECTIONS.values() if section.about)
DATA = (
    ("Data", urls.DATA, "everything that the site says as JSON, CSV and SQLite, and what each column means"),
    ("The whole record", urls.data_file("site.json"), "all of it as JSON"),
)
FEEDS = (
    ("Atom", urls.feed("xml"), "the latest statements of the site; each deal and actor has such a feed too"),
    ("JSON Feed", urls.feed("json"), "the same"),
    ("Changes", urls.changes_feed("xml"), "only what changed: statuses, sums, positions, denials, corrections"),
    ("Sitemap", urls.SITEMAP, "every page, with the day on which it last changed"),
)
CALENDAR = (("Calendar", urls.feed("ics"), "what is due"),)


def plans(context: PlanContext) -> Plans:
    """None where the site has a file of this name itself."""
    if urls.LLMS[1:] not in context.graph.files:
        yield one(urls.LLMS, llms, context)


def llms(context: PlanContext) -> PlainText:
    graph, config = context.graph, context.graph.config
    own = tuple((page.title, urls.free_page(page.stem), "") for page in graph.pages)
    follow = (*FEEDS, *(CALENDAR if any(scheduled(context)) else ())) if config.url else ()
    sections = {"Pages": PAGES, "Data": DATA, "Following": follow, "About": own}
    opening = [f"# {config.title}", f"> {' '.join(config.scope.split())}" if config.scope else "", HOW]
    listed = [_section(context, name, entries) for name, entries in sections.items() if entries]
    return PlainText(path=urls.LLMS, text="\n\n".join([*filter(None, opening), *listed]) + "\n")


def _section(context: PlanContext, name: str, entries: tuple[tuple[str, str, str], ...]) -> str:
    lines = [
        f"- [{words}]({context.canonical(path) or path[1:]}){f': {said}' if said else ''}"
        for words, path, said in entries
    ]
    return f"## {name}\n\n" + "\n".join(lines)
