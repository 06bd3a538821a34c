"""Who is said to say it, against the words of the article."""

from typing import Any

import pytest

from builder.check.attribution import ARTICLE_RULES, NAMING_RULES, renderings_differ
from builder.model.entities import Member
from builder.model.graph import Anchor, Statement
from builder.model.text import fold
from tests.make import actor, amount, article, articles, config, entities, graph, statement

KNOWN = entities(
    actor("norland", name="Norland", kind="country", ambiguous=("Northtown",)),
    actor("treasury", name="The Treasury", part_of="norland"),
    actor("koval", name="Olena Koval", kind="person"),
    actor("league", name="The League", kind="bloc", members=(Member("norland"),)),
    actor("sudland", name="Sudland", kind="country"),
    actor("agency", name="Agency", kind="outlet", aliases=("AG",)),
    actor("assembly", name="The Assembly", kind="legislature", part_of="norland"),
)


def codes(text: str, made: Statement, **keys: Any) -> list[str]:
    filed = article("a", made, text=text, **keys)
    return [finding.code for rule in (*NAMING_RULES, *ARTICLE_RULES) for finding in rule(filed, KNOWN, config())]


@pytest.mark.parametrize(
    ("text", "by", "found"),
    [
        ("Norland said so.", "norland", []),
        ("Northtown said so.", "norland", []),
        ("Norlanders said so.", "norland", ["voice-not-named"]),
        ("norland said so.", "norland", ["voice-not-named"]),
        ("Somebody said so.", "norland", ["voice-not-named"]),
        ("Ms Koval said so.", "koval", []),
        ("Olena said so.", "koval", ["voice-not-named"]),
        ("Norland's officials said so.", "treasury", []),
        ("The Treasury said so.", "norland", []),
        ("Norland said so.", "assembly", ["voice-not-named"]),
        ("The Assembly said so.", "assembly", []),
        ("The Assembly said so.", "norland", ["voice-not-named"]),
        ("挪兰说，The Treasury同意。", "treasury", []),
        ("Norland and others said so.", "league", []),
        ("Norland said so.", "norland + sudland", ["voice-not-named"]),
        ("Norland and Sudland said so.", "norland + sudland", []),
        ("AG cites nobody.", "agency", []),
        ("Nobody is named.", "agency > =A resident", ["carrier-not-named"]),
        ("AG cites a resident.", "agency > =A resident", []),
        ("Nobody is named.", "", []),
        ("Nobody is named.", "gazette", []),
    ],
)
def test_the_voice_is_named(text: str, by: str, found: list[str]) -> None:
    assert codes(text, statement(by=by)) == found


@pytest.mark.parametrize(
    ("text", "by", "found"),
    [
        ("Norland met.\nMany came.\nSome left.\nTolls rise, a guest said.", "norland", ["voice-not-near"]),
        ("Norland met.\nMany came.\nSome left.\nTolls rise, it said.", "norland", []),
        ("Norland met.\nMany came.\nSome left.\nTolls rise, Norland said.", "norland", []),
        ("Norland met.\nMany came.\nSome left.\nTolls rise, The Treasury said.", "norland", []),
        ("Norland met.\nTolls rise, a guest said.", "norland", []),
        ("AG met.\nMany came.\nSome left.\nTolls rise, a guest said.", "agency", []),
        ("Many came.\nSome left.\nTolls rise, a guest said.", "norland", ["voice-not-named"]),
    ],
)
def test_the_voice_is_near(text: str, by: str, found: list[str]) -> None:
    start = text.index("Tolls rise")
    made = statement(by=by, quote="Tolls rise", anchor=Anchor(((start, start + len("Tolls rise")),)))
    assert codes(text, made) == found


def test_the_title_names_as_well() -> None:
    assert codes("It was said.", statement(by="norland"), title="Norland speaks") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("So say people close to the talks.", []),
        ("So say People close to the talks.", ["phrase-not-found"]),
        ("So say people close to the\ntalks.", ["phrase-not-found"]),
        ("So say people close to the talkers.", ["phrase-not-found"]),
    ],
)
def test_unnamed_voices_are_described_in_the_articles_words(text: str, found: list[str]) -> None:
    assert codes(text, statement(by="~people  close to the talks")) == found


def test_printed_words_follow_the_rules_of_quotes() -> None:
    text = 'It was "so," Norland\'s minister said.'
    assert codes(text, statement(by="norland", by_printed="Norland’s … said")) == []
    assert codes(text, statement(by="norland", by_printed="a minister said")) == ["phrase-not-found"]


