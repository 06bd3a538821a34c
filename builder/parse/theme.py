"""A theme's own few settings, theme.yml: in goes the file, out comes the name of the theme that it extends."""

from builder.model.finding import Finding
from builder.model.source import Source
from builder.parse.readers import text
from builder.parse.schema import Key, Table, found, read_keys
from builder.parse.yamltree import read

THEME: Table = {"name": Key(text), "extends": Key(text)}


def parse_theme(source: Source) -> tuple[str, tuple[Finding, ...]]:
    """The name, or an empty string for a theme that stands by itself; and findings."""
    tree, findings = read(source.text, source.path)
    if tree is None:
        return "", findings
    values, faults = read_keys(tree, THEME)
    return str(values.get("extends", "")), (*findings, *found(faults, source.path))
