"""The words of gists and quotes against each other and what is coded."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from builder.check import wording
from builder.model.config import LADDERS, Config, Ladder
from builder.model.entities import Entities
from builder.model.finding import Finding
from builder.model.graph import Anchor, Article
from tests import make

Rule = Callable[[Article, Entities, Config], Iterator[Finding]]
KNOWN = make.entities(make.deal("loan", ladder="money"), make.deal("bid", ladder="takeover"), make.actor("norland"))
TAKEOVER = Ladder("takeover", ("bid", "closed"), (), words=(("closed", ("done",)),))


def found(rule: Rule, quote: str, gist: str, lang: str = "en", **keys: Any) -> list[str]:
    keys.setdefault("anchor", Anchor(((0, len(quote)),)))
    made = make.statement("a/x", quote=quote, gist=gist, **keys)
    filed = make.article("a", made, text=quote, lang=lang)
    config = make.config(language="en", ladders=LADDERS | {"takeover": TAKEOVER})
    return [finding.message for finding in rule(filed, KNOWN, config)]


@pytest.mark.parametrize(
    ("text", "left", "said"),
    [
        ("Norland will not pay.", "not", "not"),
        ("Norland will, it said, pay.", ", it said,", ""),
        ("Norland didn\u2019t, it said, pay.", "didn't, it said,", "didn't"),
        ("Norland will perhaps pay.", "perhaps", "perhaps"),
        ("Norland will pay in May.", "pay in", ""),
        ("Norland is without means to pay.", "without means", "without"),
    ],
)
def test_a_gap_hides_no_word_that_turns_the_meaning(text: str, left: str, said: str) -> None:
    body = make.body(text.replace("\u2019", "'"))
    at = body.text.index(left)
    anchor = Anchor(((0, at), (at + len(left), len(body.text))))
    filed = make.article("a", make.statement("a/x", anchor=anchor), text=body.text)
    codes = [finding.message.split("`")[1] for finding in wording.gap_hides_word(filed, KNOWN, make.config())]
    assert codes == ([said] if said else [])


@pytest.mark.parametrize(
    ("quote", "gist", "differ"),
    [
        ("Norland will not pay", "Norland will pay.", True),
        ("Norland will pay", "Norland never pays.", True),
        ("Norland will not pay", "Norland refuses to pay.", False),
        ("Norland rejected the loan", "Norland does not want it.", False),
        ("The loan has no end", "The loan goes on.", True),
        ("The loan failed", "The loan did not come.", False),
        ("It isn\u2019t paid", "It is paid.", True),
    ],
)
def test_a_gist_denies_what_the_quote_denies(quote: str, gist: str, differ: bool) -> None:  # noqa: FBT001
    assert bool(found(wording.negation_differs, quote, gist)) == differ
    assert not found(wording.negation_differs, quote, gist, lang="de")


@pytest.mark.parametrize(
    ("quote", "gist", "keys", "lost"),
    [
        ("It may pay", "It pays.", {}, True),
        ("It may pay", "It might pay.", {}, False),
        ("It may pay", "It pays.", {"hedge": "may"}, True),
        ("It pays in May", "It pays.", {}, False),
        ("It will likely pay", "It pays soon.", {}, True),
    ],
)
def test_a_gist_is_no_surer_than_the_quote(quote: str, gist: str, keys: dict[str, Any], lost: bool) -> None:  # noqa: FBT001
    assert bool(found(wording.modal_lost, quote, gist, **keys)) == lost


@pytest.mark.parametrize(
    ("deal", "status", "quote", "keys", "told"),
    [
        ("loan", "announced", "Norland announced it", {}, True),
        ("loan", "announced", "Norland unveiled it", {}, True),
        ("loan", "signed", "Norland announced it", {}, False),
        ("loan", "signed", "Norland announced it", {"mode": "denied"}, True),
        ("loan", "no-rung", "Norland announced it", {}, True),
        ("bid", "bid", "Norland announced it", {}, True),
        ("bid", "closed", "Norland announced it", {}, False),
        ("bid", "closed", "The thing is done", {}, True),
    ],
)
def test_a_step_is_told_of(deal: str, status: str, quote: str, keys: dict[str, Any], told: bool) -> None:  # noqa: FBT001
    assert bool(found(wording.status_not_in_words, quote, "So it is.", deals=(deal,), status=status, **keys)) != told
