"""An article's file made from what was read: its id, its outlet, its front matter. What is not known is a gap, with
what was found beside it: `dateline check` names each until it is filled."""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from unicodedata import normalize
from urllib.parse import urlsplit

from builder.authoring.reading import Block, Reading, markdown, words_of
from builder.model.entities import Actor
from builder.model.text import fold, stands
from builder.parse.yaml import read

TRACKING = re.compile(r"(?:^|&)(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|ref|cmpid)=[^&]*")
LONGEST = 60
"""Characters of an id made from a title."""
CLOSE = 0.5
"""Share of one article's paragraphs from which another is a copy of it."""
TELLING = 8
"""Words from which a paragraph says where it comes from."""


@dataclass(frozen=True)
class Known:
    """An article that the site has."""

    id: str
    url: str
    paragraphs: frozenset[str]
    """Folded, those of some length."""


@dataclass(frozen=True)
class Front:
    """Front matter as it is to be written; an empty `outlet` or `published` is a gap."""

    title: str
    outlet: str
    published: str
    recorded: str
    url: str = ""
    lang: str = ""
    rights: str = ""
    version_of: str = ""
    maybe: Mapping[str, str] | None = None
    """Key to what was found for it and is not taken: a comment beside the gap."""

    def written(self) -> str:
        maybe = self.maybe or {}
        lines = []
        for key in ("title", "outlet", "url", "published", "recorded", "lang", "rights", "version_of"):
            value = getattr(self, key)
            if value:
                lines.append(f"{key}: {scalar(value)}")
            elif key in ("title", "outlet", "published"):
                lines.append(f"{key}:{f'  # {maybe[key]}' if key in maybe else ''}")
        return "\n".join(("---", *lines, "---", ""))


def scalar(value: str) -> str:
    """The value as YAML: plain where that is read as the same, else between double quotation marks."""
    if "\n" not in value and read(f"key: {value}\n", "") == ({"key": value}, ()):
        return value
    return json.dumps(value, ensure_ascii=False)


def outlet_of(reading: Reading, url: str, actors: Iterable[Actor]) -> str:
    """The id of the one outlet that has the page's host, or a name that the page gives; nothing where none or several
    do."""
    host, outlets = host_of(url or reading.url), [actor for actor in actors if actor.kind == "outlet"]
    by_host = {actor.id for actor in outlets if host and host_of(getattr(actor, "url", "")) == host}
    if len(by_host) == 1:
        return by_host.pop()
    names = [fold(name) for name in reading.names]
    same = {actor.id for actor in outlets if {fold(each).casefold() for each in (actor.name, *actor.aliases)}
            & {name.casefold() for name in names}}  # fmt: skip
    near = {actor.id for actor in outlets if any(stands(name, fold(each)) for name in names
                                                 for each in (actor.name, *actor.aliases))}  # fmt: skip
    return next((found.pop() for found in (same, near) if len(found) == 1), "")


def host_of(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def plain_url(url: str) -> str:
    """The address without what a reader's way to it has added."""
    parts = urlsplit(url.partition("#")[0])
    query = TRACKING.sub("", parts.query).lstrip("&")
    return parts._replace(query=query).geturl() if url else ""


def is_same_page(one: str, other: str) -> bool:
    def key(url: str) -> tuple[str, str, str]:
        parts = urlsplit(plain_url(url))
        return host_of(url), parts.path.rstrip("/"), parts.query

    return bool(one and other) and key(one) == key(other)


def new_id(front: Front, taken: Collection[str]) -> str:
    """`outlet-2025-03-03`, as far as both are known, else from the title; with a number where another has it."""
    day = front.published[:10] if re.match(r"\d{4}-\d\d-\d\d", front.published) else ""
    base = f"{front.outlet}-{day}" if front.outlet and day else slug(f"{front.outlet} {front.title}") or "article"
    numbered = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(id for id in numbered if id not in taken)


def slug(words: str) -> str:
    plain = normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    parts = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    while parts and len("-".join(parts)) > LONGEST:
        parts.pop()
    return "-".join(parts)


def telling(blocks: Iterable[Block]) -> frozenset[str]:
    return frozenset(words for words in words_of(blocks) if len(words.split()) >= TELLING)


def copies(paragraphs: frozenset[str], known: Iterable[Known]) -> tuple[str, ...]:
    """The articles with which a text shares half of its paragraphs or more."""
    return tuple(
        article.id
        for article in known
        if paragraphs and article.paragraphs
        and len(paragraphs & article.paragraphs) >= CLOSE * min(len(paragraphs), len(article.paragraphs))
    )  # fmt: skip


def files(id: str, front: Front, blocks: Iterable[Block]) -> dict[str, str]:
    """Path to text of the files to make. The text goes to `content/texts/`, which git is told to leave alone, unless
    all of it may be shown; of a link-only article there is none."""
    article, text = f"content/articles/{id}.md", markdown(blocks)
    if front.rights == "full":
        return {article: front.written() + text}
    apart = {} if front.rights == "link-only" else {f"content/texts/{id}.md": text}
    return {**apart, article: front.written()}
