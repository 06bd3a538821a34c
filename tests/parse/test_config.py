"""site.yml to a Config, and its faults."""

import pytest

from builder.model.config import LADDERS, Config, Ladder, NavItem
from builder.model.finding import Finding
from builder.model.prose import Prose
from builder.model.sources import Source
from builder.parse.config import parse_config


def parse(text: str) -> tuple[Config | None, tuple[Finding, ...]]:
    return parse_config(Source("site.yml", text))


def test_a_title_is_enough() -> None:
    assert parse("title: Desk\n") == (Config("Desk"), ())


def test_comments_set_apart_by_two_spaces_explain_the_keys() -> None:
    config, findings = parse("title: Desk\nscope: What it covers.   # printed\nladders: {}  # more\n")
    assert findings == ()
    assert config == Config("Desk", scope="What it covers.")


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("url: https://example.org/desk", "url", "https://example.org/desk/"),
        ("publisher: {name: Desk, contact: a@example.org}", "publisher", "Desk"),
        ("publisher: {name: Desk, contact: a@example.org}", "contact", "a@example.org"),
        ("corrections: We *mend*.", "corrections_html", Prose("<p>We <em>mend</em>.</p>\n")),
        ("stale_after: 45d", "stale_after", 45),
        ("stale_after: 2w", "stale_after", 14),
        ("quote_limit: 40%", "quote_limit", 40),
        ("quote_limit: 40", "quote_limit", 40),
        ("rights: link-only", "rights", "link-only"),
        ("nav: [{name: Deals, url: /deals/}]", "nav", (NavItem("Deals", "/deals/"),)),
        ("allow: {no-scope: it is a test}", "allow", (("no-scope", "it is a test"),)),
        ("allow: {stale: it is an archive}", "allow", (("stale", "it is an archive"),)),
        ("ladders: {}", "ladders", LADDERS),
        (
            "ladders: {sanctions: {rungs: [mooted, in-force], exits: [lifted], order: any}}",
            "ladders",
            LADDERS | {"sanctions": Ladder("sanctions", ("mooted", "in-force"), ("lifted",), climbs=False)},
        ),
        (
            "ladders: {match: {rungs: [wooed, wed], exits: [spurned], open: [wooed]}}",
            "ladders",
            LADDERS | {"match": Ladder("match", ("wooed", "wed"), ("spurned",), open=("wooed",))},
        ),
    ],
)
def test_a_key_becomes_a_field(text: str, field: str, value: object) -> None:
    config, findings = parse(f"title: Desk\n{text}\n")
    assert findings == ()
    assert getattr(config, field) == value


@pytest.mark.parametrize(
    ("text", "code", "keys"),
    [
        ("titel: x", "unknown-key", ("titel",)),
        ("url: example.org", "bad-value", ("url",)),
        ("url: https://example.org/?a", "bad-value", ("url",)),
        ("url: https://example.org//x//", "bad-value", ("url",)),
        ("url: https://example.org/x/index.html", "bad-value", ("url",)),
        ("url: 'https://[::1/x/'", "bad-value", ("url",)),
        ("url: https://a℀b.net/", "bad-value", ("url",)),
        ("url: https://desk.net:port/", "bad-value", ("url",)),
        ("url: https://desk.net:99999/", "bad-value", ("url",)),
        ("url: 'https://:80/'", "bad-value", ("url",)),
        ("timezone: Kyiv", "unknown-zone", ("timezone",)),
        ("timezone: ..", "unknown-zone", ("timezone",)),
        ("currency: EURO", "unknown-currency", ("currency",)),
        ("language: English language", "bad-value", ("language",)),
        ("rights: all", "bad-value", ("rights",)),
        ("quote_limit: 140", "bad-value", ("quote_limit",)),
        ("stale_after: 30", "bad-value", ("stale_after",)),
        ("stale_after: soon", "bad-value", ("stale_after",)),
        ("nav: [{name: Deals}]", "missing-key", ("nav", 0)),
        ("nav: [{name: Deals, url: deals}]", "bad-value", ("nav", 0, "url")),
        ("ladders: {a: {exits: [b]}}", "missing-key", ("ladders", "a")),
        ("ladders: {a: {rungs: []}}", "empty-value", ("ladders", "a")),
        ("ladders: {a: {rungs: [b, c, b]}}", "bad-value", ("ladders", "a")),
        ("ladders: {a: {rungs: [b, c], open: [d]}}", "bad-value", ("ladders", "a")),
        ("ladders: {a: {rungs: [b, c], exits: [c]}}", "bad-value", ("ladders", "a")),
        ("allow: {dead-link: x}", "bad-value", ("allow", "dead-link")),
    ],
)
def test_a_fault_has_its_code_and_keys(text: str, code: str, keys: tuple[str | int, ...]) -> None:
    config, (finding,) = parse(f"title: Desk\n{text}\n")
    assert config is not None
    assert (finding.code, finding.location.keys) == (code, keys)


def test_a_site_without_a_title_says_so() -> None:
    _, (finding,) = parse("scope: x\n")
    assert finding.code == "missing-key"
