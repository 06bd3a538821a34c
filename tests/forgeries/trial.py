"""Tries forgeries: in go a site's folder, kinds of forgeries and a seed, out come what was tried and what was found."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from builder.build import LinkedSite, judge
from builder.check.rules import ERROR_RULES
from builder.compile import ArticleContext, Compiled, compile_article, prepare_context, read_entities, read_pages
from builder.edges.read import read_tree, scan
from builder.edges.site import load_item
from builder.link.graph import link
from builder.link.quotes import name_other_articles
from builder.model.finding import Finding, Severity
from builder.model.graph import Corpus
from builder.model.locks import PublishedState
from builder.model.sources import Source, Unit
from builder.parse.article import split, stem_of
from builder.parse.config import parse_config
from tests.forgeries.forger import ARTICLE, ENTITY, STATEMENT, Forge, Record, Stock

DAY = date(2025, 6, 1)
GROUPS = ("actors", "deals", "events", "places")


@dataclass(frozen=True)
class Place:
    """A record of the site: its file, and the keys that lead to it."""

    file: str
    keys: tuple[str | int, ...]

    def holds(self, finding: Finding) -> bool:
        return finding.location.file == self.file and finding.location.keys[: len(self.keys)] == self.keys


@dataclass
class Tally:
    """What was found of the forgeries of one kind."""

    tried: int = 0
    found: Counter[str] = field(default_factory=Counter)
    """The gravest of what is new: error, warning, note or missed."""
    placed: int = 0
    """How many have a new finding about the very record."""


class Desk:
    """A site in memory, with every file as YAML of our own writing, so that one record can be changed."""

    def __init__(self, root: Path) -> None:
        tree = read_tree(root, scan(root))
        config, _ = parse_config(tree.config)
        assert config
        self.tree, self.config = tree, config
        self.pages, _ = read_pages(tree.pages)
        self.entities: dict[str, Any] = {source.path: load(source.text) for source in tree.entities}
        self.units: dict[str, Unit] = {}
        self.fronts: dict[str, Record] = {}
        self.notes: dict[str, Record] = {}
        self.bodies: dict[str, str] = {}
        for pair in tree.articles:
            item = load_item(root, pair)
            assert isinstance(item, tuple)
            unit: Unit = item[0]
            parts = split(unit.article.text)
            assert isinstance(parts, tuple)
            front, self.bodies[pair.article] = load(parts[0]), unit.article.text[parts[1] :]
            self.fronts[pair.article] = front
            self.notes[pair.article] = load(unit.annotations.text) if unit.annotations else {}
            self.units[pair.article] = unit
        self.stock = self.read_stock()
        self.context, self.found_in_entities = self.read_entities(self.entities)
        self.compiled = {path: self.compile(path) for path in self.units}
        self.before = self.findings(self.context, self.found_in_entities, self.compiled)

    def read_stock(self) -> Stock:
        merged: dict[str, Record] = {}
        for whole in self.entities.values():
            for group, records in whole.items():
                merged.setdefault(group, {}).update(records)
        steps = {id: self.config.ladders[deal["ladder"]] for id, deal in merged["deals"].items()}
        return Stock(
            actors=tuple(merged["actors"]),
            deals=tuple(merged["deals"]),
            events=tuple(merged["events"]),
            articles=tuple(map(stem_of, self.units)),
            statements=tuple(
                f"{stem_of(path)}/{entry['id']}"
                for path, notes in self.notes.items()
                for entry in notes.get("statements", ())
                if "id" in entry
            ),
            names={id: one["name"] for group in GROUPS for id, one in merged.get(group, {}).items()},
            ladders={id: (*ladder.rungs, *ladder.exits) for id, ladder in steps.items()},
            options={id: tuple(one["options"]) for id, one in merged["questions"].items() if "options" in one},
        )

    def read_entities(self, whole: dict[str, Any]) -> tuple[ArticleContext, tuple[Finding, ...]]:
        entities, found = read_entities((Source(path, dump(each)) for path, each in whole.items()), self.config)
        return ArticleContext(self.config, entities, self.tree.article_ids), found

    def compile(self, path: str, front: Record | None = None, notes: Record | None = None, **changed: Any) -> Compiled:
        unit = self.units[path]
        text = f"---\n{dump(front or self.fronts[path])}---\n{changed.get('body', self.bodies[path])}"
        annotations = unit.annotations and Source(unit.annotations.path, dump(notes or self.notes[path]))
        context = changed.get("context", self.context)
        item = (replace(unit, article=Source(path, text), annotations=annotations), ())
        return compile_article(prepare_context(context), item)[0]

    def findings(
        self, context: ArticleContext, found: tuple[Finding, ...], compiled: dict[str, Compiled]
    ) -> frozenset[Finding]:
        articles = tuple(item.article for item in compiled.values() if item.article)
        kept = PublishedState(now=DAY)
        corpus = Corpus(
            self.config, DAY, context.entities, articles, self.pages, self.tree.file_paths, kept=kept
        )  # fmt: skip
        linked = link(corpus)
        errors = chain.from_iterable(rule(linked.graph) for rule in ERROR_RULES)
        each = tuple(chain.from_iterable(item.findings for item in compiled.values()))
        all = (*found, *name_other_articles(each, articles), *linked.findings, *errors)
        return frozenset(judge(LinkedSite(corpus, linked.graph), all).findings)

    def with_article(self, path: str, compiled: Compiled) -> frozenset[Finding]:
        return self.findings(self.context, self.found_in_entities, {**self.compiled, path: compiled})

    def with_entities(self, whole: dict[str, Any]) -> frozenset[Finding]:
        context, found = self.read_entities(whole)
        return self.findings(context, found, {path: self.compile(path, context=context) for path in self.units})


def load(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)


def dump(value: Any) -> str:
    text: str = yaml.dump(value, Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    return text


def forgeries(desk: Desk, kind: str, chance: random.Random) -> Iterator[tuple[Place, frozenset[Finding]]]:
    """Forgeries of one kind, each record once, in any order: the record, and what is found."""
    if kind in STATEMENT:
        forge, places = STATEMENT[kind], [
            (path, index) for path, notes in desk.notes.items() for index in range(len(notes.get("statements", ())))
        ]  # fmt: skip
        for path, index in shuffled(places, chance):
            if kind.startswith("quote") and desk.fronts[path].get("rights") == "link-only":
                continue  # There is no text to compare it with.
            notes = desk.notes[path]
            entries = notes["statements"]
            stock = replace(desk.stock, text=desk.bodies[path], default=notes.get("defaults"))
            made = forge(entries[index], stock, chance)
            if made:
                changed = {**notes, "statements": [*entries[:index], made, *entries[index + 1 :]]}
                annotations = desk.units[path].annotations
                assert annotations
                compiled = desk.compile(path, notes=changed)
                yield Place(annotations.path, ("statements", index)), desk.with_article(path, compiled)
    elif kind in ARTICLE:
        for path in shuffled(list(desk.units), chance):
            made = ARTICLE[kind](desk.fronts[path], desk.stock, chance)
            if made:
                yield Place(path, ()), desk.with_article(path, desk.compile(path, front=made))
    else:
        yield from of_entities(desk, ENTITY[kind], chance)


def of_entities(desk: Desk, forge: Forge, chance: random.Random) -> Iterator[tuple[Place, frozenset[Finding]]]:
    places = [
        (path, group, id) for path, whole in desk.entities.items() for group, records in whole.items() for id in records
    ]
    for path, group, id in shuffled(places, chance):
        whole = desk.entities[path]
        made = forge(whole[group][id], desk.stock, chance)
        if made:
            changed = {**whole, group: {**whole[group], id: made}}
            yield Place(path, (group, id)), desk.with_entities({**desk.entities, path: changed})


def shuffled(items: list[Any], chance: random.Random) -> list[Any]:
    return chance.sample(items, len(items))


KINDS = (*STATEMENT, *ARTICLE, *ENTITY)


def trial(desk: Desk, seed: int, most: int, rounds: int = 1) -> dict[str, Tally]:
    """At most so many forgeries of each kind, in so many rounds through the site."""
    tallies = {kind: Tally() for kind in KINDS}
    for kind, tally in tallies.items():
        for turn in range(rounds):
            chance = random.Random(f"{seed} {kind} {turn}")
            for place, found in forgeries(desk, kind, chance):
                if tally.tried >= most:
                    break
                count(tally, place, found - desk.before)
    return tallies


def count(tally: Tally, place: Place, new: frozenset[Finding]) -> None:
    tally.tried += 1
    gravest = max((finding.severity for finding in new), default=None)
    tally.found[gravest.word if gravest else "missed"] += 1
    tally.placed += any(map(place.holds, new))


def row(kind: str, tally: Tally) -> str:
    cells = [str(tally.found[word] or "") for word in (*(each.word for each in reversed(Severity)), "missed")]
    found = tally.tried - tally.found["missed"]
    return f"| {kind} | {tally.tried} | {' | '.join(cells)} | {tally.placed if found else ''} |"
