"""What pages are about, as JSON-LD of schema.org for their heads: one script for a page, with the way to it
where the site has an address.

A statement is a Claim of its voice, never of ours; nothing is rated, and nothing is said to be true.
"""

from collections.abc import Iterable
from functools import lru_cache
from json.encoder import encode_basestring as quoted

from builder.model import urls
from builder.model.data_files import DataFile
from builder.model.entities import Actor, Event, Place
from builder.model.graph import Article, Statement
from builder.model.pages import Link
from builder.model.sections import SECTIONS
from builder.model.sentences import objections
from builder.plan.context import PlanContext
from builder.plan.exports.licence import address, notice
from builder.plan.exports.record import filled
from builder.plan.exports.schema_refs import Node, dated, encode
from builder.plan.parts.affiliations import WIKIDATA, AffiliationIndex
from builder.plan.parts.links import plain

CONTEXT = "https://schema.org"


def script(context: PlanContext, node: Node, crumbs: tuple[Link, ...] = ()) -> str:
    """The text of a script element about one thing."""
    return script_of_json(context, crumbs, encode(node))


def script_of_json(context: PlanContext, crumbs: tuple[Link, ...], node: str) -> str:
    """The same of a thing that is JSON already. No `<` stands in it, which could end the script."""
    way = trail(context.graph.config.url, crumbs) if crumbs and context.graph.config.url else ""
    return f'{{"@context":"{CONTEXT}","@graph":[{node}{way}]}}'.replace("<", "\\u003c")


@lru_cache(maxsize=1024)
def trail(url: str, crumbs: tuple[Link, ...]) -> str:
    """The way from the home page, as one more node: the same for all pages of a kind."""
    pages = [{"@type": "WebPage", "@id": link.href.replace(urls.ROOT, url), "name": link.words} for link in crumbs]
    items = [{"@type": "ListItem", "position": place, "item": page} for place, page in enumerate(pages, start=1)]
    return "," + encode({"@type": "BreadcrumbList", "itemListElement": items})


def claim(context: PlanContext, statement: Statement, crumbs: tuple[Link, ...] = ()) -> str:
    """A statement, with its voice: by name where it has one on file, in words in any case. Put together from text that
    is spelt once for all pages, since there is one for each statement."""
    text, article, voice = context.refs.text, context.graph.articles[statement.article], statement.voice
    card = context.cards[statement.id]
    told, marks, deals = statement.told, (*card.labels, *objections(card)), statement.written.deals
    address = context.canonical(urls.statement_page(article.id, statement.local))
    gist, credit = plain(statement.written.gist, context.links), context.credits.of(statement, article)
    return script_of_json(context, crumbs, "".join([
        '{"@type":"Claim",',
        f'"@id":{quoted(address)},' if address else "",
        f'"text":{quoted(gist)},"creditText":{quoted(credit)},',
        f'"author":[{",".join(map(text, voice.names))}],' if voice.kind == "actor" else "",
        "".join([f'"{key}":"{day}",' for key, day in dated("datePublished", told).items()]),
        f'"creativeWorkStatus":{encode(marks)},' if marks else "",
        f'"about":[{",".join(map(text, deals))}],' if deals else "",
        f'"appearance":{context.refs.brief(article.id)}}}',
    ]))  # fmt: skip


def article(context: PlanContext, found: Article, crumbs: tuple[Link, ...]) -> str:
    """The publisher's article, not our page of it."""
    front, refs = found.front, context.refs
    node = {**refs[found.id], "isBasedOn": [refs[item.source] for item in front.derives if item.source in
            context.graph.articles]}  # fmt: skip
    if front.standing == "corrected" and front.standing_why:
        on = dated("datePublished", front.standing_on) if front.standing_on else {}
        node["correction"] = {"@type": "CorrectionComment", "text": front.standing_why, **on}
    if not found.counts:
        node["creativeWorkStatus"] = "Retracted"
    return script(context, filled(node), crumbs)


def actor(context: PlanContext, record: Actor, index: AffiliationIndex, crumbs: tuple[Link, ...]) -> str:
    refs, today = context.refs, context.graph.today
    blocs = [refs.node(tie.to) for tie in index.blocs.get(record.id, ()) if tie.until is None]
    node = {**refs[record.id], **known(record), "memberOf": blocs}
    if record.kind == "person":
        held = [role for role in record.roles if role.until is None or role.until.end >= today]
        bodies = dict.fromkeys([*(role.of for role in held), *([record.part_of] if record.part_of else [])])
        node |= {"jobTitle": [role.title for role in held], "affiliation": [refs[body] for body in bodies]}
    elif record.part_of:
        node["parentOrganization"] = refs[record.part_of]
    return script(context, filled(node), crumbs)


def place(context: PlanContext, record: Place, crumbs: tuple[Link, ...]) -> str:
    within = context.refs[record.part_of] if record.part_of else None
    return script(context, filled({**context.refs[record.id], **known(record), "containedInPlace": within}), crumbs)


def known(record: Actor | Place) -> Node:
    """By which other names and addresses it is known."""
    same = f"{WIKIDATA}{record.wikidata}" if record.wikidata else ""
    return {"alternateName": list(record.aliases), "url": record.url, "sameAs": same}


def event(context: PlanContext, record: Event, crumbs: tuple[Link, ...]) -> str:
    refs, when = context.refs, record.when
    node: Node = {**refs[record.id], "@type": "Event", "alternateName": list(record.aliases)}
    node["location"] = [refs[place] for place in record.at]
    if when and when.first and when.last and not (when.approximate or when.uncertain):
        node |= {"startDate": when.first.isoformat(), "endDate": when.last.isoformat()}
    return script(context, filled(node), crumbs)


def home(context: PlanContext) -> str:
    """The site and who publishes it."""
    config, refs = context.graph.config, context.refs
    policy = refs.address(urls.href(SECTIONS["corrections"].path)).get("@id", "") if config.corrections_html else ""
    publisher = {"@type": "Organization", "name": config.publisher, "email": config.contact,
                 "correctionsPolicy": policy}  # fmt: skip
    node = {"@type": "WebSite", **refs.address(urls.href(urls.HOME)), "url": config.url, "name": config.title,
            "description": config.scope, "inLanguage": config.language,
            "publisher": filled(publisher) if config.publisher else None}  # fmt: skip
    return script(context, filled(node))


def dataset(context: PlanContext, files: Iterable[DataFile], crumbs: tuple[Link, ...]) -> str:
    """The record as data. Files have relative addresses where the site has none."""
    config = context.graph.config
    downloads = [
        {
            "@type": "DataDownload",
            "name": each.file.words,
            "contentUrl": each.file.href.replace(urls.ROOT, config.url) if config.url else each.file.words,
            "encodingFormat": each.media,
            "description": each.meaning,
        }
        for each in files
    ]
    node = {"@type": "Dataset", **context.refs.address(urls.href(urls.DATA)), "name": f"{config.title}: data",
            "description": " ".join((config.scope, *notice(config))).strip(), "inLanguage": config.language,
            "license": address(config.licence), "isAccessibleForFree": True, "distribution": downloads,
            "creator": {"@type": "Organization", "name": config.publisher} if config.publisher else None}  # fmt: skip
    return script(context, filled(node), crumbs)
