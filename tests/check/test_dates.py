from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from builder.check import dates
from builder.model.config import Config
from builder.model.entities import Entities
from builder.model.finding import Finding
from builder.model.graph import Anchor, Article, Graph, Relation, Rung, Standing
from tests import make

TEXT = "A heading\nOn Saturday, March 1, ministers met. They agreed.\nThey met again on March 11."
QUOTE = (TEXT.index("They agreed"), TEXT.index("They agreed") + 11)
Rule = Callable[[Article, Entities, Config], Iterator[Finding]]


def found(
    rule: Rule, *, lang: str = "", text: str = TEXT, front: dict[str, Any] | None = None, **keys: Any
) -> list[Finding]:
    keys.setdefault("anchor", Anchor((QUOTE,)))
    article = make.article("a", make.statement("a/x", told="2025-03-03", **keys), text=text, lang=lang, **(front or {}))
    return list(rule(article, make.entities(), make.config()))


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("On Saturday, March 1", True),
        ("Saturday", True),
        ("Saturday … met", True),
        ("on Saturday", False),
        ("March 11", False),
        ("A heading", False),
        ("Satur", False),
        ("March", True),
    ],
)
def test_printed_words_stand_in_the_paragraph(words: str, stands: bool) -> None:  # noqa: FBT001
    codes = [finding.code for finding in found(dates.printed_date_not_found, when_printed=words)]
    assert codes == ([] if stands else ["printed-date-not-found"])


def test_a_quote_in_the_title_has_the_title_for_its_paragraph() -> None:
    anchor = Anchor(((0, 5),), in_title=True)
    front = {"title": "Talks on Sunday"}
    assert not found(dates.printed_date_not_found, when_printed="on Sunday", anchor=anchor, front=front)
    assert found(dates.printed_date_not_found, when_printed="On Saturday", anchor=anchor, front=front)


def test_no_text_check_without_a_text() -> None:
    assert not found(dates.printed_date_not_found, when_printed="nowhere", anchor=None)


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ({"when_printed": "Saturday, March 1", "when": "2025-03-01"}, ""),
        ({"when_printed": "Saturday, March 1", "when": "2025-03-02"}, "printed-date-disagrees"),
        ({"when_printed": "March 11", "due": "2025-03-12/2025-03-14"}, "printed-date-disagrees"),
        ({"when_printed": "March 11", "due": "2025-03-10/2025-03-14"}, ""),
        ({"when_printed": "by 31 October", "due": "2025-10-30"}, "printed-date-disagrees"),
        ({"when_printed": "by 31 October", "due": "../2025-10-31"}, ""),
        ({"when_printed": "31 October", "due": "../2025-10-30"}, "printed-date-disagrees"),
        ({"when_printed": "until Friday", "due": "2025-03-07"}, ""),
        ({"when_printed": "before 31 October", "due": "2025-10-30"}, ""),
        ({"when_printed": "by 31 October", "when": "2025-03-01", "due": "2025-10-30"}, ""),
        ({"when_printed": "Saturday"}, ""),
        ({"when": "2025-03-02"}, ""),
        ({"when_printed": "Samstag", "when": "2025-03-02", "lang": "de-AT"}, "printed-date-disagrees"),
        ({"when_printed": "Samstag", "when": "2025-03-02", "lang": "en"}, ""),
    ],
)
def test_printed_words_agree_with_the_date(keys: dict[str, Any], code: str) -> None:
    assert [finding.code for finding in found(dates.printed_date_disagrees, **keys)] == ([code] if code else [])


