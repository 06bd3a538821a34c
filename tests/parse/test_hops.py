"""The `by` chain: what each hop is, and what is wrong with one that names nobody."""

import pytest

from builder.model.article import Hop
from builder.parse.annotations import chain
from builder.parse.readers import faults_of


@pytest.mark.parametrize(
    ("text", "hops"),
    [
        ("isw", (Hop("actor", ("isw",)),)),
        ("isw>kremlin", (Hop("actor", ("isw",)), Hop("actor", ("kremlin",)))),
        ("a + b", (Hop("actor", ("a", "b")),)),
        ("nyt > ~sources close to the negotiations",
         (Hop("actor", ("nyt",)), Hop("unnamed", ("sources close to the negotiations",)))),
        ("=Olena K., resident", (Hop("oneoff", ("Olena K., resident",)),)),
        ("nyt > ~two officials + aides", (Hop("actor", ("nyt",)), Hop("unnamed", ("two officials + aides",)))),
    ],
)  # fmt: skip
def test_a_chain_runs_from_carrier_to_voice(text: str, hops: tuple[Hop, ...]) -> None:
    assert chain(text) == hops


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("isw >", "empty-hop", ""),
        ("> isw", "empty-hop", ""),
        ("isw > > us", "empty-hop", ""),
        ("isw > ~", "empty-hop", "~"),
        ("isw > us +", "empty-hop", "us +"),
        ("Sergei Lavrov", "bad-id", "Sergei Lavrov"),
        ("isw > None", "bad-id", "None"),
        ("a + ~b", "bad-value", "a + ~b"),
        ("", "empty-value", ""),
    ],
)
def test_a_faulty_hop_is_named(text: str, code: str, part: str) -> None:
    (fault,) = faults_of(chain(text))
    assert (fault.problem.code, fault.part) == (code, part)


@pytest.mark.parametrize("text", ["railco and orrin", "railco, orrin", "railco & orrin", "nyt > railco, and orrin"])
def test_two_who_speak_together_are_told_how(text: str) -> None:
    (fault,) = faults_of(chain(text))
    assert fault.problem.help == "if they speak together, write `railco + orrin`"


def test_a_list_is_told_how_a_chain_is_written() -> None:
    (fault,) = faults_of(chain(["nyt", "us"]))
    assert fault.problem.code == "wrong-type"
    assert fault.problem.help == "write `nyt > us`, from carrier to voice, or `nyt + us` if they speak together"


def test_words_are_told_how_an_unnamed_voice_is_written() -> None:
    (fault,) = faults_of(chain("nyt > two officials"))
    assert (
        fault.problem.help == "write `~two officials` for an unnamed voice, `=two officials` for one without an entity"
    )
