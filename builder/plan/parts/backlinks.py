"""Where published running text names something, and the feeds and calendars by which a page can be followed."""

import re
from collections.abc import Callable

from builder.model import urls
from builder.model.page_parts import Backlink
from builder.model.pages import Follow
from builder.plan.context import PlanContext

_SENTENCE_END = re.compile(r"[.!?…][\"”’)]*\s|\n")
_LAST_SENTENCE_END = re.compile(rf".*(?:{_SENTENCE_END.pattern})", re.DOTALL)
MOST = 40
"""Articles that a page names at most; its template says so."""
REACH = 240
"""Characters before and after a name that a backlink shows at most."""


def backlinks(context: PlanContext, id: str) -> tuple[Backlink, ...]:
    """The articles whose published text names this, each with its first such sentence, the latest told first."""
    firsts: dict[str, tuple[int, int]] = {}
    for article, start, end in context.graph.by_mention.get(id, ()):
        if article not in firsts and len(firsts) == MOST:
            break
        firsts.setdefault(article, (start, end))
    return tuple(_backlink(context, article, *span) for article, span in firsts.items())


def _backlink(context: PlanContext, id: str, start: int, end: int) -> Backlink:
    article = context.graph.articles[id]
    text = article.body.text
    return Backlink(
        article=context.links[id],
        outlet=context.links[article.front.outlet],
        told=context.stamps(article.front.published),
        before=before(text, start),
        words=text[start:end],
        after=after(text, end),
    )


def before(text: str, start: int) -> str:
    """The sentence's beginning up to here."""
    window = text[max(0, start - REACH) : start]
    ended = _LAST_SENTENCE_END.match(window)
    if ended:
        return window[ended.end() :]
    return window if start <= REACH else f"… {window.partition(' ')[2]}"


def after(text: str, end: int) -> str:
    """The rest of the sentence."""
    window = text[end : end + REACH]
    match = _SENTENCE_END.search(window)
    if match:
        return window[: match.end()].rstrip()
    return window if end + REACH >= len(text) else f"{window.rpartition(' ')[0]} …"


FORMS = {
    "xml": ("Feed", "application/atom+xml"),
    "json": ("JSON", "application/feed+json"),
    "ics": ("Calendar", "text/calendar"),
}


def follow(
    context: PlanContext, name: str, kind: str = "", id: str = "", *, calendar: bool = False
) -> tuple[Follow, ...]:
    """The ways to follow a record, or the site; `calendar` says whether anything is due."""
    forms = [form for form in FORMS if form != "ics" or calendar]
    return _ways(context, name, {form: urls.feed(form, kind, id) for form in forms})


def follow_feed(context: PlanContext, name: str, address: Callable[[str], str]) -> tuple[Follow, ...]:
    """The ways to follow a feed of its own. `address`: of a form, its site path."""
    return _ways(context, name, {form: address(form) for form in FORMS if form != "ics"})


def _ways(context: PlanContext, name: str, paths: dict[str, str]) -> tuple[Follow, ...]:
    """`paths`: by form."""
    if not context.graph.config.url:
        return ()
    found = ((FORMS[form], path) for form, path in paths.items())
    return tuple(Follow(words, f"{name}: {words}", urls.href(path), media) for (words, media), path in found)
