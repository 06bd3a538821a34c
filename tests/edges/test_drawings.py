"""Pictures are drawn once: what was drawn is kept, and whatever is wrong with that neither stops nor alters a build."""

from pathlib import Path

import pytest

from builder.edges.write import drawings
from builder.edges.write.drawings import KEPT, png, prune, read_typeface
from builder.model.job import Drawing
from tests.font_widths import FONTS, TABLE, table

RED, BLUE = (
    Drawing(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="{ink}"/></svg>'
    )
    for ink in ("red", "blue")
)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is drawn from now on."""
    made: list[str] = []

    def draw(svg: str) -> bytes:
        made.append(svg)
        return svg.encode()

    monkeypatch.setattr(drawings, "_draw", draw)
    return made


def kept(root: Path) -> list[Path]:
    return sorted((root / KEPT).iterdir())


def test_a_drawing_becomes_a_png(tmp_path: Path) -> None:
    assert png(tmp_path, RED).startswith(b"\x89PNG")
    assert png(tmp_path, RED) != png(tmp_path, BLUE)


def test_the_same_again_is_not_drawn_again(tmp_path: Path, drawn: list[str]) -> None:
    assert [png(tmp_path, one) for one in (RED, BLUE, RED)] == [one.svg.encode() for one in (RED, BLUE, RED)]
    assert drawn == [RED.svg, BLUE.svg]
    assert len(kept(tmp_path)) == 2


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 5000])
def test_what_is_damaged_is_drawn_anew(tmp_path: Path, drawn: list[str], damage: bytes) -> None:
    png(tmp_path, RED)
    [file] = kept(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(damage)
    assert png(tmp_path, RED) == RED.svg.encode()
    assert file.read_bytes() == whole
    file.write_bytes(whole[:3] + b"?" + whole[4:])
    assert png(tmp_path, RED) == RED.svg.encode()
    assert len(drawn) == 3


def test_where_nothing_can_be_kept_it_is_drawn_each_time(tmp_path: Path, drawn: list[str]) -> None:
    (tmp_path / KEPT.parent).write_text("a file where the folder belongs")
    assert png(tmp_path, RED) == png(tmp_path, RED) == RED.svg.encode()
    assert len(drawn) == 2
    prune(tmp_path, [])


def test_a_full_disk_leaves_nothing_half_written(
    tmp_path: Path, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    assert png(tmp_path, RED) == RED.svg.encode()
    assert kept(tmp_path) == []


def test_what_is_drawn_by_another_version_or_in_other_fonts_is_not_taken(
    tmp_path: Path, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    png(tmp_path, RED)
    monkeypatch.setattr(drawings, "_drawer", lambda: "another")
    png(tmp_path, RED)
    assert len(drawn) == 2


def test_what_no_page_shows_any_more_goes(tmp_path: Path, drawn: list[str]) -> None:
    png(tmp_path, RED)
    [red] = kept(tmp_path)
    png(tmp_path, BLUE)
    prune(tmp_path, [RED.digest])
    assert kept(tmp_path) == [red]


def test_what_goes_by_another_name_is_not_deleted(tmp_path: Path) -> None:
    """The folder may be a link, to a folder of someone's own."""
    kept = tmp_path / KEPT
    kept.mkdir(parents=True)
    for name in ("thesis.txt", "holiday.png", "half.dateline-new", f"{'0' * 64}.png"):
        (kept / name).write_text("x")
    prune(tmp_path, [])
    assert sorted(path.name for path in kept.iterdir()) == ["holiday.png", "thesis.txt"]


def test_the_table_of_widths_is_that_of_the_fonts() -> None:
    assert TABLE.read_text(encoding="ascii") == table()


def test_the_fonts_have_the_letters_of_europe() -> None:
    typeface = read_typeface()
    letters = "ÀßŁłŞşĞğİıŐűŽžĐđẠỹ ΑΩαωςάΐώ АЯаяЁёЄєІіЇїҐґЎўЂђЉљЊњЏџ €£¥₴₽₺ “”„«»‘’–—…·−×"
    for face in (typeface.serif, typeface.sans):
        assert face.has(letters), set(letters) - face.widths.keys()
        assert not face.has("矿")


def test_each_font_has_its_licence_beside_it_and_all_are_small() -> None:
    fonts = list(FONTS.glob("*.ttf"))
    assert all((FONTS / f"OFL-{file.stem.partition('-')[0]}.txt").is_file() for file in fonts)
    assert sum(file.stat().st_size for file in fonts) < 1_000_000
