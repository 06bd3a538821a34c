"""The site's settings, what may be published, and addresses that would be lost. Articles and the graph in, findings
out."""

from collections import Counter
from collections.abc import Iterator

from builder.check.links import UrlSet
from builder.model import urls
from builder.model.config import Config
from builder.model.entities import Entities
from builder.model.finding import Finding, Location
from builder.model.graph import Article, Graph, Statement
from builder.model.locks import LOCK
from builder.model.text import counted


def rights_forbid(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A whole text is published only if it is the desk's own, or if someone said why it may be."""
    front = article.front
    if article.rights == "full" and front.form != "own" and not front.rights_why:
        where = "rights" if front.rights else "form" if front.form != "report" else "title"
        help = "say in `rights_why` why you may publish it, or set `form: own` or `rights: excerpt`"
        message = "this would publish the whole text of someone else's article"
        yield front.finding("rights-forbid", message, where, help=help)


def body_under_link_only(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """An article of which only the link may be kept has no text on file."""
    if article.rights == "link-only" and article.body.text:
        message = "the article has text, but `rights: link-only`"
        where = "rights" if article.front.rights else "title"
        help = "remove the text, or set `rights: excerpt`"
        yield article.front.finding("body-under-link-only", message, where, help=help)


def text_not_at_hand(graph: Graph) -> Iterator[Finding]:
    """What is published whole is there as a whole."""
    for article in graph.articles.values():
        if article.text_away and article.rights == "full":
            where = "rights" if article.front.rights else "title"
            message = "the whole text is to be published, but it is not available"
            file = f"content/texts/{article.id}.md"
            help = f"put the text below the front matter or into {file}, or set `rights: excerpt`"
            yield article.front.finding("text-not-at-hand", message, where, help=help)


def markup_as_text(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A text that is published whole holds no markup that Markdown does not know: readers would see its signs."""
    if article.rights == "full":
        for words, offset in article.body.as_text:
            yield as_text(words, Location(article.body.file, part=words, offset=offset), article.front.silenced)


def markup_as_text_in_page(graph: Graph) -> Iterator[Finding]:
    """Nor does a free page."""
    for page in graph.pages:
        for words, offset in page.as_text:
            yield as_text(words, Location(page.location.file, part=words, offset=offset))


def as_text(words: str, location: Location, allow: tuple[str, ...] = ()) -> Finding:
    if words == "<!--":
        message, help = (
            "this comment is not closed, so readers see it",
            "close it with `-->` before the next blank line",
        )
    else:
        message = f"`{one_line(words)}` is not Markdown, so readers see it as it stands"
        help = "remove it or write it in Markdown; to show it, put it in backticks"
    return Finding("markup-as-text", message, location, help, allow=allow)


def one_line(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONG else f"{line[:LONG]}…"


def not_recorded(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """An article says when it was put on file."""
    if article.front.recorded is None:
        help = f"add the day, such as `recorded: {article.front.published.end}`"
        message = "`recorded` is missing: the day on which you added this article"
        yield article.front.finding("not-recorded", message, "published", help=help)


def link_only_without_source(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """Where there is no text, a reader must be able to find it, or to learn why not."""
    front = article.front
    if article.rights == "link-only" and not (front.url or front.archive or front.rights_why):
        message = "nobody can look this up: there is no text, no `url` and no `archive`"
        where = "rights" if front.rights else "title"
        help = "add one of them, or say in `rights_why` why there is none"
        yield article.front.finding("link-only-without-source", message, where, help=help)


def no_scope(graph: Graph) -> Iterator[Finding]:
    """A site says what it covers, and what it leaves out."""
    if not graph.config.scope:
        help = "add `scope:` with a sentence or two, to be printed on the home page"
        message = "the site does not say what it covers: `scope` is missing"
        yield Finding("no-scope", message, Location("site.yml", ("title",)), help)


LONG = 60


def address_vanished(graph: Graph) -> Iterator[Finding]:
    """What readers may have a link to has a page, leads to one, or says that it was withdrawn; so has what a closed
    edition leads to. What went with its article is missed with it."""
    kept = graph.kept
    if not kept.lock.pages:
        return
    there = UrlSet(graph)
    told = {
        item.at.partition("#")[0]: lock.path
        for lock in graph.closed
        for item in lock.edition.items
        if not item.redacted
    }
    missed = {page for page in {*kept.lock.pages, *told} if urls.is_own(page) and page not in there} - kept.later
    along = Counter(map(article_of, missed))
    for page in missed:
        if article_of(page) not in missed:
            statements = f", with {counted(along[page], 'statement')}," if along[page] else ""
            message = f"`{page}`{statements} was published but no longer exists"
            where = Location(LOCK, part=page)
            if page not in kept.lock.pages:
                message = f"a closed edition leads to `{page}`, which no longer exists"
                where = Location(told[page], part=page)
            yield Finding("address-vanished", message, where, remedy(page, graph))


def article_of(page: str) -> str:
    """The page of the article whose statement's page it is; nothing for any other."""
    _, folder, id, *_ = page.split("/")
    return urls.record("article", id) if folder == "s" else ""


def remedy(page: str, graph: Graph) -> str:
    folder, *rest = page.strip("/").split("/")
    withdraw = f"or withdraw it with `dateline withdraw {page} --why …`"
    if page not in graph.kept.lock.pages:
        withdraw = f"or first run `dateline lock` with it in place, then `dateline withdraw {page} --why …`"
    if page in graph.waiting:
        return f"it is a draft, under embargo, or names something that is: publish it again, {withdraw}"
    if folder not in urls.KINDS and folder != "s":
        return f"bring content/pages/{folder}.md back, {withdraw}"
    if folder == "actors" and (actor := graph.entities.actors.get(rest[0])) and not actor.page:
        return f"remove its `page: no` in {actor.location.file}, {withdraw}"
    if folder != "s":
        kind = urls.KINDS[folder]
        other = f" (`former: [{kind}/{rest[0]}]` if the new record is not of kind {kind})" if kind != "article" else ""
        return f"add `former: [{rest[0]}]` to the record that replaced it{other}, bring it back, {withdraw}"
    article, local = rest
    moved = moved_statement(article, graph)
    if moved:
        words = moved.written.quote
        shown = words if len(words) <= LONG else f"{words[:LONG].rpartition(' ')[0]} …"
        there = f"if it is in another article now, write `former: [{article}/{local}]`"
        here = f"if it is now the statement “{shown}”, write `id: {local}` there"
        return f"{here}; {there}; otherwise bring it back, {withdraw}"
    here = f"add `former: [{local}]` to the statement that replaced it in `{article}`"
    return f"bring it back, {here} (`former: [{article}/{local}]` if it is in another article now), {withdraw}"


def moved_statement(article: str, graph: Graph) -> Statement | None:
    """The one that has no id of its own and was never published: a quote that was mended gives itself another id."""
    found = graph.articles.get(article)
    new = [
        statement
        for statement in (found.statements if found else ())
        if "id" not in statement.written.given
        and urls.statement_page(article, statement.local) not in graph.kept.lock.pages
    ]
    return new[0] if len(new) == 1 else None


def withdrawn_unknown(graph: Graph) -> Iterator[Finding]:
    """What is withdrawn was published; else nothing is, and its author should know."""
    kept = graph.kept
    for page, withdrawal in kept.withdrawn.items() if kept.lock.pages else ():
        if page not in kept.lock.pages:
            message = f"`{page}` was never published"
            simply = "something never published can simply be removed from its file"
            help = f"correct the path, or remove the entry: {simply}"
            yield Finding("withdrawn-unknown", message, withdrawal.location, help)


ARTICLE_RULES = (rights_forbid, body_under_link_only, markup_as_text, not_recorded, link_only_without_source)
ERROR_RULES = (text_not_at_hand, address_vanished, withdrawn_unknown)
WARNING_RULES = (no_scope, markup_as_text_in_page)