def test_nothing_is_checked_where_no_text_is_on_file() -> None:
    made = statement(by="norland > ~friends", by_printed="none", verbatim=True, anchor=None)
    assert codes("", made, rights="link-only") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"It is" so', []),
        ("«It is» so", []),
        ("'It is' so", []),
        ("It's it so", ["verbatim-without-marks"]),
        ("It is so", ["verbatim-without-marks"]),
        ("the partners' loan", ["verbatim-without-marks"]),
        ("the partners' and owners' loan", ["verbatim-without-marks"]),
        ("a loan of the '90s", ["verbatim-without-marks"]),
        ("「そうだ」", []),
    ],
)
def test_direct_speech_holds_marks(text: str, found: list[str]) -> None:
    made = statement(verbatim=True, quote=text, anchor=Anchor(((0, len(text)),)))
    assert codes(text, made) == found


@pytest.mark.parametrize(
    ("text", "form", "direct"),
    [
        ("He said: “We thank you. It is so. We go on.”", "report", True),
        ("He said: “We thank you. It is so.", "report", True),
        ("He said: “We thank you.\n“It is so.”", "report", True),
        ("He said: “We thank you.\nIt is so. We go on.” He left.", "report", True),
        ("He said: ‘We thank you. It is so. We go on.’", "report", True),
        ("He said: « Merci. It is so. »", "report", True),
        ("“Yes,” he said. It is so. “No,” she said.", "report", False),
        ("He said “yes.\nIt is so.\nAnd “no” too.", "report", False),
        ("The partners' loan. It is so. The owners' loan.", "report", False),
        ("It is so.", "transcript", True),
        ("It is so.", "document", True),
        ("It is so.", "post", True),
    ],
)
def test_direct_speech_stands_between_marks(text: str, form: str, direct: bool) -> None:  # noqa: FBT001
    folded = "\n".join(map(fold, text.split("\n")))
    at = folded.index("It is so")
    made = statement(verbatim=True, quote="It is so", anchor=Anchor(((at, at + len("It is so")),)))
    assert codes(folded, made, form=form) == ([] if direct else ["verbatim-without-marks"])


@pytest.mark.parametrize(
    ("keys", "form", "found"),
    [
        ({"amount": amount("GBP", 1000)}, "report", ["outlet-alone"]),
        ({"stance": (("norland", "opposes"),)}, "report", ["outlet-alone"]),
        ({"stance": (("norland", "supports"),)}, "report", []),
        ({"amount": amount("GBP", 1000), "by": "agency"}, "report", []),
        ({"amount": amount("GBP", 1000)}, "own", []),
        ({}, "report", []),
    ],
)
def test_what_weighs_and_rests_on_the_outlet_alone(keys: dict[str, Any], form: str, found: list[str]) -> None:
    assert codes("AG reports it.", statement(**keys), form=form) == found


@pytest.mark.parametrize(
    ("one", "other", "keys", "found"),
    [
        ("“We agree,”", "'We agree.'", {}, 0),
        ("“We agree,”", "“We disagree,”", {}, 1),
        ("“We agree”", "“At last we all say: We agree”", {}, 0),
        ("“We agree,”", "“We disagree,”", {"verbatim": False}, 0),
        ("“We agree,”", "“We disagree,”", {"relations": (("disputes", "a/x"),)}, 0),
        ("“We agree,”", "“We disagree,”", {"relations": (("disputes", "c/x"),)}, 1),
    ],
)
def test_renderings_of_one_saying(one: str, other: str, keys: dict[str, Any], found: int) -> None:
    first = statement("a/x", quote=one, saying="s", verbatim=True)
    second = statement("b/x", quote=other, saying="s", **{"verbatim": True, **keys})
    made = graph(KNOWN, articles(first, second), sayings={"s": ("b/x", "a/x")})
    findings = list(renderings_differ(made))
    assert [finding.code for finding in findings] == ["renderings-differ"] * found
    assert all("`a/x`" in finding.message for finding in findings)


def test_renderings_in_two_languages_are_not_compared() -> None:
    first = statement("a/x", quote="“We agree”", saying="s", verbatim=True)
    second = statement("b/x", quote="„Wir stimmen zu“", saying="s", verbatim=True)
    made = graph(KNOWN, articles(first, second, b={"lang": "de"}), sayings={"s": ("a/x", "b/x")})
    assert list(renderings_differ(made)) == []
