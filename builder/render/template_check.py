"""Whether a theme's templates can be used at all: read, but not run. In goes a theme, out come findings."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from jinja2 import BaseLoader, TemplateSyntaxError, meta, nodes

from builder.model.finding import Finding
from builder.model.sources import Theme
from builder.render.html import GIVEN, PageEnvironment, environment
from builder.render.template_errors import fault, missing, unknown


class TemplateNames(NamedTuple):
    """What a template asks for: names, those of imported modules left out, and other templates."""

    names: frozenset[str]
    others: frozenset[str]


def check_theme(theme: Theme) -> tuple[Finding, ...]:
    """A finding for each of the site's own templates that is no template, builds on one that is not there, or prints
    a name that nothing gives it."""
    given = GIVEN.union(environment(theme).globals)
    return tuple(finding for name in sorted(theme.own) for finding in _faults(given, theme, name))


def _faults(given: frozenset[str], theme: Theme, name: str) -> Iterator[Finding]:
    try:
        asked = _asked(theme.templates[name].text, name)
    except TemplateSyntaxError as error:
        yield fault(error, theme, name)
        return
    yield from (unknown(word, theme, name) for word in sorted(asked.names - given))
    yield from (missing(other, theme, name) for other in sorted(asked.others - theme.templates.keys()))


@lru_cache(maxsize=500)
def _asked(text: str, name: str) -> TemplateNames:
    """Of a template by its text, once: where a theme is edited while the site is served, others stay as they were."""
    tree = PageEnvironment(BaseLoader()).parse(text, name)
    modules = {module.target for module in tree.find_all(nodes.Import)}
    others = filter(None, meta.find_referenced_templates(tree))
    return TemplateNames(frozenset(meta.find_undeclared_variables(tree) - modules), frozenset(others))
