"""What pages are about, as JSON-LD of schema.org for their heads: one script for a page, with the way to it where the
site has an address.

A statement is a Claim of its voice, never of ours; nothing is rated, and nothing is said to be true.
"""

from collections.abc import Iterable
from functools import lru_cache
from json.encoder import encode_basestring as quoted

from builder.model import urls
from builder.model.bylines import objections
from builder.model.entities import Actor, Event, Place
from builder.model.graph import Article, Statement
from builder.model.machine import DataFile
from builder.model.pages import Link
from builder.plan.licence import address, notice
from builder.plan.material import Material
from builder.plan.prose import plain
from builder.plan.record import filled
from builder.plan.refs import Node, dated, encode
from builder.plan.ties import WIKIDATA, Bonds

CONTEXT = "https://schema.org"


def script(material: Material, node: Node, crumbs: tuple[Link, ...] = ()) -> str:
    """The text of a script element about one thing."""
    return spelt(material, crumbs, encode(node))


def spelt(material: Material, crumbs: tuple[Link, ...], node: str) -> str:
    """The same of a thing that is JSON already. No `<` stands in it, which could end the script."""
    way = trail(material.graph.config.url, crumbs) if crumbs and material.graph.config.url else ""
    return f'{{"@context":"{CONTEXT}","@graph":[{node}{way}]}}'.replace("<", "\\u003c")


@lru_cache(maxsize=1024)
def trail(url: str, crumbs: tuple[Link, ...]) -> str:
    """The way from the home page, as one more node: the same for all pages of a kind."""
    pages = [{"@type": "WebPage", "@id": link.href.replace(urls.ROOT, url), "name": link.words} for link in crumbs]
    items = [{"@type": "ListItem", "position": place, "item": page} for place, page in enumerate(pages, start=1)]
    return "," + encode({"@type": "BreadcrumbList", "itemListElement": items})


def claim(material: Material, statement: Statement, crumbs: tuple[Link, ...] = ()) -> str:
    """A statement, with its voice: by name where it has one on file, in words in any case. Put together from text that
    is spelt once for all pages, since there is one for each statement."""
    text, article, voice = material.refs.text, material.graph.articles[statement.article], statement.voice
    card = material.cards[statement.id]
    told, marks, deals = statement.told, (*card.marks, *objections(card)), statement.written.deals
    address = material.canonical(urls.statement_page(article.id, statement.local))
    gist, credit = plain(statement.written.gist, material.links), material.credits.of(statement, article)
    return spelt(material, crumbs, "".join([
        '{"@type":"Claim",',
        f'"@id":{quoted(address)},' if address else "",
        f'"text":{quoted(gist)},"creditText":{quoted(credit)},',
        f'"author":[{",".join(map(text, voice.names))}],' if voice.kind == "actor" else "",
        "".join([f'"{key}":"{day}",' for key, day in dated("datePublished", told).items()]),
        f'"creativeWorkStatus":{encode(marks)},' if marks else "",
        f'"about":[{",".join(map(text, deals))}],' if deals else "",
        f'"appearance":{material.refs.brief(article.id)}}}',
    ]))  # fmt: skip


def article(material: Material, found: Article, crumbs: tuple[Link, ...]) -> str:
    """The publisher's article, not our page of it."""
    front, refs = found.front, material.refs
    node = {**refs[found.id], "isBasedOn": [refs[item.source] for item in front.derives if item.source in
            material.graph.articles]}  # fmt: skip
    if front.standing == "corrected" and front.standing_why:
        on = dated("datePublished", front.standing_on) if front.standing_on else {}
        node["correction"] = {"@type": "CorrectionComment", "text": front.standing_why, **on}
    if not found.counts:
        node["creativeWorkStatus"] = "Retracted"
    return script(material, filled(node), crumbs)


def actor(material: Material, record: Actor, bonds: Bonds, crumbs: tuple[Link, ...]) -> str:
    refs, today = material.refs, material.graph.today
    blocs = [refs.named(tie.to) for tie in bonds.blocs.get(record.id, ()) if tie.until is None]
    node = {**refs[record.id], **known(record), "memberOf": blocs}
    if record.kind == "person":
        held = [role for role in record.roles if role.until is None or role.until.end >= today]
        bodies = dict.fromkeys([*(role.of for role in held), *([record.part_of] if record.part_of else [])])
        node |= {"jobTitle": [role.title for role in held], "affiliation": [refs[body] for body in bodies]}
    elif record.part_of:
        node["parentOrganization"] = refs[record.part_of]
    return script(material, filled(node), crumbs)


def place(material: Material, record: Place, crumbs: tuple[Link, ...]) -> str:
    within = material.refs[record.part_of] if record.part_of else None
    return script(material, filled({**material.refs[record.id], **known(record), "containedInPlace": within}), crumbs)


def known(record: Actor | Place) -> Node:
    """By which other names and addresses it is known."""
    same = f"{WIKIDATA}{record.wikidata}" if record.wikidata else ""
    return {"alternateName": list(record.aliases), "url": record.url, "sameAs": same}


def event(material: Material, record: Event, crumbs: tuple[Link, ...]) -> str:
    refs, when = material.refs, record.when
    node: Node = {**refs[record.id], "@type": "Event", "alternateName": list(record.aliases)}
    node["location"] = [refs[place] for place in record.at]
    if when and when.first and when.last and not (when.approximate or when.uncertain):
        node |= {"startDate": when.first.isoformat(), "endDate": when.last.isoformat()}
    return script(material, filled(node), crumbs)


def home(material: Material) -> str:
    """The site and who publishes it."""
    config, refs = material.graph.config, material.refs
    policy = refs.address(urls.href("/corrections/")).get("@id", "") if config.corrections_html else ""
    publisher = {"@type": "Organization", "name": config.publisher, "email": config.contact,
                 "correctionsPolicy": policy}  # fmt: skip
    node = {"@type": "WebSite", **refs.address(urls.href("/")), "url": config.url, "name": config.title,
            "description": config.scope, "inLanguage": config.language,
            "publisher": filled(publisher) if config.publisher else None}  # fmt: skip
    return script(material, filled(node))


def dataset(material: Material, files: Iterable[DataFile], crumbs: tuple[Link, ...]) -> str:
    """The record as data. Files have relative addresses where the site has none."""
    config = material.graph.config
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
    node = {"@type": "Dataset", **material.refs.address(urls.href(urls.DATA)), "name": f"{config.title}: data",
            "description": " ".join((config.scope, *notice(config))).strip(), "inLanguage": config.language,
            "license": address(config.licence), "isAccessibleForFree": True, "distribution": downloads,
            "creator": {"@type": "Organization", "name": config.publisher} if config.publisher else None}  # fmt: skip
    return script(material, filled(node), crumbs)
