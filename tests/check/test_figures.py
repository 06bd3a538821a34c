"""Figures of amounts, quantities, answers and gists, against the words of the article."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from builder.check import figures
from builder.model.article import Position
from builder.model.config import Config
from builder.model.entities import Entities
from builder.model.finding import Finding
from builder.model.graph import Anchor, Article
from builder.model.money import Amount, Quantity
from builder.parse.money import parse_amount, parse_quantity
from tests import make

Rule = Callable[[Article, Entities, Config], Iterator[Finding]]


def amount(text: str) -> Amount:
    found = parse_amount(text)
    assert isinstance(found, Amount), found
    return found


def quantity(text: str) -> Quantity:
    found = parse_quantity(text)
    assert isinstance(found, Quantity), found
    return found


def findings(rule: Rule, quote: str, *, text: str = "", lang: str = "", rights: str = "", **keys: Any) -> list[Finding]:
    """Of an article with one statement, whose quote stands in `text`, which is the quote alone if left out."""
    text = text or quote
    start = text.index(quote)
    keys.setdefault("anchor", Anchor(((start, start + len(quote)),)))
    article = make.article("a", make.statement("a/x", quote=quote, **keys), text=text, lang=lang, rights=rights or None)
    return list(rule(article, make.entities(), make.config(currency="USD", language="en")))


def codes(rule: Rule, quote: str, **keys: Any) -> list[str]:
    return [finding.code for finding in findings(rule, quote, **keys)]


# ── in the quote ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("quote", "lang", "sum", "code"),
    [
        ("a loan worth 2.6 billion. pounds (about $3.2 billion)", "", "GBP 2.6bn (about USD 3.2bn)", ""),
        ("a loan worth 2.6 billion. pounds", "", "GBP 2.6bn (about USD 3.2bn)", "figure-not-in-quote"),
        ("the £2.26bn package", "", "GBP 2.26bn", ""),
        ("the £2.26bn package", "", "GBP 2.6bn", "figure-not-in-quote"),
        ("6 billion pounds", "", "GBP 2.6bn", "figure-not-in-quote"),
        ("£.6 billion", "", "GBP 0.6bn", ""),
        ("£.6 billion", "", "GBP 6bn", "figure-not-in-quote"),
        ("closer to $100", "", "USD 100bn", "figure-not-in-quote"),
        ("half a billion pounds", "", "GBP 500m", ""),
        ("half a billion pounds", "", "GBP 1bn", "figure-not-in-quote"),
        ("5½ billion pounds", "", "GBP 5bn", "figure-not-in-quote"),
        ("one and a half billion pounds", "", "GBP 1bn", "figure-not-in-quote"),
        ("a few billion pounds", "", "GBP 1bn", "figure-unread"),
        ("a multi-billion deal", "", "GBP 1bn", "figure-unread"),
        ("several hundred million pounds", "", "GBP 100m", "figure-unread"),
        ("Rs 5,00,000", "", "INR 500,000", ""),
        ("$100MM", "", "USD 100m", ""),
        ("£3 mil", "", "GBP 3m", ""),
        ("75p", "", "GBP 0.75", ""),
        ("2 million 500 thousand dollars", "", "USD 2.5m", ""),
        ("2 million 500 thousand dollars", "", "USD 2m", "figure-not-in-quote"),
        ("3 gazillion pounds", "", "GBP 3bn", "figure-unread"),
        ("2,6 Milliarden Pfund", "de", "GBP 2.6bn", ""),
        ("2,6 Milliarden Pfund", "fi", "GBP 2.6bn", "figure-unread"),
        ("2,6 Milliarden Pfund", "", "GBP 2.6bn", "figure-unread"),
    ],
)
def test_an_amount_is_in_the_quote(quote: str, lang: str, sum: str, code: str) -> None:
    assert codes(figures.figure_not_in_quote, quote, lang=lang, amount=amount(sum)) == ([code] if code else [])


@pytest.mark.parametrize(
    ("quote", "lang", "count", "code"),
    [
        ("5,000 light missiles", "", "5000 missiles", ""),
        ("nine-page agreement", "", "nine pages", ""),
        ("nine-page agreement", "", "ten pages", "figure-not-in-quote"),
        ("half a million people", "", "500,000 people", ""),
        ("neun Seiten", "de", "9 Seiten", "figure-unread"),
    ],
)
def test_a_quantity_is_in_the_quote(quote: str, lang: str, count: str, code: str) -> None:
    assert codes(figures.figure_not_in_quote, quote, lang=lang, quantity=quantity(count)) == ([code] if code else [])


def test_a_scale_of_another_language_asks_for_the_language() -> None:
    (finding,) = findings(figures.figure_not_in_quote, "2,6 Milliarden Pfund", amount=amount("GBP 2.6bn"))
    assert finding.help == "if the article is not in en, give its language, such as `lang: de`"


@pytest.mark.parametrize(
    ("quote", "figure", "code"),
    [
        ("the $350bn that was given", amount("USD 350bn"), ""),
        ("the $350bn that was given", amount("USD 35bn"), "figure-not-in-quote"),
        ("nine-page agreement", quantity("nine pages"), ""),
        ("nine-page agreement", quantity("ten pages"), "figure-not-in-quote"),
    ],
)
def test_a_figure_that_answers_a_question_is_in_the_quote(quote: str, figure: Amount | Quantity, code: str) -> None:
    positions = (Position("how-much", figure.text, figure),)
    assert codes(figures.answer_not_in_quote, quote, positions=positions) == ([code] if code else [])
    assert codes(figures.answer_not_in_quote, quote, positions=positions, anchor=None) == []


def test_an_answer_in_words_is_no_figure() -> None:
    assert codes(figures.answer_not_in_quote, "a quote", positions=(Position("fair", "fair"),)) == []


# ── its currency ────────────────────────────────────────────────────────────────────────────────────────────────────

TWO = "£2.6 billion (about $3.2 billion)"


@pytest.mark.parametrize(
    ("quote", "sum", "help"),
    [
        ("£2.26bn", "GBP 2.26bn", ""),
        ("£2.26bn", "EGP 2.26bn", ""),
        ("$2.26bn", "GBP 2.26bn", "did you mean `USD` or `ARS`?"),
        ("2.26bn", "GBP 2.26bn", ""),
        (TWO, "GBP 2.6bn (about USD 3.2bn)", ""),
        (TWO, "GBP 3.2bn", "did you mean `USD` or `ARS`?"),
        (TWO, "USD 2.6bn", "did you mean `GBP` or `EGP`?"),
        (TWO, "GBP 2.6bn (about EUR 3.2bn)", "did you mean `USD` or `ARS`?"),
        ("2 billion Australian dollars", "USD 2bn", "did you mean `AUD`?"),
        ("2 billion Australian dollars", "AUD 2bn", ""),
        ("2 billion U.S. dollars", "CAD 2bn", "did you mean `USD`?"),
        ("50 million rand", "USD 50m", "did you mean `ZAR`?"),
        ("100 billion kwanzas", "USD 100bn", "did you mean `AOA`?"),
        ("between 2 and 3 billion euros", "USD 2bn to 3bn", "did you mean `EUR`?"),
        ("5 percent, or 30 million dollars", "USD 5", "give the sum that is printed"),
        ("50 cents", "USD 50", "give the sum that is printed"),
        ("50 cents", "USD 0.50", ""),
        ("2.26bn, in pounds", "USD 2.26bn", "did you mean `GBP` or `EGP`?"),
    ],
)
def test_a_sum_has_the_currency_beside_it(quote: str, sum: str, help: str) -> None:
    for keys in ({"amount": amount(sum)}, {"positions": (Position("how-much", sum, amount(sum)),)}):
        found = findings(figures.currency_sign, quote, **keys)
        assert [finding.help for finding in found] == ([help] if help else [])


# ── how near it is ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "quote", "sum", "help"),
    [
        ("at least £2bn", "", "at least GBP 2bn", ""),
        ("at least £2bn", "", "over GBP 2bn", ""),
        ("at least £2bn", "", "GBP 2bn", "write `at least GBP 2bn`"),
        ("at least another £2bn", "", "GBP 2bn", "write `at least GBP 2bn`"),
        ("at least £2bn", "£2bn", "GBP 2bn", "write `at least GBP 2bn`"),
        ("more than £2bn", "", "GBP 2bn", "write `over GBP 2bn`"),
        ("£2bn or more", "", "GBP 2bn", "write `at least GBP 2bn`"),
        ("up to £2bn", "", "up to GBP 2bn", ""),
        ("up to £2bn", "", "GBP 2bn", "write `up to GBP 2bn`"),
        ("up to £2bn", "", "at least GBP 2bn", "write `up to GBP 2bn`"),
        ("as much as £2bn", "", "under GBP 2bn", ""),
        ("less than £2bn", "", "GBP 2bn", "write `under GBP 2bn`"),
        ("about £2bn", "", "about GBP 2bn", ""),
        ("about £2bn", "", "GBP 2bn", "write `about GBP 2bn`"),
        ("nearly £2bn", "", "under GBP 2bn", ""),
        ("nearly £2bn", "", "GBP 2bn", "write `about GBP 2bn`"),
        ("£2bn or so", "", "GBP 2bn", "write `about GBP 2bn`"),
        ("some £2bn", "", "GBP 2bn", ""),
        ("some £2bn", "", "about GBP 2bn", ""),
        ("a row over £2bn", "", "GBP 2bn", ""),
        ("over £2bn", "", "over GBP 2bn", ""),
        ("£2bn", "", "about GBP 2bn", "write `GBP 2bn`"),
        ("£2bn", "", "up to GBP 2bn", "write `GBP 2bn`"),
        ("about the sum, which was put at £2bn", "", "about GBP 2bn", ""),
        ("£2bn (about $3bn)", "", "GBP 2bn (about USD 3bn)", ""),
        ("£2bn (about $3bn)", "", "GBP 2bn (USD 3bn)", "write `about USD 3bn`"),
        ("£2bn to £3bn", "", "GBP 2bn to 3bn", ""),
        ("£2bn now, and up to £2bn later", "", "GBP 2bn", ""),
        ("£3bn", "", "about GBP 2bn", ""),
    ],
)
def test_a_sum_is_as_near_as_it_is_printed(text: str, quote: str, sum: str, help: str) -> None:
    found = findings(figures.amount_hedge, quote or text, text=text, amount=amount(sum))
    assert [finding.help for finding in found] == ([help] if help else [])


@pytest.mark.parametrize(
    ("text", "lang", "help"),
    [
        ("rund 2 Milliarden Pfund", "de", "write `about GBP 2bn`"),
        ("bis zu 2 Milliarden Pfund", "de", "write `up to GBP 2bn`"),
        ("au moins 2 milliards de livres", "fr", "write `at least GBP 2bn`"),
        ("más de 2 mil millones de libras", "es", "write `over GBP 2bn`"),
        ("noin 2 miljardia puntaa", "fi", ""),
    ],
)
def test_hedges_of_other_languages(text: str, lang: str, help: str) -> None:
    found = findings(figures.amount_hedge, text, lang=lang, amount=amount("GBP 2bn"))
    assert [finding.help for finding in found] == ([help] if help else [])


# ── in the gist ─────────────────────────────────────────────────────────────────────────────────────────────────────

TEXT = (
    "The £2.6 billion loan runs for three years at 7 percent. "
    "Two banks gave half a million each, 338 people said on 8 May."
)


@pytest.mark.parametrize(
    ("gist", "message"),
    [
        ("The loan is worth 2.6 billion pounds.", ""),
        ("The loan is worth £2,600 million.", ""),
        ("The [[port-loan|loan of 2.6 billion]] runs for 3 years.", ""),
        ("The [[loan-2031]] costs seven percent.", ""),
        ("Two banks gave 500,000 pounds each.", ""),
        ("One of them gave it.", ""),
        ("It was given on 3 March 2025.", ""),
        ("It is 2.7 billion pounds.", "`2.7 billion pounds` is in the gist, but not in the quote's paragraph"),
        ("The loan is worth 2.6 million.", "`2.6 million` is in the gist, but not in the quote's paragraph"),
        ("The loan costs eight percent.", "`eight percent` is in the gist, but not in the quote's paragraph"),
        ("The loan was made in 2019.", "`2019` is in the gist, but not in the quote's paragraph"),
        ("The [[port-loan|loan of 3 billion]].", "`3 billion` is in the gist, but not in the quote's paragraph"),
        ("It is 2.6 billion euros.", "the gist says `2.6 billion euros`, but the article prints `£2.6 billion`"),
        ("It runs for three months.", "the gist says `three months`, but the article prints `three years`"),
    ],
)  # fmt: skip
def test_a_figure_of_the_gist_stands_in_the_paragraph(gist: str, message: str) -> None:
    found = findings(figures.figure_only_in_gist, "The £2.6 billion loan", text=TEXT, gist=gist, when="2025-03-03")
    assert [finding.message for finding in found] == ([message] if message else [])


def test_a_figure_of_the_gist_may_be_the_statements_own() -> None:
    gist = "It is 40 million euros for 12 ships by 30 June 2026."
    keys: dict[str, Any] = {"amount": amount("EUR 40m"), "quantity": quantity("12 ships"), "due": "2026-06-30"}
    assert not codes(figures.figure_only_in_gist, "a loan", gist=gist, **keys)
    assert len(codes(figures.figure_only_in_gist, "a loan", gist=gist)) == 4
    (finding,) = findings(figures.figure_only_in_gist, "a loan", gist="It is 40 million dollars.", **keys)
    assert finding.message == "the gist says `40 million dollars`, but the amount is in `EUR`"


def test_an_inexact_number_beside_it_hides_no_figure() -> None:
    text = "Zambia sent 12 ships, and wants a few billion dollars"
    assert codes(figures.figure_only_in_gist, text, gist="It sent 13 ships.") == ["figure-only-in-gist"]
    assert codes(figures.figure_only_in_gist, text, gist="It wants 3 billion dollars.") == ["figure-only-in-gist"]
    assert not codes(figures.figure_only_in_gist, text, gist="It sent 12 ships and wants a few billion dollars.")


def test_without_a_text_the_quote_is_compared() -> None:
    keys: dict[str, Any] = {"gist": "It is 5 billion.", "anchor": None, "rights": "link-only"}
    (finding,) = findings(figures.figure_only_in_gist, "a loan", **keys)
    assert finding.message == "`5 billion` is in the gist, but not in the quote"
    assert not codes(figures.figure_only_in_gist, "a loan of 5 billion", **keys)


@pytest.mark.parametrize(
    ("text", "gist", "fires"),
    [
        ("laina 2,6 miljardia puntaa", "It is 2.6 billion pounds.", False),
        ("laina 2,6 miljardia puntaa", "It is 2.7 billion pounds.", True),
        ("yhdeksän sivua", "It has nine pages.", False),
    ],
)
def test_of_a_language_that_is_not_read_digits_are_compared(text: str, gist: str, fires: bool) -> None:  # noqa: FBT001
    assert bool(codes(figures.figure_only_in_gist, text, gist=gist, lang="fi")) == fires


# ── what a quantity counts ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "count", "noun"),
    [
        ("a nine-page agreement", "nine pages", ""),
        ("5,000 light multirole missiles", "5000 missiles", ""),
        ("338 votes", "338 votes", ""),
        ("338 MPs voted", "338 votes", "votes"),
        ("2 million barrels a day", "2m barrels a day", ""),
        ("2 million barrels a day", "2m gallons a day", "gallons"),
        ("three women and one child", "three women", ""),
        ("three companies", "three company", ""),
        ("3 percent of GDP", "3% of GDP", ""),
    ],
)
def test_what_is_counted_is_printed(text: str, count: str, noun: str) -> None:
    found = findings(figures.unit_not_in_paragraph, text, quantity=quantity(count))
    assert [finding.location.part for finding in found] == ([noun] if noun else [])


def test_what_is_counted_in_another_language_is_not_compared() -> None:
    assert not codes(figures.unit_not_in_paragraph, "neun Seiten", lang="de", quantity=quantity("nine pages"))