@pytest.mark.parametrize(
    ("keys", "fires"),
    [
        ({"when": "2025-03-04"}, True),
        ({"when": "2025-03-03"}, False),
        ({"when": "2025-03"}, False),
        ({"when": "../2025-03-09"}, False),
        ({"when": "2025-03-04", "mode": "planned"}, False),
        ({"when": "2025-03-04", "tz": "Asia/Tokyo"}, False),
        ({"when": "2025-03-05", "tz": "Asia/Tokyo"}, True),
        ({"when": "2025-03-04", "front": {"published": "2025-03-03/2025-03-09"}}, False),
    ],
)
def test_nothing_is_asserted_before_it_happened(keys: dict[str, Any], fires: bool) -> None:  # noqa: FBT001
    codes = [finding.code for finding in found(dates.asserted_before_it_happened, **keys)]
    assert codes == (["asserted-before-it-happened"] if fires else [])


@pytest.mark.parametrize(
    ("published", "recorded", "fires"),
    [
        ("2025-03-03", "2025-03-02", True),
        ("2025-03-03", "2025-03-03", False),
        ("2025-03", "2025-03-02", False),
        ("2025-03-03", None, False),
    ],
)
def test_an_article_is_recorded_after_it_is_published(published: str, recorded: str | None, fires: bool) -> None:  # noqa: FBT001
    front = {"published": published, "recorded": recorded}
    codes = [finding.code for finding in found(dates.published_after_recorded, front=front)]
    assert codes == (["published-after-recorded"] if fires else [])


@pytest.mark.parametrize(
    ("keys", "fires"),
    [
        ({"mode": "planned"}, True),
        ({"mode": "planned", "due": "2025-04"}, False),
        ({"mode": "planned", "due_open": True}, False),
        ({}, False),
    ],
)
def test_what_is_planned_is_due(keys: dict[str, Any], fires: bool) -> None:  # noqa: FBT001
    codes = [finding.code for finding in found(dates.planned_without_due, **keys)]
    assert codes == (["planned-without-due"] if fires else [])


def planned(today: str, *relations: Relation, due: str = "2025-03-31", gone: str = "", **front: Any) -> Graph:
    filed = make.articles(make.statement("a/x", mode="planned", due=due), a=front)
    bearing = {"a/x": relations}
    overtaken = {"a/x": frozenset({gone})}
    return make.graph(make.entities(), filed, today=date.fromisoformat(today), bearing=bearing, overtaken=overtaken)


@pytest.mark.parametrize(
    ("graph", "fires"),
    [
        (planned("2025-04-01"), True),
        (planned("2025-03-31"), False),
        (planned("2025-04-01", due="2025-03-01/.."), False),
        (planned("2025-04-01", Relation("resolves", "b/y", "a/x", stated=False, outcome="met")), False),
        (planned("2025-04-01", Relation("resolves", "b/y", "a/x", stated=False, outcome="met", void=True)), True),
        (planned("2025-04-01", Relation("disputes", "b/y", "a/x", stated=False)), True),
        (planned("2025-04-01", standing="retracted"), False),
        (planned("2025-04-01", gone="due"), False),
        (planned("2025-04-01", gone="status"), True),
    ],
)
def test_what_was_due_has_an_outcome(graph: Graph, fires: bool) -> None:  # noqa: FBT001
    assert [finding.code for finding in dates.no_outcome(graph)] == (["no-outcome"] if fires else [])


def reported(rung: str, as_of: str, today: str, **deal: Any) -> Graph:
    now = Rung(rung, (make.when(as_of),), ())
    standing = Standing("pact", now, make.when(as_of), make.hop("gazette"))
    known = make.entities(make.deal("pact", **deal))
    return make.graph(known, standings={"pact": standing}, today=date.fromisoformat(today))


