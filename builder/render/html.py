"""Page values to HTML, by Jinja set up for pages: strict about names, escaping everything but finished HTML. A
card is rendered once, with ROOT where the way to the site's root belongs."""

from collections.abc import Callable, Iterable, MutableMapping
from functools import partial
from html import escape
from keyword import iskeyword
from types import CodeType, SimpleNamespace
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, Environment, FunctionLoader, StrictUndefined, Template, TemplateError
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.nodes import Call, Expr, Filter, Getattr, MarkSafe, Name, Output
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup

from builder.model import urls
from builder.model.article_pages import Text
from builder.model.feeds import Entry
from builder.model.finding import Finding
from builder.model.pages import Card, Link, Page, Site
from builder.model.sections import SECTIONS
from builder.model.sources import Theme
from builder.render.body import mark
from builder.render.template_errors import fault

finished: Callable[[str], Markup] = partial(str.__new__, Markup)
"""HTML as such; half the time of `Markup(html)`, which asks first whether it is any already."""


class PageMacro(Macro):
    """A macro that is called at once where it is given what it names, as it nearly always is."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        left_out = self._argument_count - len(args)
        if kwargs or left_out < 0 or self.catch_kwargs or self.catch_varargs or self.caller:
            return super().__call__(*args, **kwargs)
        return finished(self._func(*args, *[missing] * left_out))


class TemplateCache(BytecodeCache):
    """The code of templates by name and text. It knows no environment, so all share it: where a theme is edited while
    the site is served, only what was edited is compiled again."""

    MOST = 500
    """Templates, of which none is kept any longer once there are so many."""

    def __init__(self) -> None:
        self.code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code
        if len(self.code) >= self.MOST:
            self.code.clear()
        self.code[bucket.key, bucket.checksum] = bucket.code


class PageEnvironment(Environment):
    """Templates that print page values."""

    compiled = TemplateCache()

    def __init__(self, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
            bytecode_cache=self.compiled,
        )  # fmt: skip
        self.filters["html"] = finished
        self._read: dict[str, Template] = {}

    def get_template(self, name: Any, parent: Any = None, globals: Any = None) -> Template:
        """Each is read once: sources do not change under a build."""
        found = self._read.get(name)
        if found is None:
            found = self._read[name] = super().get_template(name, parent, globals)
        return found

    def make_globals(self, d: Any) -> MutableMapping[str, Any]:
        """The same for all templates, as one dictionary."""
        return self.globals

    Macro = PageMacro
    getattr = staticmethod(getattr)  # type: ignore[assignment]
    """As in Python: a name that the value does not have is an error."""

    @staticmethod
    def escaped(value: Any) -> str:
        """The value as it may stand in HTML. Most hold nothing to escape, which is quicker seen than looked up."""
        if type(value) is not str:
            return value if type(value) is Markup else escape(str(value))
        if "&" in value or "<" in value or ">" in value or '"' in value or "'" in value:
            return escape(value)
        return value


class PageCode(CodeGenerator):
    """Compiles `{{ value }}` to a call of `PageEnvironment.escaped`, `{{ value|html }}` to `str(value)`, `a.b` to
    `a.b`, and `f(x)` to `f(x)`."""

    def visit_Output(self, node: Output, frame: Frame) -> None:
        for at, child in enumerate(node.nodes):
            if isinstance(child, Filter) and child.name == "html" and child.node:
                node.nodes[at] = MarkSafe(child.node, lineno=child.lineno)
        super().visit_Output(node, frame)

    def visit_MarkSafe(self, node: MarkSafe, frame: Frame) -> None:
        """What is printed as it is goes out without a detour by `Markup`."""
        self.visit(node.expr, frame)

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if isinstance(node, MarkSafe):
            self.write("str(")
        elif frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:
        if isinstance(node.node, (Name, Getattr)) and not iskeyword(node.attr):
            self.visit(node.node, frame)
            self.write(f".{node.attr}")
        else:
            super().visit_Getattr(node, frame)

    def visit_Call(self, node: Call, frame: Frame, *args: Any, **kwargs: Any) -> None:
        if args or kwargs or node.kwargs or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, *args, **kwargs)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.")
        super().macro_def(macro_ref, frame)


PageEnvironment.code_generator_class = PageCode


# ── a theme's templates ───────────────────────────────────────────────────────────────────────────────────────────


HREFS = SimpleNamespace(**{name: urls.href(section.path) for name, section in SECTIONS.items()})
"""Of the sections' own pages, by name."""


def environment(theme: Theme) -> PageEnvironment:
    """Jinja with a theme's templates."""

    def load(name: str) -> tuple[str, str, None] | None:
        """Source and the name that stands in tracebacks."""
        source = theme.templates.get(name)
        return (source.text, name, None) if source else None

    made = PageEnvironment(FunctionLoader(load))
    made.globals.update(ROOT=Markup(urls.ROOT), sections=HREFS, styles=theme.styles)
    made.globals.update(asset=asset, joint=joint, marked=marked)
    return made


def asset(name: str) -> str:
    """The href of one of the theme's files."""
    return urls.href(urls.asset(name))


AND = " and "


def joint(links: Iterable[Link], between: str = AND) -> Markup:
    """Links one after the other, `a, b and c`. A function, since most cards have several such lists, nearly all of one
    link."""
    found = [link.link_html for link in links]
    if between == AND and len(found) > 2:
        return finished(f"{', '.join(found[:-1])}{AND}{found[-1]}")
    return finished(escape(between).join(found))


def marked(text: Text) -> Markup:
    """An article's text with its quotes marked and its names linked."""
    return Markup(urls.rooted(mark(text.body, text.spans, text.mentions)))


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
        self.entries: dict[tuple[str, str], tuple[Entry, bytes]] = {}
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
