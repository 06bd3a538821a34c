"""Feeds as Atom and JSON Feed, calendars as RFC 5545, sitemaps as sitemaps.org has them."""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from html import escape

from builder.model import urls
from builder.model.data_files import Sitemap
from builder.model.feeds import AtomFeed, Calendar, CalendarEvent, ChangeEntry, EditionEntry, Entry, Feed, JsonFeed
from builder.model.pages import Card, Reply, Translation
from builder.model.prose import link_html, text_html
from builder.model.sentences import attribution

Kept = dict[tuple[str, str], tuple[Entry, bytes]]
"""What has been printed, by form and id of the entry."""


CONTROLS = bytes(set(range(32)) - set(b"\t\n\r"))
"""What XML cannot hold, be it written as an entity."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def atom(feed: AtomFeed, kept: Kept) -> bytes:
    """RFC 4287. The sentences are the desk's, and so is every entry; who says it stands in the title."""
    extra = ' xmlns:fh="http://purl.org/syndication/history/1.0"' if feed.archive else ""
    head = [
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"{extra}'
        f' xml:lang="{escape(feed.language)}">',
        f"<id>{escape(feed.id)}</id>",
        f"<title>{escape(feed.title)}</title>",
        f"<subtitle>{escape(feed.subtitle)}</subtitle>" if feed.subtitle else "",
        f"<updated>{feed.updated}</updated>",
        f"<author><name>{escape(feed.author)}</name><uri>{escape(feed.root)}</uri></author>",
        f"<rights>Our own words: {escape(feed.rights)}</rights>" if feed.rights else "",
        "<generator>Dateline</generator>",
        "<fh:archive/>" if feed.archive else "",
        _atom_link("self", feed.address),
        _atom_link("alternate", feed.page),
        *(_atom_link(way, address) for way, address in feed.links),
    ]
    lines = "\n".join(filter(None, head)).encode().translate(None, CONTROLS)
    return b"\n".join((lines, *_printed("atom", _atom_entry, feed, kept), b"</feed>\n"))


def _atom_link(way: str, address: str) -> str:
    return f'<link rel="{way}" href="{escape(address)}"/>'


def _atom_entry(entry: Entry, root: str) -> str:
    topics = "".join([_category(*deal) for deal in entry.deals])
    return (
        f"<entry><id>{entry.id}</id><title>{escape(entry.title, quote=False)}</title>"
        f'<link href="{escape(entry.href)}"/>'
        f"<published>{entry.published}</published><updated>{entry.updated}</updated>{topics}"
        f'<content type="html">{escape(content(entry, root), quote=False)}</content></entry>'
    )


@lru_cache(maxsize=4096)
def _category(id: str, name: str) -> str:
    return f'<category term="{id}" label="{escape(name)}"/>'


def json_feed(feed: JsonFeed, kept: Kept) -> bytes:
    """JSON Feed 1.1; what only Dateline knows of an entry is under `_dateline`."""
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "language": feed.language,
        "authors": [{"name": feed.author, "url": feed.root}],
    }
    opening = f'{_encode(head)[:-1]},"items":['.encode()
    return opening + b"\n" + b",\n".join(_printed("json", _json_entry, feed, kept)) + b"\n]}\n"


def _json_entry(entry: Entry, root: str) -> str:
    """Written out: what is text is encoded, the rest can hold nothing that must be."""
    text = _encode
    if isinstance(entry, ChangeEntry):
        own = f'"kind":"{entry.line.kind}"'
    elif isinstance(entry, EditionEntry):
        own = f'"covers":"{entry.covers}"'
    else:
        card = entry.card
        own = f'"voice":{text(entry.voice)},"told":{text(entry.told)},"mode":"{card.mode}","wording":"{card.wording}"'
    return (
        f'{{"id":"{entry.id}","url":{text(entry.href)},"title":{text(entry.title)},'
        f'"content_html":{text(content(entry, root))},'
        f'"date_published":"{entry.published}","date_modified":"{entry.updated}",'
        f'"tags":[{",".join([text(name) for _, name in entry.deals])}],'
        f'"_dateline":{{"deals":[{",".join([text(id) for id, _ in entry.deals])}],{own}}}}}'
    )


def _printed(form: str, printer: Callable[[Entry, str], str], feed: Feed, kept: Kept) -> Iterator[bytes]:
    for entry in feed.entries:
        known = kept.get((form, entry.id))
        if known is None or (known[0] is not entry and known[0] != entry):
            known = (entry, printer(entry, feed.root).encode().translate(None, CONTROLS))
            kept[form, entry.id] = known
        yield known[1]


