"""A template prints its page: it looks nothing up and computes nothing. The templates are read here, not run."""

from pathlib import Path

import pytest
from jinja2 import Environment, meta, nodes
from markupsafe import Markup

TEMPLATES = sorted((Path(__file__).parent.parent / "themes" / "default").rglob("*.html"))
FINISHED = {"asset", "card", "joint", "line", "marked"}
"""What prints an asset's href, and HTML made before: of a statement, whole or in short, of a text with its marks."""
GIVEN = {"page", "ROOT", "sections", "styles", "site", "header", "footer"} | FINISHED
"""What rendering hands to a template: the page's value, the way to the root, the sections, the style sheets."""
FILTERS = {"html", "join", "length"}
COMPUTING = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg)


def parsed(template: Path) -> nodes.Template:
    environment = Environment(autoescape=True)
    environment.filters["html"] = Markup
    return environment.parse(template.read_text(encoding="utf-8"))


def macros(tree: nodes.Template) -> set[str]:
    """Names that a template may call: its own macros, and what it imports of others'."""
    imported = {
        name if isinstance(name, str) else name[1] for node in tree.find_all(nodes.FromImport) for name in node.names
    }
    return {node.name for node in tree.find_all(nodes.Macro)} | imported | FINISHED


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_computes_nothing(template: Path) -> None:
    tree = parsed(template)
    assert not [f"line {node.lineno}" for node in tree.find_all(COMPUTING)]
    assert {node.name for node in tree.find_all(nodes.Filter)} <= FILTERS


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_finished_html_is_told_by_its_name(template: Path) -> None:
    finished = [node.node for node in parsed(template).find_all(nodes.Filter) if node.name == "html"]
    fields = [node.attr for node in finished if isinstance(node, nodes.Getattr)]
    assert [field for field in fields if not field.endswith("_html")] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_looks_nothing_up(template: Path) -> None:
    tree = parsed(template)
    assert not [f"line {node.lineno}" for node in tree.find_all(nodes.Getitem)]
    modules = {node.target for node in tree.find_all(nodes.Import)}
    callable_names = macros(tree)
    for call in tree.find_all(nodes.Call):
        called = call.node
        if isinstance(called, nodes.Getattr):
            assert isinstance(called.node, nodes.Name), f"line {call.lineno}"
            assert called.node.name in modules, f"line {call.lineno}"
        else:
            assert isinstance(called, nodes.Name), f"line {call.lineno}"
            assert called.name in callable_names, f"line {call.lineno}"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_sees_its_page_and_no_more(template: Path) -> None:
    tree = parsed(template)
    modules = {node.target for node in tree.find_all(nodes.Import)}
    assert meta.find_undeclared_variables(tree) - modules <= GIVEN
