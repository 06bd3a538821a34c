"""Sources to graph: each article compiled by itself, in any process, then all of them linked.

The unit of work is one article with its annotation file: parsed, anchored, and checked against the entities. Nothing
here knows a page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from operator import attrgetter

from builder.check.rules import ARTICLE_RULES
from builder.link.article import link_article
from builder.link.names import Names, ids_by_name, link_entities, prepare
from builder.link.quotes import name_other_articles
from builder.model.article import Body, FreePage, Front
from builder.model.config import Config
from builder.model.digest import DIGESTS, SUFFIX, DigestLock
from builder.model.entities import Entities
from builder.model.finding import Finding
from builder.model.graph import Article, Corpus
from builder.model.job import Executor, Files, Job
from builder.model.locks import LOCK, WITHDRAWN, Lock, PublishedState, Withdrawal
from builder.model.quote_lock import QUOTES, LockedQuote, Quotes
from builder.model.sources import Source, Tree, Unit
from builder.parse.annotations import parse_annotations
from builder.parse.article import parse_article, parse_digest, parse_page, stem_of
from builder.parse.config import parse_config
from builder.parse.digest_lock import parse_digest_lock
from builder.parse.entities import parse_entities
from builder.parse.locks import parse_lock, parse_quotes, parse_withdrawn


@dataclass(frozen=True)
class ArticleContext:
    """What every article is read against."""

    config: Config
    entities: Entities
    article_ids: frozenset[str]
    quotes: Quotes = field(default_factory=dict)
    """Of articles whose text has no file of its own here."""

    def locked(self, front: Front, body: Body) -> Mapping[str, LockedQuote] | None:
        """What is known of an article's quotes, where its text is not at hand."""
        return None if body.text else self.quotes.get(front.id)

    def reads_like(self, other: "ArticleContext") -> bool:
        """Whether the settings that reading an article depends on are the same."""
        ours, theirs = self.config, other.config
        return (ours.rights, ours.language, ours.quote_limit, ours.currency, ours.ladders) == (
            theirs.rights, theirs.language, theirs.quote_limit, theirs.currency, theirs.ladders
        )  # fmt: skip


@dataclass(frozen=True)
class Compiled:
    """One article with its statements, and what was found wrong with them."""

    article: Article | None
    findings: tuple[Finding, ...]


def compile_site(
    tree: Tree, today: date, now: date, executor: Executor, *, drafts: bool, as_of: bool = False
) -> tuple[Corpus | None, list[Finding]]:
    """Everything that can be known of each file by itself; None where site.yml cannot be read."""
    config, found = parse_config(tree.config)
    findings = [*tree.findings, *found]
    if config is None:
        return None, findings
    entities, found = read_entities(tree.entities, config)
    findings += found
    context = ArticleContext(config, entities, tree.article_ids, quotes_away(tree))
    executor.open(COMPILE, context)
    compiled = list(executor.map(COMPILE, prepare_context(context), tree.articles, len(tree.articles)))
    articles = tuple(item.article for item in compiled if item.article)
    findings += name_other_articles(findings_of(compiled, drafts=drafts), articles)
    pages, found = read_pages(tree.pages)
    kept, found_kept = read_kept(tree, today, now, published=not drafts and not as_of)
    corpus = Corpus(config, today, entities, articles, pages, tree.file_paths, drafts, kept, as_of)
    return corpus, [*findings, *found, *found_kept]


def findings_of(compiled: Iterable[Compiled], *, drafts: bool) -> tuple[Finding, ...]:
    """What was found in the articles; in drafts only where they are wanted, since else they are left out."""
    found = (item.findings if drafts else outside_drafts(item) for item in compiled if item.findings)
    return tuple(chain.from_iterable(found))


def outside_drafts(compiled: Compiled) -> tuple[Finding, ...]:
    article = compiled.article
    if article is None:
        return compiled.findings
    if article.front.draft:
        return ()
    drafted = {statement.written.location_of() for statement in article.statements if statement.written.draft}
    kept = [
        finding
        for finding in compiled.findings
        if not any(finding.location.file == one.file and finding.location.keys[:2] == one.keys for one in drafted)
    ]
    return tuple(kept)


