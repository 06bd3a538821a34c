"""Templates compile to less than Jinja makes of them, and mean the same."""

from dataclasses import dataclass
from typing import Any

import pytest
from jinja2 import DictLoader, UndefinedError
from markupsafe import Markup

from builder.render.html import PageEnvironment, TemplateCache

MACROS = """
{%- macro plain(a) %}<b>{{ a }}</b>{% endmacro %}
{%- macro defaulted(a, b="&") %}{{ a }}{{ b }}{% endmacro %}
{%- macro rest(a) %}{{ a }}{% for other in varargs %}+{{ other }}{% endfor %}{% endmacro %}
{%- macro around(a) %}{{ a }}({{ caller() }}){% endmacro %}"""


@dataclass(frozen=True)
class Thing:
    words: str = "<i>"
    html: str = "<i>"


def rendered(text: str) -> str:
    made = PageEnvironment(DictLoader({"page.html": text, "macros.html": MACROS}))
    return made.get_template("page.html").render(thing=Thing(), finished=Markup("<i>"), number=2)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("{{ thing.words }}", "&lt;i&gt;"),
        ("{{ thing.html|html }}", "<i>"),
        ("{{ (thing.html|html).upper() }}", "<I>"),
        ("{{ m.plain(thing.html|html) }}", "<b><i></b>"),
        ("{{ finished|html }}", "<i>"),
        ("{{ finished }}", "<i>"),
        ("{{ number }}", "2"),
        ("{{ thing.words.upper() }}", "&lt;I&gt;"),
        ("{{ m.plain(thing.words) }}", "<b>&lt;i&gt;</b>"),
        ("{{ m.plain(finished) }}", "<b><i></b>"),
        ("{{ m.plain(m.plain(1)) }}", "<b><b>1</b></b>"),
        ("{{ m.plain(a=1) }}", "<b>1</b>"),
        ("{{ m.plain(*[1]) }}", "<b>1</b>"),
        ("{{ m.defaulted(1) }}", "1&amp;"),
        ("{{ m.defaulted(1, 2) }}", "12"),
        ("{{ m.defaulted(1, b=2) }}", "12"),
        ("{{ m.rest(1) }}", "1"),
        ("{{ m.rest(1, 2, 3) }}", "1+2+3"),
        ("{% call m.around(1) %}{{ thing.words }}{% endcall %}", "1(&lt;i&gt;)"),
    ],
)
def test_a_template_prints(text: str, html: str) -> None:
    assert rendered('{% import "macros.html" as m %}' + text) == html


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("{{ thing.href }}", AttributeError),
        ("{{ thing.class }}", AttributeError),
        ("{{ nothing }}", UndefinedError),
        ("{{ nothing.words }}", UndefinedError),
        ("{{ nothing|html }}", UndefinedError),
        ("{{ m.plain() }}", UndefinedError),
        ("{{ m.plain(1, 2) }}", TypeError),
        ("{{ m.plain(1, b=2) }}", TypeError),
        ("{{ m.none() }}", AttributeError),
    ],
)
def test_a_template_cannot(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        rendered('{% import "macros.html" as m %}' + text)


def test_only_a_template_that_was_edited_is_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    compile = PageEnvironment.compile

    def noted(self: PageEnvironment, source: str, name: str, *rest: Any, **more: Any) -> Any:
        compiled.append(name)
        return compile(self, source, name, *rest, **more)

    monkeypatch.setattr(PageEnvironment, "compile", noted)
    monkeypatch.setattr(PageEnvironment, "compiled", TemplateCache())
    theme = {"base.html": "[{% block main %}{% endblock %}]", "edited.html": '{% extends "base.html" %}'}
    page = theme["edited.html"] + "{% block main %}WORDS{% endblock %}"
    for words, expected in (("one", ["edited.html", "base.html"]), ("two", ["edited.html"]), ("one", [])):
        made = PageEnvironment(DictLoader(theme | {"edited.html": page.replace("WORDS", words)}))
        assert made.get_template("edited.html").render() == f"[{words}]"
        assert compiled == expected
        compiled.clear()


def test_not_every_template_of_a_day_is_kept() -> None:
    for number in range(2 * PageEnvironment.compiled.MOST):
        PageEnvironment(DictLoader({"page.html": f"{number}"})).get_template("page.html")
    assert len(PageEnvironment.compiled.code) <= PageEnvironment.compiled.MOST