@pytest.mark.parametrize(
    ("graph", "fires"),
    [
        (reported("signed", "2025-03-01", "2025-04-01"), True),
        (reported("signed", "2025-03-01", "2025-03-31"), False),
        (reported("signed", "2025-03-01", "2025-04-01", checked=make.when("2025-03-15")), False),
        (reported("completed", "2025-03-01", "2025-04-01"), False),
        (reported("collapsed", "2025-03-01", "2025-04-01"), False),
        (reported("repaid", "2025-03-01", "2025-04-01", ladder="money"), False),
        (reported("kept", "2025-03-01", "2025-04-01", ladder="promise"), False),
        (reported("broken", "2025-03-01", "2025-04-01", ladder="promise"), False),
        (reported("compromise", "2025-03-01", "2025-04-01", ladder="promise"), True),
    ],
)
def test_a_status_that_can_still_change_is_looked_after(graph: Graph, fires: bool) -> None:  # noqa: FBT001
    assert [finding.code for finding in dates.stale(graph)] == (["stale"] if fires else [])


def signed(*days: tuple[str, str], status: str = "signed") -> list[str]:
    statements = [
        make.statement(f"a/s{n}", deal="pact", status=status if n else "signed", when=day, tz=tz)
        for n, (day, tz) in enumerate(days)
    ]
    by_deal = {"pact": tuple(statement.id for statement in statements)}
    graph = make.graph(make.entities(make.deal("pact")), make.articles(*statements), by_deal=by_deal)
    return [finding.message for finding in dates.one_moment(graph)]


def test_two_days_in_two_zones_may_be_one_moment() -> None:
    messages = signed(("2025-05-01", "Europe/Kyiv"), ("2025-04-30", "America/New_York"))
    assert len(messages) == 1
    assert "`a/s1`" in messages[0]
    assert "`a/s0`" in messages[0]


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        (("2025-05-01", "Europe/Kyiv"), ("2025-04-30", "Europe/Kyiv"), "signed"),
        (("2025-05-01", "Europe/Kyiv"), ("2025-05-01", "America/New_York"), "signed"),
        (("2025-05-01", "America/New_York"), ("2025-04-30", "Europe/Kyiv"), "signed"),
        (("2025-05-01", "Europe/Kyiv"), ("2025-04-30", ""), "signed"),
        (("2025-05-01", "Europe/Kyiv"), ("2025-04-30", "America/New_York"), "ratified"),
        (("0001-01-01", "Europe/Kyiv"), ("0001-01-02", "America/New_York"), "signed"),
    ],
)
def test_days_that_are_not_one_moment(one: tuple[str, str], other: tuple[str, str], status: str) -> None:
    assert not signed(one, other, status=status)


@pytest.mark.parametrize(
    ("quote", "keys", "words"),
    [
        ("It was paid on 7 March", {"when": "2025-03-01"}, "7 March"),
        ("It was paid on 7 March", {"when": "2025-03-07"}, ""),
        ("It was paid on 7 March", {"when": "2025-03"}, ""),
        ("It was paid on 7 March", {"when": "2025-03-01~"}, ""),
        ("It was paid on 7 March 2024", {"when": "2025-03-07"}, "7 March 2024"),
        ("It is due on 7 March", {"due": "../2025-03-07"}, ""),
        ("It was paid in April 2024", {"when": "2025-03-07"}, "April 2024"),
        ("It was paid in March 2025", {"when": "2025-03-07"}, ""),
        ("It was paid between 3 and 9 March", {"when": "2025-03-04"}, ""),
        ("It was signed on 7 March and paid on 9 April", {"when": "2025-04-09"}, ""),
        ("It was paid on 3 March, when told", {"when": "2025-02-01"}, ""),
        ("It was paid on 7 March", {}, ""),
        ("It was paid on 7 March", {"when": "2025-03-01", "when_printed": "March"}, ""),
        ("It may come to 7", {"when": "2025-03-01"}, ""),
    ],
)
def test_a_printed_day_is_one_of_the_statements_dates(quote: str, keys: dict[str, str], words: str) -> None:
    given: dict[str, Any] = {key: value if key == "when_printed" else make.when(value) for key, value in keys.items()}
    filed = make.article("a", make.statement("a/x", quote=quote, **given))
    found = list(dates.date_not_coded(filed, make.entities(), make.config(language="en")))
    assert [finding.location.part for finding in found] == ([words] if words else [])
