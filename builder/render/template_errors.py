"""What is wrong with a template, as a finding at the line of the template that shows it."""

import traceback
from dataclasses import fields, is_dataclass
from difflib import get_close_matches

from jinja2 import TemplateNotFound, TemplateSyntaxError

from builder.model.finding import Finding, Location
from builder.model.sources import Theme


def fault(error: Exception, theme: Theme, name: str) -> Finding:
    """The finding for an error that came of rendering the template `name`."""
    if isinstance(error, TemplateNotFound):
        return missing(str(error.name), theme, name)
    if isinstance(error, TemplateSyntaxError):
        name, line = (error.name if error.name in theme.templates else None) or name, error.lineno
    else:
        name, line = innermost(error, theme, name)
    help = fields_like(error) if isinstance(error, AttributeError) else ""
    return Finding("bad-template", f"the template cannot be used: {reason(error)}", location(theme, name, line), help)


def fields_like(error: AttributeError) -> str:
    """Help that names the fields nearest to the one that a value does not have, or all that it has."""
    if not is_dataclass(error.obj):
        return ""
    known = sorted(field.name for field in fields(error.obj))
    near = get_close_matches(error.name or "", known)
    named = " or ".join(f"`{name}`" for name in near) if near else ", ".join(f"`{name}`" for name in known)
    return f"did you mean {named}?" if near else f"it has {named}"


def missing(other: str, theme: Theme, name: str) -> Finding:
    """A template builds on one that is not there."""
    help = "add it to the theme, or let the theme extend `default` in theme.yml"
    return Finding("bad-template", f"there is no template `{other}`", words(theme, name, other), help)


def unknown(word: str, theme: Theme, name: str) -> Finding:
    """A template prints a name that nothing gives it."""
    help = "a template has `page`, and what it imports or sets"
    return Finding("bad-template", f"there is no `{word}` to print", words(theme, name, word), help)


def reason(error: Exception) -> str:
    """The error's own words as a finding says them."""
    said = str(error).partition("\n")[0].rstrip(".").replace("'", "`") or "it does not fit its page"
    return said[:1].lower() + said[1:]


def innermost(error: Exception, theme: Theme, name: str) -> tuple[str, int]:
    """The template and line that were at work when it happened; Jinja writes template lines into the traceback."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in theme.templates]
    return (frames[-1].filename, frames[-1].lineno or 1) if frames else (name, 1)


def location(theme: Theme, name: str, line: int) -> Location:
    """The whole line of the template."""
    source = theme.templates.get(name)
    if source is None:
        return Location(path(theme, name))
    lines = source.text.splitlines(keepends=True)
    words = lines[line - 1].strip() if line <= len(lines) else ""
    return Location(source.path, part=words, offset=sum(map(len, lines[: line - 1])))


def words(theme: Theme, name: str, part: str) -> Location:
    """These words of the template."""
    source = theme.templates.get(name)
    offset = source.text.find(part) if source else -1
    return Location(path(theme, name), part=part if offset >= 0 else "", offset=offset)


def path(theme: Theme, name: str) -> str:
    source = theme.templates.get(name)
    return source.path if source else f"themes/{name}"
