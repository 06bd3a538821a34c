"""New files as authors begin them: what they have said is written down, and what is still needed is a gap that
`dateline check` names until it is filled."""

from collections.abc import Iterable, Mapping

from builder.authoring import schema
from builder.authoring.article_file import scalar
from builder.authoring.splice import Keys, data, put
from builder.model.finding import Finding
from builder.model.sources import Source
from builder.parse.article import FRONT, PAGE, parse_article, parse_page
from builder.parse.entities import TABLES, parse_entities
from builder.parse.readers import Table
from builder.parse.yaml import Tree, read

NEEDED = {
    "title": "as the article prints it", "outlet": "the id of the actor that published it",
    "published": "a date, or a date and time", "name": "as the site prints it", "ask": "the question, in your words",
    "options": "a list of answers, or `amount` or `number`", "ladder": "agreement, money, promise, or one of your own",
}  # fmt: skip
"""What a required key wants, in a few words."""

STATEMENTS = """\
# One entry for each passage that matters: `quote` and `gist` are enough.
# statements:
# - quote: "the exact words of the article"
#   gist: "One neutral sentence of yours, in which [[id]] links to what it names."
"""


def wanted(word: str, table: Table) -> str:
    """What is to be written at a key."""
    return NEEDED.get(word) or ", ".join(table[word].options)


def lines(keys: Mapping[str, str], table: Table, *, gaps: bool = True) -> list[str]:
    """A line for each key that is given, or with `gaps` required, in the order of the table; unknown ones last. What
    begins as a list or as keys in brackets is YAML already."""
    known = [word for word in table if word in keys or (gaps and table[word].required)]
    made = []
    for word in (*known, *(word for word in keys if word not in table)):
        value = keys.get(word, "")
        if value:
            made.append(f"{word}: {value if value[0] in '[{' else scalar(value)}")
        else:
            made.append(f"{word}:  # {wanted(word, table)}")
    return made


def gaps(keys: Mapping[str, str], table: Table) -> tuple[str, ...]:
    """The required keys that nobody has given."""
    return tuple(word for word, key in table.items() if key.required and not keys.get(word))


def article(id: str, keys: Mapping[str, str]) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Path to text of an article's files, and what is wrong with what was given. Its text has a file of its own, which
    git leaves alone, unless all of it may be shown, or none is kept."""
    path = f"content/articles/{id}.md"
    apart = {} if keys.get("rights") in ("full", "link-only") else {f"content/texts/{id}.md": ""}
    found = parse_article(Source(path, front(lines(keys, FRONT, gaps=False))))[1]
    noted = f"content/annotations/{id}.yml"
    return {**apart, noted: schema.line(noted) + STATEMENTS, path: front(lines(keys, FRONT))}, faults(found)


def page(id: str, keys: Mapping[str, str]) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """The same of a free page."""
    path = f"content/pages/{id}.md"
    found = parse_page(Source(path, front(lines(keys, PAGE, gaps=False))))[1]
    return {path: front(lines(keys, PAGE))}, faults(found)


def entity(
    kind: str, id: str, keys: Mapping[str, str], files: Mapping[str, str]
) -> tuple[str, str, tuple[Finding, ...]]:
    """The file in which an entity stands from now on, its text, and what is wrong with what was given: of these files
    the one with the most of its kind, or else a new one. Raises NoSpliceError where that has a fault."""
    group = f"{kind}s"
    counts = {path: entities_in(text, group) for path, text in files.items()}
    path = max(counts, key=lambda path: counts[path], default="")
    if not path or not counts[path]:
        path = f"content/entities/{group}.yml"
    table = TABLES[group]
    entry = {word: keys.get(word, "") for word in table if word in keys or table[word].required}
    value = {word: as_tree(entry.get(word, keys.get(word, ""))) for word in (*entry, *(keys.keys() - entry.keys()))}
    given: Tree = {word: held for word, held in value.items() if held}
    found = parse_entities(Source(path, put("", (group, id), given)))[1]
    return path, put(files.get(path, schema.line(path)), (group, id), value), faults(found, (group, id))


def entities_in(text: str, group: str) -> int:
    tree = data(text)
    entries = tree.get(group) if isinstance(tree, dict) else None
    return len(entries) if isinstance(entries, dict) else 0


def as_tree(value: str) -> Tree:
    """What begins as a list or as keys in brackets is YAML; anything else is text."""
    tree = read(f"key: {value}\n", "")[0] if value[:1] in ("[", "{") else None
    return tree["key"] if isinstance(tree, dict) else value


def name_of(id: str) -> str:
    """What an id may be called: `port-loan` to `Port loan`."""
    return id.replace("-", " ").capitalize()


def front(lines: Iterable[str]) -> str:
    return "\n".join(("---", *lines, "---", ""))


def faults(found: Iterable[Finding], home: Keys = ()) -> tuple[Finding, ...]:
    """The findings without those of keys at `home` that are still to come."""
    return tuple(finding for finding in found if finding.location.keys != home or finding.code != "missing-key")
