"""Three editions over the two real articles: a deal goes from proposed to signed to ratified by one party, a forecast
comes about, and a loan's figure is corrected after it was told."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from builder.build import Options
from builder.edges.authoring.digests import close_digest
from builder.edges.site import build_site
from tests.conftest import SHARED

SEED = SHARED / "seed-site"
TODAY = date(2025, 6, 10)
DAYS = ("2025-03-03", "2025-05-01", "2025-05-09")
ITEMS = {
    "2025-03-03": "fakti-2025-03-03/proposed#status-2025-03-03, fakti-2025-03-03/uk-loan#money-2025-03-03",
    "2025-05-09": "pravda-2025-05-08/ratified#status-ukraine-2025-05-09, "
    "pravda-2025-05-08/ratified#outcome-menafn-2025-05.ratify-forecast-2025-05-09",
}


def quiet(stage: str, done: int, total: int) -> None:
    """Nobody is told of progress."""


def text(page: BeautifulSoup, selector: str) -> str:
    return " ".join(found.get_text(" ", strip=True) for found in page.select(selector)).replace("\xa0", " ")


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, BeautifulSoup], dict[str, BeautifulSoup]]:
    """Each edition's page on the day of closing and today; and under `deal` that of the agreement."""
    if not SEED.is_dir():
        pytest.skip(f"{SEED.name} with the two real articles is not here")
    root = tmp_path_factory.mktemp("seed") / "site"
    shutil.copytree(SEED, root, ignore=shutil.ignore_patterns("output", ".dateline"))
    (root / "content/digests").mkdir()

    def pages(today: date, ids: tuple[str, ...], output: Path) -> dict[str, BeautifulSoup]:
        assert build_site(root, output, Options(today, as_of=today < TODAY), 1, quiet).written
        paths = {id: f"digests/{id}" for id in ids} | {"deal": "deals/us-ua-minerals"}
        return {
            id: BeautifulSoup((output / path / "index.html").read_text("utf-8"), "html.parser")
            for id, path in paths.items()
        }

    then = {}
    for at, day in enumerate(DAYS):
        items = f"items: [{ITEMS[day]}]\n" if day in ITEMS else ""
        file = root / f"content/digests/{day}.md"
        file.write_text(f"---\ntitle: Edition {at + 1}\ndate: {day}\n{items}---\n", "utf-8")
        on = date.fromisoformat(day)
        result, path = close_digest(root, day, on, TODAY, quiet)
        assert path, result.built.findings
        then[day] = pages(on, (day,), root.parent / "then")[day]
    return then, pages(TODAY, DAYS, root.parent / "now")


def test_the_first_says_today_what_it_said_then_and_the_correction_beside_it(
    editions: tuple[dict[str, BeautifulSoup], dict[str, BeautifulSoup]],
) -> None:
    then, now = editions
    for day in DAYS:
        closed, today = (
            str([*one[day].select("main > h1, main > section:not(.notice), .updated")]) for one in editions
        )
        assert closed == today, day
    assert "Pledged: £2.6 billion" in text(now[DAYS[0]], "main > section")
    assert not then[DAYS[0]].select(".notice")
    assert "Corrected: £2.26 billion, not £2.6 billion." in text(now[DAYS[0]], ".notice")


def test_the_second_has_it_signed_and_the_third_ratified_as_forecast_with_the_figure_corrected(
    editions: tuple[dict[str, BeautifulSoup], dict[str, BeautifulSoup]],
) -> None:
    _, now = editions
    assert "; before that, proposed." in text(now[DAYS[1]], "main > section")
    third = text(now[DAYS[2]], "main > section")
    assert "Ukraine: ratified, 8 May 2025." in third
    assert "It came about: The Verkhovna Rada is expected to ratify" in third
    assert "Corrected: £2.26 billion, not £2.6 billion." in third


def test_the_deal_lists_how_each_edition_put_it(
    editions: tuple[dict[str, BeautifulSoup], dict[str, BeautifulSoup]],
) -> None:
    lines = [line.get_text(" ", strip=True) for line in editions[1]["deal"].select("#wrote li")]
    said = [line.partition(" : ")[2].partition(" ")[0] for line in lines]
    assert [line.partition(" : ")[0] for line in lines] == ["3 March 2025", "1 May 2025", "9 May 2025"]
    assert said == ["Proposed", "Signed", "Signed"]
