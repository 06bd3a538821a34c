"""A picture as SVG: what was laid out is written down."""

from html import escape

from builder.model.picture import HEIGHT, WIDTH, Bar, Line, Picture


def svg(picture: Picture) -> str:
    """The whole drawing. Its text is text, so that whoever draws it needs the fonts that it names."""
    body = "".join((*map(_bar, picture.bars), *map(_line, picture.lines)))
    ground = _bar(Bar(0, 0, WIDTH, HEIGHT, picture.paper))
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">{ground}{body}</svg>'


def _bar(bar: Bar) -> str:
    return f'<rect x="{bar.x}" y="{bar.y}" width="{bar.width}" height="{bar.height}" fill="{bar.ink}"/>'


def _line(line: Line) -> str:
    spacing = f' letter-spacing="{line.spacing}"' if line.spacing else ""
    return (
        f'<text x="{line.x}" y="{line.y}" font-family="{line.family}" font-size="{line.size}" fill="{line.ink}"'
        f"{spacing}>{escape(line.text, quote=False)}</text>"
    )
