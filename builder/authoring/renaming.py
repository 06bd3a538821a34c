"""An id changed wherever a site's files name it, and nothing else: in YAML by the parser's own marks, in prose by its
links. In goes the text of a file as it lies on the disk; out comes the text to write.

What was changed is read again, and compared with what the change means: where it says anything else, NoSpliceError is
raised (splice.py).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from builder.authoring import splice
from builder.authoring.splice import Edit, Keys, NoSpliceError, Text, at, begin, data, end
from builder.model import prose
from builder.model.article import RELATIONS
from builder.parse.markdown import prose as markdown
from builder.parse.yaml import Tree

Change: TypeAlias = Callable[[str], str]

STATEMENT = r"(?:defaults|statements/\d+)"
ITEM = r"(?:/\d+)?"
VALUES = {
    "actor": rf"actors/[^/]+/(?:part_of|owner|not_same_as{ITEM}|members{ITEM}(?:/id)?|roles{ITEM}/of)"
             rf"|deals/[^/]+/parties{ITEM}|{STATEMENT}/(?:party|payer|payee)|outlet",
    "deal": rf"deals/[^/]+/part_of|questions/[^/]+/deal|{STATEMENT}/deal{ITEM}",
    "event": rf"{STATEMENT}/event",
    "place": rf"events/[^/]+/at{ITEM}|places/[^/]+/part_of",
    "article": rf"derives{ITEM}/from|version_of",
}  # fmt: skip
"""Kind to the places of YAML, keys parted by slashes, whose value names one of it."""
NAMES = {
    "actor": rf"actors/[^/]+|{STATEMENT}/(?:stance/[^/]+|positions/[^/]+/[^/]+)",
    "deal": "deals/[^/]+", "event": "events/[^/]+", "place": "places/[^/]+",
    "question": rf"questions/[^/]+|{STATEMENT}/positions/[^/]+",
}  # fmt: skip
"""Kind to the places whose last key names one of it."""
CHAIN = re.compile(rf"{STATEMENT}/by")
PROSE = re.compile(rf"{STATEMENT}/(?:gist|note)|[a-z]+s/[^/]+/about|corrections")
TARGETS = re.compile(rf"{STATEMENT}/(?:{'|'.join(RELATIONS)}){ITEM}|questions/[^/]+/settled/by")
OUTCOMES = re.compile(rf"{STATEMENT}/resolves/.+")
CHANGED = re.compile(r"items/\d+")
"""Items of a digest: changes, each by the id of what changed."""
FENCED = re.compile(r"(\ufeff?---[ \t]*\r?\n)(.*?)(^---[ \t]*(?:\r?\n|\Z))", re.DOTALL | re.MULTILINE)
LISTS = ("aliases", "ambiguous", "not_same_as", "members", "roles", "parties", "at", "former", "corrected")
"""Keys of an entity whose values can be put together."""


@dataclass(frozen=True)
class Renaming:
    """What is called otherwise from now on."""

    kind: str
    """One of RECORDS, `article` or `statement`."""
    old: str
    """An id; of a statement, `article/statement`."""
    new: str
    here: str = ""
    """The article whose file it is, in which its statements are named without it."""

    def value_at(self, place: str) -> Change | None:
        """What becomes of a text that stands there in a file; None for one that names nothing."""
        if self.kind in VALUES and re.fullmatch(VALUES[self.kind], place):
            return self.id
        if CHAIN.fullmatch(place):
            return self.chain
        if PROSE.fullmatch(place):
            return self.prose
        if CHANGED.fullmatch(place):
            return self.change
        return self.statement if TARGETS.fullmatch(place) else None

    def key_at(self, place: str) -> Change | None:
        if self.kind in NAMES and re.fullmatch(NAMES[self.kind], place):
            return self.id
        return self.statement if OUTCOMES.fullmatch(place) else None

    def id(self, words: str) -> str:
        return self.new if words == self.old else words

    def statement(self, words: str) -> str:
        article, slash, local = words.partition("/")
        if self.kind == "statement":
            full = words if slash else f"{self.here}/{words}"
            return (self.new if slash else self.new.partition("/")[2]) if full == self.old else words
        return f"{self.new}/{local}" if self.kind == "article" and slash and article == self.old else words

    def change(self, words: str) -> str:
        """The id of a change, `article/statement#status-2025-03-05`."""
        subject, sign, aspect = words.partition("#")
        return f"{self.statement(subject) if '/' in subject else self.id(subject)}{sign}{aspect}"

    def chain(self, words: str) -> str:
        return ">".join(map(self.hop, words.split(">"))) if self.kind == "actor" else words

    def hop(self, words: str) -> str:
        """One link of a chain; who is named twice in it speaks once."""
        if words.strip(" \"'")[:1] in ("~", "="):
            return words
        changed = re.sub(rf"(?<![\w-]){re.escape(self.old)}(?![\w-])", self.new, words)
        names = [name.strip() for name in changed.split("+")]
        if changed == words or len(set(names)) == len(names):
            return changed
        return changed.replace(changed.strip(), " + ".join(dict.fromkeys(names)))

    def prose(self, words: str) -> str:
        """Text with its links."""
        parts, done = list[str](), 0
        for start, _, id, _ in prose.read(words).spans:
            if id == self.old:
                place = words.index(id, start)
                parts += (words[done:place], self.new)
                done = place + len(id)
        return "".join((*parts, words[done:]))


def in_yaml(text: str, renaming: Renaming) -> str:
    """A YAML file, or front matter without its fences. Raises NoSpliceError."""
    if not text.strip():
        return text
    file = Text(text)
    wanted = renamed_tree(file.tree, renaming, ())
    return file.changed(lambda file: edits(file.text, file.top, renaming, ()), lambda _: wanted)


def edits(text: str, node: Node | None, renaming: Renaming, keys: Sequence[str]) -> Iterator[Edit]:
    if isinstance(node, ScalarNode):
        yield from in_scalar(text, node, renaming.value_at("/".join(keys)))
    elif isinstance(node, SequenceNode):
        for index, entry in enumerate(node.value):
            yield from edits(text, entry, renaming, (*keys, str(index)))
    elif isinstance(node, MappingNode):
        for name, value in node.value:
            inner = (*keys, str(name.value))
            yield from in_scalar(text, name, renaming.key_at("/".join(inner)))
            yield from edits(text, value, renaming, inner)


def in_scalar(text: str, node: ScalarNode, change: Change | None) -> Iterator[Edit]:
    """The words of a scalar as they are spelt, quotation marks and line ends included."""
    if change is None or (changed := change(node.value)) == node.value:
        return
    start, stop = begin(node), end(node)
    spelt = text[start:stop]
    yield start, stop, spelt.replace(node.value, changed, 1) if node.value in spelt else change(spelt)


def renamed_tree(tree: Tree, renaming: Renaming, keys: Sequence[str]) -> Tree:
    """What the file says afterwards."""
    if isinstance(tree, dict):
        made: dict[str, Tree] = {}
        for key, value in tree.items():
            inner = (*keys, key)
            change = renaming.key_at("/".join(inner))
            name = change(key) if change else key
            if name in made or (name != key and name in tree):
                raise NoSpliceError(f"`{renaming.old}` and `{renaming.new}` both stand there, under `{'/'.join(keys)}`")
            made[name] = renamed_tree(value, renaming, inner)
        return made
    if isinstance(tree, list):
        return [renamed_tree(entry, renaming, (*keys, str(index))) for index, entry in enumerate(tree)]
    change = renaming.value_at("/".join(keys))
    return change(tree) if change else tree


def in_markdown(text: str, renaming: Renaming) -> str:
    """An article, its text apart, or a free page. Raises NoSpliceError."""
    fenced = FENCED.match(text)
    if not fenced:
        return in_text(text, renaming)
    opening, front, closing = fenced.groups()
    return f"{opening}{in_yaml(front, renaming)}{closing}{in_text(text[fenced.end() :], renaming)}"


def in_text(text: str, renaming: Renaming) -> str:
    """Markdown, in which what looks like a link and is none, as in code, stays."""
    before = links(text)
    for found in reversed(list(re.finditer(prose.LINK, text))):
        if prose.meaning(found[1], None)[0] != renaming.old:
            continue
        start, stop = found.span(1)
        changed = text[:start] + found[1].replace(renaming.old, renaming.new) + text[stop:]
        if (now := links(changed)) != before:
            text, before = changed, now
    return text


def links(text: str) -> list[str]:
    """The ids to which a Markdown text links, one for each link."""
    return [ref.id for ref in markdown(re.sub("\r\n?", "\n", text)).refs]


def with_former(text: str, keys: Keys, *former: str) -> str:
    """A YAML text with earlier ids at these keys, beside those that are there. Raises NoSpliceError."""
    there = at(data(text), keys)
    if isinstance(there, list):
        for id in former:
            text = splice.append(text, keys, id)
        return text
    return splice.put(text, keys, [*([there] if isinstance(there, str) and there else []), *former])


def in_front(text: str, change: Change) -> str:
    """A Markdown file with its front matter changed. Raises NoSpliceError where it has none."""
    fenced = FENCED.match(text)
    if not fenced:
        raise NoSpliceError("it has no front matter")
    opening, front, closing = fenced.groups()
    return f"{opening}{change(front)}{closing}{text[fenced.end() :]}"


def without_item(text: str, group: str, key: str, gone: str, beside: str) -> str:
    """An entity file in which no list under this key of the group's entities names both ids: the one that is gone is
    taken out where the other stands beside it."""
    tree: Any = data(text)
    for id, entry in tree.get(group, {}).items():
        listed = entry.get(key) if isinstance(entry, dict) else None
        if isinstance(listed, list) and gone in listed and beside in listed:
            text = splice.without(text, (group, id, key, listed.index(gone)))
    return text


def united(text: str, group: str, id: str, other: dict[str, Tree], other_id: str) -> tuple[str, tuple[str, ...]]:
    """An entity file in which one entity takes over what another says, and the keys of the other that it does not take,
    since it has its own. The other's name becomes an alias. Raises NoSpliceError."""
    tree: Any = data(text)
    own = tree[group][id]
    dropped = []
    name, names = other.get("name", ""), as_list(own.get("aliases", []))
    for key, value in other.items():
        if key in ("name", "aliases", "former"):
            continue
        if key not in own:
            text = splice.put(text, (group, id, key), value)
        elif key in LISTS:
            for item in as_list(value):
                if item not in as_list(own[key]):
                    text = added(text, (group, id, key), item)
        elif own[key] != value:
            dropped.append(key)
    for alias in dict.fromkeys([name, *as_list(other.get("aliases", []))]):
        if isinstance(alias, str) and alias and alias != own.get("name") and alias not in names:
            text = added(text, (group, id, "aliases"), alias)
    formers = [former for former in as_list(other.get("former", [])) if isinstance(former, str)]
    return with_former(text, (group, id, "former"), other_id, *formers), tuple(dropped)


def added(text: str, keys: Keys, item: Tree) -> str:
    """A YAML text with one more item in the list at its keys, which may be one item alone, or missing."""
    there = at(data(text), keys)
    return (
        splice.append(text, keys, item) if isinstance(there, list) else splice.put(text, keys, [*as_list(there), item])
    )


def as_list(value: Tree | None) -> list[Tree]:
    return value if isinstance(value, list) else [value] if value else []
