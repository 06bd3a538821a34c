"""Page values to HTML. A card is rendered once, with ROOT where the way to the site's root belongs, and stands so in
any number of pages; a page puts its own way in. Templates print what their page holds: nothing is looked up or
computed here.
"""

from collections.abc import Callable
from functools import partial

from jinja2 import TemplateError
from markupsafe import Markup

from builder.model import urls
from builder.model.feeds import FeedEntry
from builder.model.finding import Finding
from builder.model.pages import Card, Page, Site
from builder.model.sources import Theme
from builder.render.jinja import environment
from builder.render.template_errors import fault

FRAME = ("header.html", "footer.html")
GIVEN = frozenset({"page", "card", "line", "header", "footer", "site"})
"""What a page gives its template; the head and the foot of all pages have `site` alone."""
ROOT = urls.ROOT.encode()
ERROR_RULES = (TemplateError, AttributeError, TypeError)
"""What a template raises that cannot be read, or asks a page for what it does not have."""


class BadTemplate(Exception):
    """A template that cannot be read or does not fit its page; `finding` says where."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding


class Renderer:
    """A theme's templates, each compiled when first needed."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._environment = environment(theme)
        self._environment.globals.update(card=partial(self.statement, "card"), line=partial(self.statement, "line"))
        self._forms: dict[str, Callable[[Card], Markup]] = {}
        self._statements: dict[str, dict[str, tuple[Card, Markup]]] = {"card": {}, "line": {}}
        self.entries: dict[tuple[str, str], tuple[FeedEntry, bytes]] = {}
        """Entries of feeds that have been printed, by form and statement."""
        self._framed: tuple[Site | None, Markup, Markup] = (None, Markup(), Markup())

    def statement(self, form: str, card: Card) -> Markup:
        """HTML of one statement in a form, `card` or `line`, for any page; made again only for another card."""
        known = self._statements[form].get(card.id)
        if known and (known[0] is card or known[0] == card):
            return known[1]
        name = f"{form}.html"
        try:
            if form not in self._forms:
                self._forms[form] = getattr(self._environment.get_template(name).module, form)
            html = self._forms[form](card)
        except ERROR_RULES as error:
            raise BadTemplate(fault(error, self.theme, name)) from error
        self._statements[form][card.id] = (card, html)
        return html

    def page(self, page: Page) -> bytes:
        """A whole page in UTF-8."""
        try:
            header, footer = self._frame(page.site)
            html = self._environment.get_template(page.template).render(page=page, header=header, footer=footer)
        except ERROR_RULES as error:
            raise BadTemplate(fault(error, self.theme, page.template)) from error
        root = page.root or urls.root_from(page.path)
        return html.encode().replace(ROOT, root.encode())

    def _frame(self, site: Site) -> tuple[Markup, Markup]:
        """The head and the foot that all pages of a site share."""
        known, header, footer = self._framed
        if known is not site and known != site:
            header, footer = (Markup(self._environment.get_template(name).render(site=site)) for name in FRAME)
            self._framed = (site, header, footer)
        return header, footer
