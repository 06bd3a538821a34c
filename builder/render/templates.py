"""Whether a theme's templates can be used at all: read, but not run. In goes a theme, out come findings."""

from collections.abc import Iterator

from jinja2 import TemplateSyntaxError, meta, nodes

from builder.model.finding import Finding
from builder.model.theme import Theme
from builder.render.faults import fault, missing, unknown
from builder.render.html import GIVEN, environment
from builder.render.jinja import PageEnvironment


def check_theme(theme: Theme) -> tuple[Finding, ...]:
    """A finding for each of the site's own templates that is no template, builds on one that is not there, or prints
    a name that nothing gives it."""
    made = environment(theme)
    return tuple(finding for name in sorted(theme.own) for finding in _faults(made, theme, name))


def _faults(made: PageEnvironment, theme: Theme, name: str) -> Iterator[Finding]:
    try:
        tree = made.parse(theme.templates[name].text, name)
        known = GIVEN | made.globals.keys() | {module.target for module in tree.find_all(nodes.Import)}
        names = meta.find_undeclared_variables(tree) - known
    except TemplateSyntaxError as error:
        yield fault(error, theme, name)
        return
    yield from (unknown(word, theme, name) for word in sorted(names))
    others = {other for other in meta.find_referenced_templates(tree) if other and other not in theme.templates}
    yield from (missing(other, theme, name) for other in sorted(others))
