"""The graph after some articles or entities have changed: in go what was linked and the corpus as it is now,
out comes just what `link` would make of that corpus, in a time that grows with the change.

What is worked out a group at a time is worked out again for the groups that the change reaches, lists are patched, and
what takes a few milliseconds at any size is simply made anew. Values that are not the very same object count as
changed: whoever reads files again hands in the old value where nothing is new. Where a change reaches far, all is
linked again.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any

from builder.link.article import origins
from builder.link.graph import (
    Findings,
    FoldedGraph,
    Linked,
    RelationIndex,
    admit,
    earliness,
    laddered,
    latest_first,
    link,
    stand,
    taken_on,
    tie,
    woven,
)
from builder.link.money import levels
from builder.link.relations import (
    Backlinks,
    Lists,
    backlinks,
    derived,
    grouped,
    lateness,
    latest_happened,
    mentions,
    published_mentions,
    regrouped,
    telling,
    unknown_settling,
)
from builder.link.visibility import Visible
from builder.model.entities import Entities
from builder.model.graph import Article, Corpus, Graph, Mention, Statement

FAR = 0.1
"""The share of all statements that may change before linking everything takes no longer."""


@dataclass(frozen=True)
class ArticleChanges:
    """What is not as it was among the published articles."""

    old: dict[str, Article]
    """By id, as they were; those that came are not among them."""
    new: dict[str, Article]
    """As they are; those that went are not among them."""
    gone: tuple[Statement, ...]
    """Statements that are not there any more as they were."""
    come: tuple[Statement, ...]
    """Those that are there now, the earliest told first."""
    in_place: bool
    """Whether no article came, went or was told at another time, so that all stand in the old order."""


def relink(before: Linked, corpus: Corpus) -> Linked:
    """What `link` makes of the corpus; `before` is what was made of an earlier one."""
    shown, findings, change = readmit(before, corpus)
    if reaches_far(before.graph, corpus, shown, change):
        return link(corpus)
    old = before.graph
    articles = in_order(old.articles, shown.articles, change)
    statements = restated(old.statements, articles, change)
    touched = {statement.article for statement in (*change.gone, *change.come)}
    groups = regrouped(before.groups, grouped(change.gone), grouped(change.come), touched)
    ties, found = tie(groups, statements, articles)
    found += unknown_settling(shown.entities.questions.values(), statements)
    made_from = derived(articles.values()) if descent_changed(old, articles, change) else old.derived
    heirs = descendants(moved(change), made_from)
    rests = rested(old.origins, articles, change, heirs)
    reached = grouped(
        chain(
            change.gone,
            change.come,
            (statements[id] for id in (tied_anew(before.ties, ties) | targets(change)) & statements.keys()),
            (statement for id in heirs & articles.keys() for statement in articles[id].statements),
        )
    )
    rows = {
        deal: levels(sums, articles, ties.gone, ties.updated, ties.dates)
        if deal in reached.sums
        else before.levels[deal]
        for deal, sums in groups.sums.items()
    }
    taken = {
        question: taken_on(question, groups, articles, ties, rests)
        if question in reached.answers
        else old.positions.get(question, ())
        for question in sorted(groups.answers)
    }
    standings = {
        deal.id: stand(deal, corpus, groups, ties, articles)
        if deal.id in reached.reports or deal != old.entities.deals.get(deal.id)
        else old.standings[deal.id]
        for deal in laddered(shown, corpus)
    }
    lists, named = relisted(old, statements, shown, change), mentioned(old, articles, change)
    folded = FoldedGraph(rests, standings, rows, taken, lists, named, made_from)
    graph = woven(corpus, shown, articles, statements, groups, ties, folded)
    wrong = tuple(dict.fromkeys((*findings, *found)))
    return Linked(corpus, shown, findings, graph, wrong, groups, ties, rows)


def readmit(before: Linked, corpus: Corpus) -> tuple[Visible, Findings, ArticleChanges]:
    """What `admit` makes of the corpus, and what is not as it was.

    Most edits change a text, a statement or a name, and neither whose id is whose nor what waits for its day: then the
    articles that changed are exchanged in what was admitted before.
    """
    pairs = exchanged(before, corpus)
    if pairs is None:
        shown, findings = admit(corpus)
        return shown, findings, difference(before.graph.articles, shown.articles)
    new_for = {id(old): new for old, new in pairs}
    articles = tuple([new_for.get(id(article), article) for article in before.shown.articles])
    shown = replace(before.shown, entities=corpus.entities, articles=articles)
    return shown, (), changed({old.id: old for old, _ in pairs}, {new.id: new for _, new in pairs})


def exchanged(linked: Linked, now: Corpus) -> list[tuple[Article, Article]] | None:
    """Articles as they were and as they are; None where all must be admitted again. So it is where there was a finding,
    or something was not published: what is new may be a finding too, or have to wait with the rest."""
    before, shown = linked.corpus, linked.shown
    if (
        linked.admitted
        or len(now.articles) != len(before.articles)
        or shown.entities is not before.entities
        or set(map(id, shown.articles)) != set(map(id, before.articles))
        or before.kept.withdrawn
        or (before.config, before.today, before.pages, before.drafts, before.kept)
        != (now.config, now.today, now.pages, now.drafts, now.kept)
        or not alike(before.entities, now.entities)
    ):
        return None
    pairs = [(old, new) for old, new in zip(before.articles, now.articles, strict=True) if old is not new]
    if any(publication_keys(old) != publication_keys(new) for old, new in pairs if old.front is not new.front):
        return None
    if not now.drafts and any(statement.written.draft for _, new in pairs for statement in new.statements):
        return None
    arrived = linked.graph.departed or any(new.arrived for _, new in pairs)
    return None if arrived and any(statement_ids(old) != statement_ids(new) for old, new in pairs) else pairs


def alike(before: Entities, now: Entities) -> bool:
    """Whether there are the same entities, with the same ids and links, and all of them may be published still."""
    if before is now:
        return True
    old, new = list(before.everything), list(now.everything)
    return len(old) == len(new) and all(
        one is other
        or (one.id, one.former, one.elsewhere, one.about_html, one.draft, one.embargo)
        == (other.id, other.former, other.elsewhere, other.about_html, other.draft, other.embargo)
        for one, other in zip(old, new, strict=True)
    )


def publication_keys(article: Article) -> tuple[object, ...]:
    """What decides whether an article may be published, and who else may have its id."""
    front = article.front
    return (article.path, front.id, front.former, front.outlet, front.wire, front.derives, front.version_of,
            front.draft, front.embargo)  # fmt: skip


def statement_ids(article: Article) -> list[tuple[object, ...]]:
    """Where its statements stand, and stood."""
    return [(one.local, one.written.former, one.written.elsewhere) for one in article.statements]


def difference(before: Mapping[str, Article], shown: Iterable[Article]) -> ArticleChanges:
    now = {article.front.id: article for article in shown}
    new = {id: article for id, article in now.items() if before.get(id) is not article}
    return changed({id: before[id] for id in (*new, *(before.keys() - now.keys())) if id in before}, new)


def changed(old: dict[str, Article], new: dict[str, Article]) -> ArticleChanges:
    """By id, articles as they were and as they are."""
    alike = {id for id in old.keys() & new.keys() if old[id].statements is new[id].statements}
    gone = (article.statements for id, article in old.items() if id not in alike)
    told = sorted((article for id, article in new.items() if id not in alike), key=earliness)
    come = (article.statements for article in told)
    in_place = old.keys() == new.keys() and all(
        old[id].front is article.front or earliness(old[id]) == earliness(article) for id, article in new.items()
    )
    return ArticleChanges(old, new, tuple(chain.from_iterable(gone)), tuple(chain.from_iterable(come)), in_place)


def reaches_far(old: Graph, corpus: Corpus, shown: Visible, change: ArticleChanges) -> bool:
    """Whether so much is reached that linking everything takes no longer: by many statements, another day, or settings
    and kinds of entities on which all depends."""
    return (
        len(change.gone) + len(change.come) > FAR * len(old.statements)
        or (corpus.today, corpus.config.stale_after) != (old.today, old.config.stale_after)
        or corpus.config.ladders != old.config.ladders
        or shown.entities.kinds != old.entities.kinds
    )


def in_order(before: dict[str, Article], shown: Iterable[Article], change: ArticleChanges) -> dict[str, Article]:
    """The articles, the latest first: in the old order where none came, went or was told at another time."""
    if change.in_place:
        return {**before, **change.new} if change.new else before
    return latest_first(sorted(shown, key=earliness))


def restated(
    before: dict[str, Statement], articles: dict[str, Article], change: ArticleChanges
) -> dict[str, Statement]:
    """The statements in the order of their articles: in the old one where none came or went."""
    if not (change.gone or change.come):
        return before
    if change.in_place and [one.id for one in change.gone] == [one.id for one in change.come]:
        return before | {statement.id: statement for statement in change.come}
    return {statement.id: statement for article in articles.values() for statement in article.statements}


def descent_changed(old: Graph, articles: dict[str, Article], change: ArticleChanges) -> bool:
    """Whether any article derives from others than before, or stands at another place in their order."""
    if not change.in_place:
        return True
    return any(change.old[id].front.derives != article.front.derives for id, article in change.new.items())


def moved(change: ArticleChanges) -> set[str]:
    """The articles on which the origin of what derives from them may have changed."""
    return {
        id
        for id in change.old.keys() | change.new.keys()
        if (id in change.old) != (id in change.new)
        or (
            change.old[id].front is not change.new[id].front
            and (change.old[id].front.outlet, change.old[id].front.wire, change.old[id].front.derives)
            != (change.new[id].front.outlet, change.new[id].front.wire, change.new[id].front.derives)
        )
    }


def descendants(ids: Set[str], made_from: Lists) -> set[str]:
    """These articles, and all that derive from them, near and far."""
    found: set[str] = set()
    open_ends = list(ids)
    while open_ends:
        id = open_ends.pop()
        if id not in found:
            found.add(id)
            open_ends += made_from.get(id, ())
    return found


def rested(
    before: dict[str, str], articles: dict[str, Article], change: ArticleChanges, heirs: Set[str]
) -> dict[str, str]:
    """The origins, of changed articles and of what derives from them worked out anew."""
    anew = {statement.article for statement in change.come} | (heirs & articles.keys())
    if not change.gone and not anew:
        return before
    rests = dict(before)
    for statement in change.gone:
        rests.pop(statement.id, None)
    return rests | origins((articles[id] for id in anew), articles)


def tied_anew(before: RelationIndex, ties: RelationIndex) -> set[str]:
    """Ids of the statements to which others do something else than before."""
    pairs: tuple[tuple[Mapping[str, Any], Mapping[str, Any]], ...] = (
        (before.bearing, ties.bearing),
        (before.gone, ties.gone),
        (before.dates, ties.dates),
        (before.denials, ties.denials),
        (before.updated, ties.updated),
    )
    return {id for one, other in pairs for id in one.keys() | other.keys() if one.get(id) != other.get(id)}


def targets(change: ArticleChanges) -> set[str]:
    """Ids of the statements to which those that changed do something: the day on which they do may be another."""
    return {target for statement in change.come for _, target in statement.written.relations}


def relisted(old: Graph, statements: Mapping[str, Statement], shown: Visible, change: ArticleChanges) -> Backlinks:
    """Who names what, with the changed statements in their new places."""
    known = shown.entities.kinds
    gone, come = backlinks(change.gone, known), backlinks(latest_happened(change.come), known)
    ids = {statement.id for statement in change.gone}

    def patched(before: Lists, gone: Lists, come: Lists) -> Lists:
        lists = dict(before)
        for key in gone.keys() | come.keys():
            earliest_first = [id for id in reversed(before.get(key, ())) if id not in ids]
            for id in reversed(come.get(key, ())):
                at = bisect_right(earliest_first, position(statements[id]), key=lambda id: position(statements[id]))
                earliest_first.insert(at, id)
            lists[key] = tuple(reversed(earliest_first))
        return {key: lists[key] for key in sorted(lists) if lists[key]}

    return Backlinks(
        by_deal=patched(old.by_deal, gone.by_deal, come.by_deal),
        by_voice=patched(old.by_voice, gone.by_voice, come.by_voice),
        by_named=patched(old.by_named, gone.by_named, come.by_named),
        by_event=patched(old.by_event, gone.by_event, come.by_event),
        sayings=patched(old.sayings, gone.sayings, come.sayings),
    )


def position(statement: Statement) -> tuple[tuple[date, date], tuple[date, date, str], str]:
    """Where a statement stands among those that happened before and after it."""
    return lateness(statement), telling(statement.told), statement.article


def mentioned(old: Graph, articles: dict[str, Article], change: ArticleChanges) -> dict[str, tuple[Mention, ...]]:
    """Who is named in running text, by the changed articles as they are now."""
    if not change.in_place:
        return mentions(articles.values())
    anew: dict[str, dict[str, list[Mention]]] = defaultdict(dict)
    for id, article in change.new.items():
        for key in named_anew(published_mentions(change.old[id]), published_mentions(article)):
            anew[key][id] = [(id, start, end) for name, start, end in published_mentions(article) if name == key]
    if not anew:
        return old.by_mention
    rank = {id: number for number, id in enumerate(articles)}
    lists = dict(old.by_mention)
    for key, by_article in anew.items():
        kept = (mention for mention in lists.get(key, ()) if mention[0] not in by_article)
        lists[key] = tuple(sorted(chain(kept, *by_article.values()), key=lambda mention: rank[mention[0]]))
    return {key: lists[key] for key in sorted(lists) if lists[key]}


def named_anew(before: tuple[Mention, ...], now: tuple[Mention, ...]) -> set[str]:
    """The ids that an article names at other places than before."""
    return {id for id, _, _ in set(before) ^ set(now)} if before is not now else set()