def content(entry: Entry, root: str) -> str:
    """HTML of a statement that stands by itself, wherever its reader is: our sentence, whoever denies it, the exact
    words, and who says so, where and when. Of a change, what changed stands before it; of an edition, what it tells."""
    if isinstance(entry, ChangeEntry):
        line = entry.line
        changed = f"<p>{escape(line.words, quote=False)}</p>"
        return changed + _statement(line.card, entry.href, root) if line.card else changed
    if isinstance(entry, EditionEntry):
        told = "".join([f"<li>{escape(words, quote=False)}</li>" for words in entry.told])
        return f"{f'<ul>{told}</ul>' if told else ''}{entry.prose_html}".replace(urls.ROOT, root)
    return _statement(entry.card, entry.href, root)


def _statement(card: Card, href: str, root: str) -> str:
    gist, quote = card.gist_html, f"“{card.quote}”" if card.needs_marks else card.quote
    replies = f"<ul>{''.join([_reply(reply) for reply in card.replies])}</ul>" if card.replies else ""
    translated = _translated(card.translation) if card.translation else ""
    html = (
        f"<p>{f'<s>{gist}</s>' if card.struck else gist}</p>{replies}"
        f"<blockquote>{escape(quote, quote=False)}</blockquote>{translated}"
        f"<p>{escape(_facts(card), quote=False)} · {link_html('the statement', href)}</p>"
    )
    return html.replace(urls.ROOT, root)


def _facts(card: Card) -> str:
    found = [
        f"{attribution(card)}, {card.told.words}",
        card.mode_words,
        *card.labels,
        f"when: {card.happened.words}" if card.happened and card.happened != card.told else "",
        f"hedged: {card.hedge}" if card.hedge else "",
        f"on condition: {card.condition}" if card.condition else "",
        "wording checked" if card.wording == "checked" else "wording not machine-checked",
    ]
    return " · ".join(filter(None, found))


def _reply(reply: Reply) -> str:
    who = f"in {reply.outlet.words}, unattributed" if reply.voice_kind == "outlet" else attribution(reply)
    return (
        f"<li>{escape(reply.words)} {escape(who)}, {link_html(text_html(reply.told.words), reply.href)}:"
        f" {reply.gist_html} ({escape(reply.basis)})</li>"
    )


def _translated(one: Translation) -> str:
    by = f" ({one.by})" if one.by else ""
    return f"<p>{escape(f'In translation{by}: {one.words}', quote=False)}</p>"


LONGEST = 75
_ESCAPED = str.maketrans(
    {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"} | {code: None for code in range(32) if code != 10}
)


def ics(calendar: Calendar) -> bytes:
    """A reader asks once a day what is new."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dateline//Dateline//EN",
        f"NAME:{_text(calendar.title)}",
        f"X-WR-CALNAME:{_text(calendar.title)}",
        f"URL:{calendar.page}",
        f"SOURCE;VALUE=URI:{calendar.address}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        *(line for event in calendar.events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return b"".join(map(_folded, lines))


def _event(event: CalendarEvent) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.id)}"
    yield f"DTSTAMP:{_bare(event.stamp.isoformat()[:19])}Z"
    yield f"DTSTART;VALUE=DATE:{_bare(event.first.isoformat())}"
    if event.last < date.max:
        yield f"DTEND;VALUE=DATE:{_bare((event.last + timedelta(1)).isoformat())}"
    yield f"SUMMARY:{_text(event.title)}"
    yield f"DESCRIPTION:{_text(event.text)}"
    yield f"URL:{event.href}"
    if event.topics:
        yield f"CATEGORIES:{','.join(map(_text, event.topics))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _bare(iso: str) -> str:
    return iso.replace("-", "").replace(":", "")


def _text(text: str) -> str:
    return text.translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """A line with its end, the parts of a long one on lines of their own; no character is cut in two."""
    rest = line.encode()
    parts: list[bytes] = []
    while len(rest) > LONGEST - bool(parts):
        cut = LONGEST - bool(parts)
        while rest[cut] & 0xC0 == 0x80:
            cut -= 1
        parts.append(rest[:cut])
        rest = rest[cut:]
    return b"\r\n ".join((*parts, rest)) + b"\r\n"


def sitemap(shown: Sitemap) -> bytes:
    """A list of pages, or of the lists that they are split into."""
    around, each = ("sitemapindex", "sitemap") if shown.index else ("urlset", "url")
    lines = [
        f"<{each}><loc>{escape(address)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</{each}>"
        for address, day in shown.addresses
    ]
    opening = f'<?xml version="1.0" encoding="UTF-8"?>\n<{around} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join((opening, *lines, f"</{around}>\n")).encode()
