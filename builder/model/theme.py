"""A theme as a value: its templates by name, one laid over another, and the styles that every page links."""

from collections.abc import Mapping
from dataclasses import dataclass

from builder.model.source import Source


@dataclass(frozen=True)
class Theme:
    templates: Mapping[str, Source]
    """By file name, `deal.html`; the site's own in place of the default's of the same name."""
    styles: tuple[str, ...] = ()
    """Names of the style sheets in the order in which pages link them, under `/assets/`."""
    own: frozenset[str] = frozenset()
    """Names of the templates that the site itself wrote: those that come with Dateline are known to be sound."""


def layered(*themes: Theme) -> Theme:
    """Themes laid over each other, the last on top: its files stand in place of those of the same name, its other
    styles come last."""
    templates = {name: source for theme in themes for name, source in theme.templates.items()}
    styles = dict.fromkeys(name for theme in themes for name in theme.styles)
    return Theme(templates, tuple(styles), frozenset(name for theme in themes for name in theme.own))