def read_entities(sources: Iterable[Source], config: Config) -> tuple[Entities, tuple[Finding, ...]]:
    parsed = [parse_entities(source) for source in sources]
    records = chain.from_iterable(records for records, _ in parsed)
    entities, linked = link_entities(tuple(records), config)
    unread = tuple(chain.from_iterable(found for _, found in parsed))
    return entities, (*(ids_by_name(unread, prepare(entities)) if unread else ()), *linked)


def read_pages(sources: Iterable[Source]) -> tuple[tuple[FreePage, ...], tuple[Finding, ...]]:
    parsed = [parse_digest(source) if source.path.startswith(DIGESTS) else parse_page(source) for source in sources]
    return tuple(page for page, _ in parsed if page), tuple(chain.from_iterable(found for _, found in parsed))


def read_kept(tree: Tree, today: date, now: date, *, published: bool) -> tuple[PublishedState, tuple[Finding, ...]]:
    """What was published once; a build that is not published itself keeps no address. And what is wrong with the lock
    of quotes, which articles are read against."""
    by_path = {source.path: source for source in tree.kept}
    lock, withdrawn = Lock(), dict[str, Withdrawal]()
    _, found = read_quotes(tree)
    if LOCK in by_path and published:
        lock, more = parse_lock(by_path[LOCK])
        found += more
    if WITHDRAWN in by_path:
        withdrawn, more = parse_withdrawn(by_path[WITHDRAWN])
        found += more
    digests, more = read_digest_locks(tree, today)
    later = lock.between(today.isoformat(), now.isoformat())
    return PublishedState(lock, withdrawn, digests, later, now), (*found, *more)


def read_digest_locks(tree: Tree, today: date) -> tuple[dict[str, DigestLock], tuple[Finding, ...]]:
    """Those of the editions that are closed by this day, by their id."""
    parsed = [parse_digest_lock(source) for source in tree.kept if source.path.endswith(SUFFIX)]
    known = {lock.id: lock for lock, _ in parsed if lock and lock.closed <= today.isoformat()}
    return known, tuple(chain.from_iterable(found for _, found in parsed))


def read_quotes(tree: Tree) -> tuple[Quotes, tuple[Finding, ...]]:
    return next((parse_quotes(source) for source in tree.kept if source.path == QUOTES), ({}, ()))


def quotes_away(tree: Tree) -> Quotes:
    """What the lock holds of articles whose text has no file of its own here."""
    quotes, _ = read_quotes(tree)
    if not quotes:
        return quotes
    at_hand = {stem_of(pair.text) for pair in tree.articles if pair.text}
    return {article: known for article, known in quotes.items() if article not in at_hand}


def prepare_context(shared: ArticleContext) -> tuple[ArticleContext, Names]:
    return shared, prepare(shared.entities)


def compile_article(
    context: tuple[ArticleContext, Names], item: tuple[Unit, tuple[Finding, ...]]
) -> tuple[Compiled, Files]:
    """One article from its files to checked statements. It sees the entities, and no other article."""
    (settings, names), (unit, unread) = context, item
    parsed, findings = parse_article(unit.article, unit.text)
    if parsed and (nothing := names_nothing(*parsed, names, settings.article_ids)):
        parsed, findings = parse_article(unit.article, unit.text, nothing)
    annotations, found = parse_annotations(unit.annotations) if unit.annotations else ((), ())
    if findings or found:
        findings = ids_by_name(findings, names, settings.article_ids)
        found = ids_by_name(found, names, settings.article_ids)
    if parsed is None:
        return Compiled(None, (*unread, *findings, *found)), ()
    locked = settings.locked(*parsed)
    article, linked = link_article(*parsed, annotations, names, settings.config, settings.article_ids, locked)
    checked = tuple(finding for rule in ARTICLE_RULES for finding in rule(article, settings.entities, settings.config))
    return Compiled(article, (*unread, *findings, *found, *linked, *checked)), ()


def names_nothing(front: Front, body: Body, names: Names, article_ids: frozenset[str]) -> dict[str, int]:
    """The ids in double brackets of a text of others that name nothing, and where they stand first. In the desk's own
    they are mistakes."""
    refs = body.refs if front.form != "own" else ()
    nothing = [ref for ref in refs if ref.id not in names.kinds and ref.id not in article_ids]
    return {ref.id: ref.offset for ref in reversed(nothing)}


COMPILE = Job("reading articles", prepare_context, compile_article, keep=attrgetter("article"))
