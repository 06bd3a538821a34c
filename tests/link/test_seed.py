"""The two real articles, as far as link works them out."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from builder.link.article import link_article
from builder.link.graph import link_graph
from builder.link.names import link_entities, prepare
from builder.model.entities import Record
from builder.model.finding import Finding, Severity
from builder.model.graph import Graph
from builder.model.sources import Source
from builder.parse.annotations import parse_annotations
from builder.parse.article import parse_article
from builder.parse.config import parse_config
from builder.parse.entities import parse_entities

SITE = Path(__file__).parents[3] / "shared" / "seed-site"


def source(path: Path) -> Source:
    return Source(path.relative_to(SITE).as_posix(), path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def graph() -> Graph:
    if not SITE.is_dir():
        pytest.skip("the two real articles are not published with Dateline")
    findings: list[Finding] = []

    def kept(found: Iterable[Finding]) -> None:
        findings.extend(finding for finding in found if finding.severity is Severity.ERROR)

    config, _ = parse_config(source(SITE / "site.yml"))
    assert config
    records: list[tuple[str, Record]] = []
    for path in sorted((SITE / "content" / "entities").glob("*.yml")):
        found, _ = parse_entities(source(path))
        records += found
    entities, wrong = link_entities(records, config)
    kept(wrong)
    paths = sorted((SITE / "content" / "articles").glob("*.md"))
    names, ids, articles = prepare(entities), frozenset(path.stem for path in paths), []
    for path in paths:
        parsed, _ = parse_article(source(path))
        notes = SITE / "content" / "annotations" / f"{path.stem}.yml"
        written, _ = parse_annotations(source(notes)) if notes.exists() else ((), ())
        assert parsed
        article, wrong = link_article(*parsed, written, names, config, ids)
        articles.append(article)
        kept(wrong)
    graph, wrong = link_graph(config, date(2025, 6, 10), entities, articles)
    kept(wrong)
    assert not findings
    return graph


def test_signed_on_two_days_and_ratified_by_one_party(graph: Graph) -> None:
    standing = graph.standings["us-ua-minerals"]
    assert standing.now
    assert standing.now.rung == "signed"
    assert [when.text for when in standing.now.since] == ["2025-04-30", "2025-05-01"]
    assert (standing.disputes, standing.party_disputes, standing.backward) == ((), (), ())
    assert [(party, rung.rung, [when.text for when in rung.since]) for party, rung in standing.parties] == [
        ("ukraine", "ratified", ["2025-05-08"])
    ]


def test_the_loan_is_signed_and_its_sum_corrected(graph: Graph) -> None:
    now = graph.standings["uk-era-loan"].now
    assert now
    assert now.rung == "signed"
    levels = [level for level in graph.levels if level.deal == "uk-era-loan"]
    assert [(level.stage, level.currency, str(level.low), level.corrected_by) for level in levels] == [
        ("committed", "GBP", "2260000000", ""),
        ("pledged", "GBP", "2600000000", "independent-2025-03-01/sum"),
    ]


def test_who_says_what_of_a_guarantee(graph: Graph) -> None:
    found = {(held.option, str(held.holder), held.mode, held.origin) for held in graph.positions["security-guarantee"]}
    assert found == {
        ("none", "~sources close to the negotiations", "asserted", "nyt"),
        ("none", "~One source", "asserted", "nyt"),
        ("explicit", "ukraine", "demanded", "nyt"),
        ("implied", "bruce", "asserted", "nyt"),
    }


def test_three_figures_on_two_sides(graph: Graph) -> None:
    sides: dict[int, set[tuple[str, str]]] = {}
    for held in graph.positions["us-aid-total"]:
        sides.setdefault(held.side, set()).add((str(held.holder), held.option))
    assert sorted(map(sorted, sides.values())) == [
        [("menafn", "about USD 350bn"), ("trump", "USD 350bn")],
        [("ukraine", "about USD 100bn")],
    ]


def test_the_forecast_is_met(graph: Graph) -> None:
    assert [(relation.kind, relation.outcome) for relation in graph.bearing["menafn-2025-05/ratify-forecast"]] == [
        ("resolves", "met")
    ]


def test_every_statement_and_those_whose_wording_nothing_checks(graph: Graph) -> None:
    assert len(graph.statements) == 59
    assert sum(statement.anchor is None for statement in graph.statements.values()) == 8
