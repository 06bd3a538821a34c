"""How readers can follow what a page is about: its feeds and its calendar, where the site has an address."""

from builder.model import urls
from builder.model.pages import Follow
from builder.plan.material import Material

FORMS = {
    "xml": ("Feed", "application/atom+xml"),
    "json": ("JSON", "application/feed+json"),
    "ics": ("Calendar", "text/calendar"),
}


def follow(
    material: Material, name: str, kind: str = "", id: str = "", *, calendar: bool = False
) -> tuple[Follow, ...]:
    """The ways to follow a record, or the site; `calendar` says whether anything is due."""
    if not material.graph.config.url:
        return ()
    return tuple(
        Follow(words, f"{name}: {words}", urls.href(urls.feed(form, kind, id)), media)
        for form, (words, media) in FORMS.items()
        if form != "ics" or calendar
    )
