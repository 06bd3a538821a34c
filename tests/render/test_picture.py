"""A picture as it is drawn: all its text is in the drawing, in the shipped fonts, and nothing runs over the edge."""

from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops

from builder.edges.write.drawings import png, read_typeface
from builder.model.job import Drawing
from builder.model.pictures import HEIGHT, WIDTH, Picture
from builder.plan.sharing.pictures import PAPER, RULE, styles
from builder.plan.sharing.typeset import MARGIN, Passage, composed, printed
from builder.render.files import svg

LOOK = styles(read_typeface())
LONG = (
    "Memorandum of understanding between the Government of the United Kingdom of Great Britain and Northern Ireland "
    "and the Cabinet of Ministers of Ukraine on a partnership for one hundred years, second annex"
)
NAMES = [
    "Pact",
    LONG,
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    "W" * 90,
    "Угода про корисні копалини між Україною та Сполученими Штатами Америки, їхні ґрунти й Європа",
    "Ελληνική συμφωνία για τον κατώτατο μισθό",
    "Đế quốc Nguyễn, İstanbul’un ığdır şeker, Łódź",
    'A < B & "C"',
]


def picture(name: str) -> Picture:
    below = [Passage("Signed since 1 May 2025", LOOK["main"]), Passage(printed(name), LOOK["more"])]
    above = [Passage("DEAL", LOOK["kicker"]), Passage(printed(name), LOOK["name"])]
    laid_out = composed(above, below, [Passage("Minerals desk", LOOK["foot"])], RULE, RULE)
    assert laid_out is not None
    return Picture(path="/cards/deals/pact.png", paper=PAPER, bars=laid_out[0], lines=laid_out[1], alt="")


@pytest.mark.parametrize("name", NAMES)
def test_the_drawing_holds_every_line(name: str) -> None:
    shown = picture(name)
    texts = ElementTree.fromstring(svg(shown)).iter("{http://www.w3.org/2000/svg}text")
    assert [text.text for text in texts] == [line.text for line in shown.lines]


@pytest.mark.parametrize("name", NAMES)
def test_no_ink_comes_near_the_edge(name: str, tmp_path: Path) -> None:
    """Letters are measured without kerning, and some hang over their width: the margin must hold all of that."""
    drawn = Image.open(BytesIO(png(tmp_path, Drawing(svg(picture(name)))))).convert("RGB")
    assert drawn.size == (WIDTH, HEIGHT)
    inked = ImageChops.difference(drawn, Image.new("RGB", drawn.size, PAPER)).getbbox()
    assert inked is not None
    left, top, right, bottom = inked
    assert min(left, WIDTH - right) >= MARGIN - 12
    assert min(top, HEIGHT - bottom) >= 40


def test_every_line_is_drawn_in_the_shipped_fonts(tmp_path: Path) -> None:
    """A family that is not found is not drawn at all."""
    whole = picture(NAMES[0])
    for line in whole.lines:
        alone = Picture(path="/a.png", paper=PAPER, bars=(), lines=(line,), alt="")
        drawn = Image.open(BytesIO(png(tmp_path, Drawing(svg(alone))))).convert("RGB")
        assert ImageChops.difference(drawn, Image.new("RGB", drawn.size, PAPER)).getbbox(), line
