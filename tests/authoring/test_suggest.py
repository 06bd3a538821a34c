"""What passages suggest, and from which words; and that nothing is suggested that can be read in several ways."""

from pathlib import Path

import pytest

from builder.authoring.splice import data
from builder.authoring.statement_form import passage_of
from builder.authoring.suggest import known, stubs, suggestions
from builder.compile import read_entities
from builder.link.article import link_article
from builder.link.names import prepare
from builder.model.config import Config
from builder.model.graph import Article
from builder.model.sources import Source
from builder.parse.annotations import parse_annotations
from builder.parse.article import parse_article
from tests.suggestions import ROOT, measured

ENTITIES = """\
actors:
  gazette: {name: The Gazette, kind: outlet}
  courier: {name: The Courier, kind: outlet}
  norland: {name: Norland, kind: country}
  ann: {name: Ann Kowalska, kind: person}
deals:
  port-loan: {name: Port loan, ladder: money}
  port-pact: {name: Port pact, ladder: agreement}
"""
SITE = known(read_entities([Source("content/entities/all.yml", ENTITIES)], Config("Desk"))[0], Config("Desk"))
HEAD = "---\ntitle: T\noutlet: gazette\npublished: 2025-03-05\nrecorded: 2025-03-06\n---\n"
"""A Wednesday."""


def article(text: str, statements: str = "", head: str = HEAD) -> Article:
    source = Source("content/articles/a.md", head + text)
    parsed, findings = parse_article(source)
    assert parsed, findings
    noted, _ = parse_annotations(Source("content/annotations/a.yml", statements))
    return link_article(*parsed, noted, prepare(SITE.entities), SITE.config, frozenset(), None)[0]


def suggested(text: str, quote: str, head: str = HEAD, **defaults: str) -> dict[str, str]:
    one = article(text, head=head)
    found = passage_of(one, quote, "")
    assert found
    made = suggestions(one, found.spans, SITE, defaults)
    for each in made:
        assert each.words.lower() in one.body.text.lower()
    return {each.key: each.value for each in made}


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("The loan is fair, Norland said.", "norland"),
        ("Norland has said that the loan is fair.", "norland"),
        ("The loan is fair, according to Ann Kowalska.", "ann"),
        ("Kowalska told The Courier that the loan is fair.", "courier > ann"),
        ("Kowalska told The Gazette that the loan is fair.", "ann"),
        ("Two officials familiar with the talks said the loan is fair.", "~Two officials familiar with the talks"),
        ("The loan is fair. Norland said so.", ""),
        ("Norland said, and Kowalska said, that the loan is fair.", ""),
        ("Norland found that the loan is fair.", ""),
        ("A told B. The loan is fair.", ""),
    ],
)
def test_who_says_it(text: str, by: str) -> None:
    assert suggested(text, "loan is fair").get("by", "") == by


def test_who_says_it_through_whom() -> None:
    text = "Norland said that the loan is fair."
    assert suggested(text, "loan is fair", by="courier") == {"by": "courier > norland"}
    assert suggested(text, "loan is fair", by="courier > norland") == {}
    told = "One source told The Courier that the loan is fair."
    assert suggested(told, "loan is fair", by="gazette")["by"] == "courier > ~One source"


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("on Monday", "2025-03-03"),
        ("on Wednesday", "2025-03-05"),
        ("on Monday, 3 March 2025,", "2025-03-03"),
        ("on 28 February", "2025-02-28"),
        ("on December 31", "2024-12-31"),
        ("yesterday", "2025-03-04"),
        ("on Tuesday, 3 March 2025,", ""),
        ("on Monday or Tuesday", ""),
        ("on 3 or 4 March", ""),
        ("on Monday and on 28 February", ""),
        ("on 31 February", ""),
    ],
)
def test_when(words: str, when: str) -> None:
    found = suggested(f"Norland was paid {words} and was glad.", "was paid")
    assert found.get("when", "") == when
    assert found.get("when_printed", "") == (words.rstrip(",") if when else "")


def test_what_is_ahead_is_due() -> None:
    text = "The money will be paid by 30 June 2025."
    due = {"due": "by 2025-06-30", "mode": "planned", "when_printed": "by 30 June 2025"}
    assert suggested(text, "will be paid") == due
    assert suggested(text.replace("2025", "2024"), "will be paid") == {}


def test_a_vague_day_of_telling_resolves_no_weekday() -> None:
    head = HEAD.replace("2025-03-05", "2025-03")
    assert suggested("Norland was paid on Monday.", "was paid", head) == {}
    assert suggested("Norland was paid on 3 March 2025.", "was paid", head)["when"] == "2025-03-03"


@pytest.mark.parametrize(
    ("quote", "amount"),
    [
        ("2.6 billion pounds", "GBP 2.6bn"),
        ("more than $20 million", "over USD 20m"),
        ("£2.26 billion (about $2.84 billion)", "GBP 2.26bn (about USD 2.84bn)"),
        ("500,000 euros", "EUR 500000"),
        ("2.6 billion pounds and 3 billion pounds", ""),
        ("several hundred million pounds", ""),
        ("338 votes", ""),
    ],
)
def test_how_much(quote: str, amount: str) -> None:
    assert suggested(f"It came to {quote} in all.", quote).get("amount", "") == amount


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The port pact was ratified.", {"deal": "port-pact", "status": "ratified"}),
        ("The port pact entered into force.", {"deal": "port-pact", "status": "in-force"}),
        ("The port pact was not ratified.", {"deal": "port-pact"}),
        ("The port pact will be ratified.", {"deal": "port-pact"}),
        ("The port pact was signed and ratified.", {"deal": "port-pact"}),
        ("The port loan was ratified.", {"deal": "port-loan"}),
        ("The port loan and the port pact were signed.", {}),
        ("The port pact is likely fair.", {"deal": "port-pact", "hedge": "likely"}),
        ('He called the port pact "fair for all".', {"deal": "port-pact"}),
    ],
)
def test_what(text: str, found: dict[str, str]) -> None:
    assert suggested(text, text.rstrip(".")) == found


def test_direct_speech() -> None:
    assert suggested('It was "fair for all of us".', "fair for all") == {"verbatim": "yes"}


def test_stubs_are_what_nobody_has_quoted() -> None:
    said = "Norland said: it is fair. Mr. A. Smith slept. The loan of 2.6 billion pounds stands, Norland said."
    text = f"## What Norland said\n\n{said}"
    statements = 'statements:\n- {quote: "it is fair", gist: "It is."}\n'
    made = list(stubs(article(text, statements), SITE, {}))
    assert made == [
        '# - quote: "The loan of 2.6 billion pounds stands, Norland said"\n'
        '#   gist: ""\n'
        "#   by: norland  # from “Norland said”\n"
        "#   amount: GBP 2.6bn  # from “2.6 billion pounds”\n"
    ]
    uncommented = "statements:\n" + made[0].replace("# ", "", 1).replace("\n# ", "\n")
    quote = "The loan of 2.6 billion pounds stands, Norland said"
    assert data(uncommented) == {"statements": [{"quote": quote, "gist": "", "by": "norland", "amount": "GBP 2.6bn"}]}


@pytest.mark.parametrize("site", [ROOT, ROOT.parent / "shared/seed-site"], ids=["sample", "seed"])
def test_more_is_right_than_wrong(site: Path) -> None:
    if not site.exists():
        pytest.skip("no such site here")
    rows = measured(site)
    assert sum(right for _, _, right, *_ in rows) > 2 * sum(other + none for *_, other, none in rows)
