"""The home page: updated when, what is new, where the deals stand, what is due, what the site covers. And the page for
readers who are lost."""

from itertools import islice
from urllib.parse import urlsplit

from builder.model.briefings import HomePage, NotFoundPage
from builder.model.dates import When
from builder.plan import schema_org
from builder.plan.dues import ahead, all_dues, scheduled
from builder.plan.following import follow
from builder.plan.material import Material
from builder.plan.plans import Plans, one
from builder.plan.prose import first_sentence
from builder.plan.statuses import deal_lines

LOST = "/404.html"
NEW = 6
DUE = 8
DEALS = 24
LEDE = 300
"""Characters up to which what the site covers is said once, at the top; else its first sentence stands there."""


def plans(material: Material) -> Plans:
    yield one("/", home, material)
    yield one(LOST, not_found, material)


def home(material: Material) -> HomePage:
    config, last = material.graph.config, material.recency.last_day
    lede = config.scope if len(config.scope) <= LEDE else first_sentence(config.scope)
    return HomePage(
        path="/",
        site=material.site,
        title=config.title,
        description=lede,
        canonical=material.canonical("/"),
        linked_data_html=schema_org.home(material),
        feeds=follow(material, config.title, calendar=any(scheduled(material))),
        updated=material.stamps(When(last.isoformat(), last, last)) if last else None,
        new=material.shown(material.recency.oldest[: -NEW - 1 : -1]),
        deals=deal_lines(material)[:DEALS],
        due=tuple(islice(ahead(all_dues(material)), DUE)),
        scope=config.scope if config.scope != lede else "",
    )


def not_found(material: Material) -> NotFoundPage:
    """Its links count from the site's base path, since it is served at any address."""
    base = urlsplit(material.graph.config.url).path or "/"
    root = base if base.endswith("/") else base + "/"
    return NotFoundPage(path=LOST, site=material.site, title="Page not found", root=root)
