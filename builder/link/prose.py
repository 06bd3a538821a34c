"""Links in the desk's own prose: in go settings, entities, articles and free pages, out comes every [[link]] there to
nothing.

Their own folders parse and render them; here only the ids are looked up, which takes the whole site.
"""

from collections.abc import Iterable

from builder.link.names import Names, everything, unresolved
from builder.model import urls
from builder.model.config import Config
from builder.model.corpus import FreePage
from builder.model.finding import Finding, Spot
from builder.model.graph import Article


def prose_links(config: Config, names: Names, articles: Iterable[Article], pages: Iterable[FreePage]) -> list[Finding]:
    article_ids = {article.front.id for article in articles}
    policy = Spot("site.yml", ("corrections",))
    findings = lost(about_refs(config.corrections_html), policy, names, article_ids)
    for record in everything(names.entities):
        if not record.about_html:
            continue
        spot = Spot(record.spot.file, (*record.spot.keys, "about"))
        allow = tuple(code for code, _ in record.allow)
        findings += lost(about_refs(record.about_html), spot, names, article_ids, allow)
    for page in pages:
        findings += lost(page.refs, Spot(page.spot.file), names, article_ids)
    return findings


def about_refs(html: str) -> list[str]:
    """The ids between the marks that rendering leaves for [[links]]."""
    return html.split(urls.REF)[1::2] if html else []


def lost(
    ids: Iterable[str], spot: Spot, names: Names, article_ids: set[str], allow: tuple[str, ...] = ()
) -> list[Finding]:
    return [
        unresolved(id, "", Spot(spot.file, spot.keys, id), names, article_ids, allow)
        for id in ids
        if id not in names.kinds and id not in article_ids
    ]
