"""Jinja, set up for pages: strict about names, escaping everything but finished HTML, and quick at both.

Jinja wraps every piece of text that it escapes in a `Markup`, and looks for every attribute among the keys as well.
A page prints thousands of pieces and holds dataclasses only, so plain text is escaped to plain text here and
attributes are got as such; that takes a third off the time of a card.
"""

from html import escape
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup


class PageEnvironment(Environment):
    """Templates that print page values."""

    def __init__(self, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self.filters["html"] = Markup

    getattr = staticmethod(getattr)  # type: ignore[assignment]
    """As in Python: a name that the value does not have is an error."""

    @staticmethod
    def escaped(value: Any) -> str:
        """The value as it may stand in HTML."""
        if type(value) is str:
            return escape(value)
        return value if type(value) is Markup else escape(str(value))


class PageCode(CodeGenerator):
    """Compiles `{{ value }}` to a call of `PageEnvironment.escaped`."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


PageEnvironment.code_generator_class = PageCode
