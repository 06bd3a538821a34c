"""How wide the letters of the shipped fonts are, read from the fonts themselves: what `widths.json` beside them holds.

`python -m tests.font_widths` writes it anew.
"""

import json
from pathlib import Path
from unicodedata import category

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent.parent / "builder" / "edges" / "fonts"
TABLE = FONTS / "widths.json"


def widths(file: Path) -> dict[str, float]:
    """Ems by character; what stands above or below a letter takes no room of its own."""
    font = TTFont(file)
    em, advances = font["head"].unitsPerEm, font["hmtx"]
    return {
        chr(code): 0 if category(chr(code)) in ("Mn", "Me") else round(advances[name][0] / em, 4)
        for code, name in sorted(font.getBestCmap().items())
    }


def table() -> str:
    """The table of all fonts: by file, family and widths."""
    faces = {file.name: {"family": TTFont(file)["name"].getDebugName(1), "widths": widths(file)}
             for file in sorted(FONTS.glob("*.ttf"))}  # fmt: skip
    return json.dumps(faces, ensure_ascii=True, indent=0, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="ascii")
