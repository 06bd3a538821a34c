"""What stands at addresses that were published once: a word on what was withdrawn; and where a page was that is only
computed, a day's or a part of a long one, that nothing is recorded there now.
"""

from collections.abc import Iterable, Iterator
from functools import partial

from builder.model import sentences, urls
from builder.model.entities import RECORDS, record_addresses
from builder.model.graph import Article
from builder.model.locks import Withdrawal
from builder.model.pages import Link, Shown, WithdrawalNote
from builder.model.plain_pages import EmptyPage, WithdrawnPage
from builder.model.sections import SECTIONS
from builder.plan.context import Plan, PlanContext, Plans, one
from builder.plan.parts.dates import words_of

DATES = SECTIONS["dates"]


def plans(context: PlanContext) -> Plans:
    for path, withdrawal in context.graph.kept.withdrawn.items():
        yield one(path, withdrawn, context, withdrawal)


def withdrawn(context: PlanContext, withdrawal: Withdrawal) -> WithdrawnPage:
    """The page names nothing of what stood there."""
    return WithdrawnPage(
        path=withdrawal.page,
        site=context.site,
        title="Withdrawn",
        description="What stood here has been withdrawn by the desk.",
        crumbs=context.crumbs(),
        on=context.stamps(withdrawal.on),
        why=withdrawal.why,
    )


def withdrawal_notes(context: PlanContext) -> list[WithdrawalNote]:
    """A note for each thing that was withdrawn at one time for one reason, at however many addresses, the latest first:
    an article with its statements, statements of another, a record. Paths are not printed: they may hold a name."""
    known = context.graph.entities
    records = ((kind, record) for kind in RECORDS for record in known.of_kind(kind).values())
    homes = {path: urls.record(kind, record.id) for kind, record in records for path in record_addresses(kind, record)}
    found: dict[tuple[str, str, str], list[Withdrawal]] = {}
    for each in context.graph.kept.withdrawn.values():
        home = home_of(each.page)
        found.setdefault((each.on.text, each.why, homes.get(home, home)), []).append(each)
    notes: dict[object, tuple[Withdrawal, str]] = {}
    for (on, why, home), members in sorted(found.items()):
        first = min(members, key=lambda one: (one.page != home, one.page))
        said, what = what_was_withdrawn(context, home, members)
        notes.setdefault((on, why, said or home), (first, what))
    latest_first = sorted(notes.values(), key=lambda note: (-note[0].on.end.toordinal(), note[0].page))
    return [note(context, one, what) for one, what in latest_first]


def home_of(page: str) -> str:
    """The article's page of a statement, the whole page of a part."""
    folder, *rest = page.strip("/").split("/")
    if folder == "s":
        return urls.record("article", rest[0])
    return urls.record(urls.KINDS[folder], rest[0]) if folder in urls.KINDS and rest else page


def what_was_withdrawn(context: PlanContext, home: str, found: Iterable[Withdrawal]) -> tuple[frozenset[str], str]:
    """In words; and digests of what its statements said, where the lock still has them: an article that stood at two
    addresses has the same at both."""
    lock, kind = context.graph.kept.lock.pages, urls.KINDS.get(home.strip("/").partition("/")[0], "")
    pages = [one.page for one in found]
    entries = {page: lock.get(page) for page in pages if urls.is_statement_page(page)}
    said = frozenset(entry.meaning if entry and entry.meaning else page for page, entry in entries.items())
    if kind == "article" and home not in pages:
        kind = "statement"
    return said, sentences.withdrawn(kind, len(said))


def note(context: PlanContext, one: Withdrawal, what: str = "") -> WithdrawalNote:
    return WithdrawalNote(Link("where it stood", urls.href(one.page)), context.stamps(one.on), one.why, what)


def withdrawn_from(context: PlanContext, article: Article) -> list[tuple[str, WithdrawalNote]]:
    """The statements that were withdrawn from an article, whatever its id was then, by their anchors."""
    kept = context.graph.kept
    found = [one for id in (article.id, *article.front.former) for one in kept.statements.get(id, ())]
    there = {statement.local for statement in article.statements}
    anchors = [(one.page.split("/")[-2], one) for one in found]
    return [(anchor, note(context, one)) for anchor, one in dict(anchors).items() if anchor not in there]


def moved_from(context: PlanContext, article: Article) -> list[tuple[str, Link]]:
    """The statements that stood in an article, whatever its id was then, and stand in another now, by their anchors."""
    departed = context.graph.departed
    found = dict(each for id in (article.id, *article.front.former) for each in departed.get(id, ()))
    return [
        (anchor, Link(context.links[one.article].words, urls.href(urls.statement(one.article, one.local))))
        for anchor, one in found.items()
    ]


def completed(context: PlanContext, plans: dict[str, Plan], paths: Iterable[str]) -> dict[str, Plan]:
    """The plans, and with them pages for those of the paths, published once, at which nothing would stand. Pages of
    records and statements are not looked at: that they are there is checked."""
    below: dict[str, list[str]] = {}
    for path in paths:
        if path not in plans and not urls.is_statement_page(path):
            below.setdefault(above(path, plans), []).append(path)
    for path, kept in below.items():
        plans[path] = partial(followed, plans.get(path, tuple), partial(empties, context, path, kept))
    return plans


def above(path: str, plans: dict[str, Plan]) -> str:
    """The nearest folder above it that has a plan; itself where there is none."""
    folder = path
    while folder != urls.HOME:
        folder = urls.up(folder)
        if folder in plans and folder != urls.HOME:
            return folder
    return path


def followed(plan: Plan, more: "partial[Iterator[EmptyPage]]") -> Iterator[Shown]:
    """What the plan makes, and then whatever of the rest it did not."""
    made = set()
    for shown in plan():
        made.add(shown.path)
        yield shown
    yield from (page for page in more() if page.path not in made)


def empties(context: PlanContext, whole: str, paths: Iterable[str]) -> Iterator[EmptyPage]:
    """Pages that say of parts of the page at `whole` that there is nothing."""
    for path in paths:
        up = whole if whole != path else urls.up(path)
        yield EmptyPage(
            path=path,
            site=context.site,
            title=name(path),
            description="Nothing is recorded here now.",
            crumbs=context.crumbs(),
            whole=Link(DATES.title if up == DATES.path else "the whole page", urls.href(up)),
        )


def name(path: str) -> str:
    """`3 March 2025` for a path that ends in `2025-03-03`, else its last part."""
    last = path.strip("/").rpartition("/")[2]
    return (
        words_of(last) if last[:4].isdigit() and last.replace("-", "").isdigit() and len(last) in (4, 7, 10) else last
    )
