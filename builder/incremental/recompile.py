"""Sources to articles once more: compiles again what has changed, and what was read against something that has.

In go what was compiled before, the tree as it is now and the paths that changed; out comes what `compile_site` would
make of that tree. Articles that are as they were stay the very same values, so that later stages can tell.
"""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from itertools import chain

from builder.check.rules import NAMING_RULES
from builder.compile import COMPILE, ArticleContext, Compiled, findings_of, quotes_away, read_entities
from builder.incremental.renames import changed_ids, is_affected, renamed, renaming
from builder.link.article import unlinked
from builder.link.names import Names, prepare
from builder.model.config import Config
from builder.model.finding import CODES, Finding
from builder.model.graph import Article
from builder.model.job import Executor
from builder.model.quote_lock import Quotes
from builder.model.sources import Pair, Tree

Executors = Callable[[int], AbstractContextManager[Executor]]
"""An executor for so many articles."""
NAMING = frozenset(code.name for code in CODES.values() if code.by_names)
"""The codes of what NAMING_RULES and `unlinked` find. None is an error, so that pages need not wait for it."""


@dataclass(frozen=True)
class CompiledTree:
    """A tree, compiled."""

    tree: Tree
    context: ArticleContext
    names: Names
    compiled: dict[str, Compiled]
    """By the path of the article, in the order of the tree."""
    found: tuple[Finding, ...]
    """In the entities."""
    renamed: bool = False
    """Whether the NAMING findings of the articles are those of earlier names."""

    @property
    def articles(self) -> tuple[Article, ...]:
        return tuple([each.article for each in self.compiled.values() if each.article])

    def findings(self, *, drafts: bool) -> tuple[Finding, ...]:
        """In entities and articles; in drafts only where they are wanted."""
        return (*self.found, *findings_of(self.compiled.values(), drafts=drafts))


def recompile(
    before: CompiledTree | None, tree: Tree, config: Config, changed: Collection[str] | None, executors: Executors
) -> CompiledTree:
    """`changed`: paths; None where any file may have. Nothing else of what the tree holds is taken to be as it was."""
    if before and tree.entities == before.tree.entities and config.ladders == before.context.config.ladders:
        entities, found, names = before.context.entities, before.found, before.names
    else:
        entities, found = read_entities(tree.entities, config)
        names = prepare(entities)
    context = ArticleContext(config, entities, tree.article_ids, quotes_away(tree))
    stale = tree.articles
    if before and changed is not None and context.reads_like(before.context):
        stale = outdated(before, tree, context, names, frozenset(changed))
    compiled = dict(before.compiled) if before else {}
    if before and names is not before.names:
        compiled = renamed_anew(compiled, before.names, names)
    if stale:
        with executors(len(stale)) as executor:
            executor.open(COMPILE, context)
            results = executor.map(COMPILE, (context, names), stale, len(stale))
            compiled |= {pair.article: result for pair, result in zip(stale, results, strict=True)}
    due = before is not None and (before.renamed or names is not before.names)
    return CompiledTree(
        tree, context, names, {pair.article: compiled[pair.article] for pair in tree.articles}, found, due
    )


def outdated(
    before: CompiledTree, tree: Tree, context: ArticleContext, names: Names, changed: frozenset[str]
) -> tuple[Pair, ...]:
    """The articles to compile again."""
    known = {pair.article: pair for pair in before.tree.articles}
    moved = relocked(before.context.quotes, context.quotes)
    fresh = [
        pair
        for pair in tree.articles
        if ((same := known.get(pair.article)) is not pair and same != pair)
        or not changed.isdisjoint((pair.article, pair.annotations, pair.text))
        or (moved and (article := before.compiled[pair.article].article) and article.id in moved)
    ]
    if names is before.names and tree.article_ids == before.tree.article_ids:
        return tuple(fresh)
    ids = changed_ids(before.names, names) | (tree.article_ids ^ before.tree.article_ids)
    fresh_paths = {pair.article for pair in fresh}
    others = [pair for pair in tree.articles if pair.article not in fresh_paths]
    compiled = [(pair, before.compiled[pair.article]) for pair in others]
    exposed = [(pair, each) for pair, each in compiled if ids or each.findings]
    return (*fresh, *(pair for pair, each in exposed if is_affected(each.article, each.findings, ids)))


def relocked(before: Quotes, now: Quotes) -> set[str]:
    """The articles of whose quotes another thing is known. Nearly always both are the very same."""
    ids = before.keys() | now.keys()
    return {id for id in ids if before.get(id) is not now.get(id) and before.get(id) != now.get(id)}


def renamed_anew(compiled: dict[str, Compiled], before: Names, now: Names) -> dict[str, Compiled]:
    """The articles with the mentions that they have by the names as they are now."""
    changes = renaming(before, now)
    if not changes.words:
        return compiled
    anew = {}
    for path, each in compiled.items():
        article = each.article and renamed(each.article, changes, now)
        anew[path] = each if article is each.article else Compiled(article, each.findings)
    return anew


def with_naming_findings(reading: CompiledTree) -> CompiledTree:
    """The reading with what the names as they are now give rise to."""
    if not reading.renamed:
        return reading
    compiled = {path: found_anew(each, reading) for path, each in reading.compiled.items()}
    return replace(reading, compiled=compiled, renamed=False)


def found_anew(compiled: Compiled, reading: CompiledTree) -> Compiled:
    article = compiled.article
    if article is None:
        return compiled
    context = reading.context
    kept = [finding for finding in compiled.findings if finding.code not in NAMING]
    for statement in article.statements:
        kept += unlinked(statement.written, statement.named, reading.names)
    kept += chain.from_iterable(rule(article, context.entities, context.config) for rule in NAMING_RULES)
    findings = tuple(dict.fromkeys(kept))
    return compiled if findings == compiled.findings else Compiled(article, findings)
