"""Sentences that are put together read right for every value: one table, from values to words."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import pytest

from builder.model import sentences as s
from builder.model.article import MODES
from builder.model.entities import KINDS, RECORDS
from builder.model.page_parts import Chip, Claim, MoneyRow, StatusDate, StatusStep
from builder.model.pages import Card, Link, Reply, Sentence, Stamp

US, UA, EU = Link("United States", "/us/"), Link("Ukraine", "/ua/"), Link("EU")
KREMLIN, STEEL = Link("the Kremlin", "/k/"), Link("U.S. Steel Co.", "/steel/")
FAKTI, ISW = Link("Fakti", "/f/"), Link("ISW")
DAY, LATER = Stamp("3 March 2025", "2025-03-03"), Stamp("22 September 2025", "2025-09-22")
MONTH = Stamp("May 2025", "2025-05")
BY, FROM, SPAN = Stamp("by 21 September 2025"), Stamp("from 2025"), Stamp("3–9 March 2025")


def said(*voice: Link, kind: str = "named", via: tuple[Link, ...] = (), outlet: Link = FAKTI, **keys: Any) -> Card:
    values: dict[str, Any] = dict.fromkeys(Card._fields, "") | {"replies": (), "told": DAY, "href": "/s/a/b/"}
    values["names_outlet"] = kind != "itself"
    hops = tuple((hop,) for hop in via)
    return Card(**values | {"voice": voice, "voice_kind": kind, "via": hops, "outlet": outlet, **keys})


def answered(words: str, *voice: Link, kind: str = "named", via: tuple[Link, ...] = (), does: str = "denied") -> Reply:
    return Reply(words, voice, kind, kind != "itself", tuple((hop,) for hop in via), FAKTI, "", DAY, "", "", does)


def source(card: Card, when: Stamp | None = None, *, reported: bool = False, option: bool = True) -> str:
    return s.answer_source(card, when, reported=reported, option=option).words


def read(sentence: Sentence | None) -> str:
    return sentence.words if sentence else ""


def stands(*steps: Any, silent: Sequence[str] = (), ahead: str = "") -> str:
    """Each step: (rung, parties, dates…), a date as its words or as (words, place)."""
    made = []
    for rung, parties, *dates in steps:
        given = [date if isinstance(date, tuple) else (date, "") for date in dates]
        made.append(StatusStep(rung, parties, tuple(StatusDate(stamp(words), place) for words, place in given)))
    return s.status(made, silent, ahead).words


def stamp(words: str) -> Stamp:
    """With as much of a machine's date as its form gives."""
    iso = (
        {3: "2025-05-01", 2: "2025-05", 1: "2025"}[len(words.split())]
        if words[0] not in "bf" and "–" not in words
        else ""
    )
    return Stamp(words, iso)


def owed(*replies: Reply, **keys: Any) -> MoneyRow:
    values: dict[str, Any] = {"stage": "pledged", "figure": "£2 billion", "payer": Link("United Kingdom"), "payee": UA,
                              "cards": (said(EU, replies=replies),), "measure": "", "conditional": False}  # fmt: skip
    others: dict[str, Any] = dict.fromkeys([each.name for each in fields(MoneyRow)])
    return MoneyRow(**others | values | keys)


def rights(kind: str, why: str = "", **keys: Any) -> str:
    return s.rights(kind, why, **{"text": False, "quotes": 3, "url": True, "compared": "", **keys})


CASES = [
    # Ends, and lists.
    (s.ended("U.S. Steel Co."), "U.S. Steel Co."),
    (s.ended("Who pays?"), "Who pays?"),
    (s.ended("Signed"), "Signed."),
    (s.ended("“No.”"), "“No.”"),
    (s.ended("(so they say…)"), "(so they say…)"),
    (s.ended("“a word”"), "“a word”."),
    (s.ended(""), ""),
    (s.capital("über"), "Über"),
    (s.listed(()), ""),
    (s.listed(["a"]), "a"),
    (s.listed(["a", "b"]), "a and b"),
    (s.listed(["a", "b", "c"], "or"), "a, b or c"),
    # What changed.
    (s.moved("signed", DAY, "agreed"), "Signed, 3 March 2025; before that, agreed."),
    (s.moved("signed", BY, ""), "Signed, by 21 September 2025."),
    (s.moved("agreed", DAY, "signed", back=True), "Back to agreed, 3 March 2025; before that, signed."),
    (s.moved("ratified", MONTH, "", "Ukraine"), "Ukraine: ratified, May 2025."),
    (s.fallen("signed"), "No longer reported: signed."),
    (s.fallen("ratified", "Ukraine"), "Ukraine: no longer reported: ratified."),
    (s.sum_told("pledged", "£2 billion", "UK", "Ukraine", "£1 billion"),
     "Pledged: £2 billion, UK to Ukraine; before that, £1 billion."),
    (s.sum_told("", "£2 each", "UK", "", ""), "A sum: £2 each, from UK."),
    (s.sum_told("owed", "£2", "", "U.S. Steel Co.", ""), "Owed: £2, to U.S. Steel Co."),
    (s.sum_told("owed", "£2", "", "", ""), "Owed: £2."),
    (s.position_taken("Who pays?", "Ann", "asserted", "Bob", "Cyd"), "Who pays? Ann said: Bob; before that, Cyd."),
    (s.position_taken("The price", "Ann", "demanded", "£2"), "The price. Ann wanted: £2."),
    (s.stance_taken("U.S. Steel Co.", "opposes", "supports"), "U.S. Steel Co.: opposes; before that, supports."),
    (s.stance_taken("Ann", "neutral"), "Ann: neutral."),
    (s.outcome("met", "It opens in May."), "It came about: It opens in May."),
    (s.outcome("void", "It opens in May."), "No longer expected: It opens in May."),
    (s.overdue(DAY, "It opens."), "Overdue since 3 March 2025: It opens."),
    (s.taken_back("It opens."), "Taken back: It opens."),
    (s.corrected("£2", "£3"), "Corrected: £2, not £3."),
    (s.corrected("It opens."), "Corrected: It opens."),
    (s.our_mistake("2.5 billion", "a slip"), "We had written “2.5 billion”: a slip."),
    (read(s.disputes("/d/", 1, 1)), "1 open dispute."),
    (read(s.disputes("/d/", 2, 1)), "2 open disputes; the one with most sources stands here."),
    (read(s.disputes("/d/", 12, 3)), "12 open disputes; those with most sources stand here."),
    (read(s.disputes("/d/", 0, 0)), ""),
    # Who says it.
    (s.byline(said(US, UA)), "United States and Ukraine, in Fakti, 3 March 2025"),
    (s.byline(said(US, UA, EU)), "United States, Ukraine and EU, in Fakti, 3 March 2025"),
    (s.byline(said(STEEL, via=(ISW,))), "U.S. Steel Co., through ISW, in Fakti, 3 March 2025"),
    (s.byline(said(FAKTI, kind="outlet")), "Unattributed in Fakti, 3 March 2025"),
    (s.byline(said(FAKTI, kind="itself")), "Fakti, 3 March 2025"),
    (s.byline(said(KREMLIN, via=(ISW,), names_outlet=False)), "the Kremlin, through ISW, 3 March 2025"),
    (s.trail(said(US, via=(KREMLIN, ISW))), "through the Kremlin, through ISW, in Fakti, 3 March 2025"),
    (s.reply(answered("Denied by", US)), "Denied by United States, in Fakti, 3 March 2025"),
    (s.reply(answered("Denied", FAKTI, kind="outlet")), "Denied in Fakti, unattributed, 3 March 2025"),
    (s.reply(answered("Corrected by", FAKTI, kind="itself")), "Corrected by Fakti, 3 March 2025"),
    (list(s.objections(said(US, replies=(answered("Denied by", UA), answered("Confirmed by", EU, does="confirms"))))),
     ["denied by Ukraine"]),
    # Since when.
    (read(s.dates(())), ""),
    (read(s.dates((DAY,))), "3 March 2025"),
    (read(s.dates((DAY, LATER))), "3 March 2025 or 22 September 2025"),
    (read(s.dates((BY, LATER))), "by 21 September 2025 or on 22 September 2025"),
    (read(s.dates((BY, MONTH, LATER))), "by 21 September 2025, in May 2025 or on 22 September 2025"),
    (read(s.dates((SPAN, FROM))), "3–9 March 2025 or from 2025"),
    # Where a deal stands: from statements to words.
    (s.the("United States"), "the United States"),
    (s.the("Ministry of Defence"), "the Ministry of Defence"),
    (s.the("EU"), "the EU"),
    (s.the("Dominican Republic"), "the Dominican Republic"),
    (s.the("the Kremlin"), "the Kremlin"),
    (s.the("Ukraine"), "Ukraine"),
    (s.the("Republican Party"), "Republican Party"),
    (s.possessive("Ukraine"), "Ukraine’s"),
    (stands(("signed", (), ("30 April 2025", "Washington"), ("1 May 2025", "Kyiv")), ("ratified", (UA,), "8 May 2025"),
            silent=["United States"], ahead="in-force"),
     "Signed on 30 April 2025 in Washington (1 May in Kyiv). Ratified by Ukraine on 8 May. "
     "No report of the United States’ steps or of entry into force."),
    (stands(("signed", (), "30 April 2025", "1 May 2025"), ahead="ratified"),
     "Signed on 30 April 2025 or on 1 May. No report of ratification."),
    (stands(("signed", (), "31 December 2024", "1 January 2025")), "Signed on 31 December 2024 or on 1 January 2025."),
    (stands(("agreed", (), "by 8 May 2025"), ahead="signed"), "Agreed by 8 May 2025. No report of a signature."),
    (stands(("signed", (), "3–9 March 2025")), "Signed, 3–9 March 2025."),
    (stands(("signed", (), "May 2025")), "Signed in May 2025."),
    (stands(("signed", (), "2025")), "Signed in 2025."),
    (stands(("in force", (), "8 May 2025")), "In force since 8 May 2025."),
    (stands(("being talked about", (), "by 8 May 2025")), "Being talked about by 8 May 2025."),
    (stands(("suspended", (), "8 May 2025")), "Suspended since 8 May 2025."),
    (stands(("kept", (), "6 March 2025")), "Kept on 6 March 2025."),
    (stands(("not rated yet", (), "6 March 2025")), "Not rated yet since 6 March 2025."),
    (stands(("in force", (UA, US), "8 May 2025")), "In force for Ukraine and the United States since 8 May 2025."),
    (stands(("ratified", (UA, EU, US), "8 May 2025")),
     "Ratified by Ukraine, the EU and the United States on 8 May 2025."),
    (stands(("ratified", (UA,), "8 May 2025"), silent=["EU", "Poland"]),
     "Ratified by Ukraine on 8 May 2025. No report of steps by the EU or Poland."),
    (stands(("ratified", (UA,), "8 May 2025"), silent=["A", "B", "C", "D"]),
     "Ratified by Ukraine on 8 May 2025. No report of steps by 4 other parties."),
    (stands(("tabled", (), "8 May 2025"), ahead="third-reading"),
     "Tabled on 8 May 2025. No report of “third reading”."),
    (stands(), "No status reported."),
    (s.disputed([Claim("signed", DAY, said(US)),
                 Claim("not signed", LATER, said(KREMLIN, via=(ISW,)), denied=True)]).words,
     "Disputed: signed on 3 March 2025 (United States, in Fakti); not signed (the Kremlin, through ISW, in Fakti)."),
    (s.unconfirmed("signed", said(FAKTI, kind="outlet")).words,
     "Reported as signed, not confirmed: Unattributed in Fakti."),
    (s.no_news(DAY), "no news since 3 March 2025"),
    # How it got there.
    (s.slashed((stamp("30 April 2025"), stamp("1 May 2025"))).words, "30 April / 1 May 2025"),
    (s.slashed((stamp("31 December 2024"), stamp("1 January 2025"))).words, "31 December 2024 / 1 January 2025"),
    (s.slashed((MONTH,)).words, "May 2025"),
    (s.slashed((Stamp("2024"), Stamp("2025"))).words, "2024 / 2025"),
    (s.accounts(1), ""),
    (s.accounts(2), "2 accounts: the other one"),
    (s.accounts(12), "12 accounts: the other 11"),
    (s.unreported(()), ""),
    (s.unreported(["signed", "in force"]), "Nobody we read reports: signed, in force."),
    # The answer box.
    (s.reported(DAY, (UA, US), "one source", LATER, stale=True).words,
     "Last reported on 3 March 2025 by Ukraine and United States, no news since; one source. "
     "We last looked on 22 September 2025."),
    (s.reported(DAY, (UA,), "2 independent sources", None, stale=False).words,
     "Last reported on 3 March 2025 by Ukraine; 2 independent sources."),
    (s.missing((), (), (), 0), None),
    (read(s.missing(["United States"], ["in-force", "completed"], (), 0)),
     "Nobody we read reports the United States’ steps, entry into force or completion."),
    (read(s.missing((), ["signed"], [Link("Who pays?"), Link("How much?")], 1)),
     "Nobody we read reports a signature. Nobody says: Who pays? How much? And 1 more question."),
    (read(s.missing((), (), [Link("Who pays?")], 0)), "Nobody we read says: Who pays?"),
    (s.dispute(Link("Must it repay?"), [("Said", Chip("none", "", (UA, US), "", "")),
                                       ("Wanted", Chip("all of it", "", (EU,), "and 2 more", ""))]).words,
     "Must it repay? Said: none (Ukraine, United States); wanted: all of it (EU, and 2 more)."),
    (s.sum_of(owed()).words, "Pledged: £2 billion, United Kingdom to Ukraine (EU, in Fakti)."),
    (s.sum_of(owed(answered("Denied by", UA), conditional=True, measure="yearly")).words,
     "Pledged: £2 billion yearly, United Kingdom to Ukraine, on a condition (EU, in Fakti); denied by Ukraine."),
    (s.for_and_against("For", (UA, EU), 0).words, "For: Ukraine, EU."),
    (s.for_and_against("Against", (KREMLIN,), 2).words, "Against: the Kremlin and 2 more."),
    (s.turned(EU, "opposes", Stamp("December 2024", "2024-12"), "supports", MONTH).words,
     "EU: opposed it in December 2024, supports it since May 2025."),
    (s.turned(EU, "mixed", DAY, "neutral", BY).words,
     "EU: was of two minds on 3 March 2025, is neutral by 21 September 2025."),
    (s.expected(DAY, Link("Parliament votes.")).words, "Due 3 March 2025: Parliament votes."),
    (s.expected(None, Link("Parliament votes.")).words, "No date given: Parliament votes."),
    (s.late(DAY, Link("Parliament votes.")).words, "Overdue, was due 3 March 2025: Parliament votes."),
    (s.late(None, Link("Parliament votes.")).words, "Overdue: Parliament votes."),
    (s.nothing_due(None).words, "No dated step is announced, as far as we read."),
    (s.nothing_due(LATER).words,
     "No dated step is announced, as far as we read. We last looked on 22 September 2025."),
    (s.more(1), "1 more statement"),
    (s.more(1200), "1,200 more statements"),
    # Answers, as "U.S. Steel Co. said: none" goes on.
    (source(said(US)), ", in Fakti, 3 March 2025"),
    (source(said(US, via=(ISW,))), ", through ISW, in Fakti, 3 March 2025"),
    (source(said(US), BY), ", by 21 September 2025, in Fakti, 3 March 2025"),
    (source(said(US), reported=True), ", as reported by United States, in Fakti, 3 March 2025"),
    (source(said(US, UA, EU, via=(ISW,)), reported=True),
     ", as reported by United States, Ukraine and EU, through ISW, in Fakti, 3 March 2025"),
    (source(said(FAKTI, kind="outlet"), reported=True), ", as reported in Fakti, unattributed, 3 March 2025"),
    (source(said(FAKTI, kind="outlet"), BY, reported=True),
     ", by 21 September 2025, as reported in Fakti, unattributed, 3 March 2025"),
    (source(said(FAKTI, kind="itself"), reported=True), ", as reported by Fakti, 3 March 2025"),
    (source(said(FAKTI, kind="itself")), ", 3 March 2025"),
    (source(said(FAKTI, kind="outlet")), ", in Fakti, 3 March 2025"),
    (source(said(FAKTI, kind="outlet"), option=False), " in Fakti, 3 March 2025"),
    (s.changed(BY), "later took another position, by 21 September 2025"),
    (s.sources(1, unnamed=False), "one source"),
    (s.sources(2, unnamed=False), "2 independent sources"),
    (s.sources(1, unnamed=True), "one source; unnamed, may be the same people"),
    (s.resting(0, 0), ""),
    (s.resting(1, 0), "1 statement rests on one source"),
    (s.resting(12, 2), "12 statements rest on one source, 2 on unnamed voices alone"),
    (s.resting(0, 2), "2 statements rest on unnamed voices alone"),
    (s.unanswered([]), ""),
    (s.unanswered(["explicit", "U.S. Steel Co."]), "Nobody we read says: explicit, U.S. Steel Co."),
    # How much there is.
    (s.about("U.S. Steel Co."), "U.S. Steel Co."),
    (s.about("Port", "", "2 events"), "Port: 2 events."),
    (s.actor("United States", "country", 1, 0, 22), "United States: 1 statement, 22 about it."),
    (s.actor("Ann Bell", "person", 2000, 1, 1),
     "Ann Bell: 2,000 statements, 1 by those who speak for them, 1 about them."),
    (s.actor("Steel Co.", "company", 0, 2, 3), "Steel Co.: 2 statements by its officials, 3 about it."),
    (s.actor("Ann Bell", "person", 0, 0, 1), "Ann Bell: 1 statement about them."),
    (s.actor("Ann Bell", "person", 0, 0, 0), "Ann Bell: no statements."),
    (s.actor_counts(3, 5), "3 statements, named in 5 more"),
    (s.actor_counts(0, 1), "named in 1 statement"),
    (s.actor_counts(0, 0), "no statements"),
    (s.period_counts(0, 0, 0), ()),
    (s.period_counts(4, 3, 1), ("4 statements of what happened", "3 made then", "1 thing due")),
    (s.period_counts(0, 1, 2), ("1 statement made then", "2 things due")),
    (s.counts((0, "event"), (1, "statement")), ("1 statement",)),
    (s.latest(50, 1234, "statement"), "The latest 50 of 1,234 statements."),
    (s.latest(1, 1, "article"), "1 article."),
    (s.elsewhere(0, "below"), ""),
    (s.elsewhere(1, "below"), "1 more stands below."),
    (s.elsewhere(2000, "below", "earlier one"), "2,000 earlier ones stand below."),
    (s.left_out(1), "1 more is left out here."),
    (s.left_out(2), "2 more are left out here."),
    (s.side_by_side(1), ""),
    (s.dated_to_year(1), "1 statement is dated to the year alone."),
    (s.dated_to_year(2), "2 statements are dated to the year alone."),
    # What was withdrawn.
    (s.withdrawn("article", 0), "An article"),
    (s.withdrawn("article", 1), "An article and its statement"),
    (s.withdrawn("article", 3), "An article and its 3 statements"),
    (s.withdrawn("statement", 1), "A statement"),
    (s.withdrawn("statement", 2), "2 statements"),
    (s.withdrawn("actor", 0), "The page of an actor"),
    (s.withdrawn("deal", 0), "The page of a deal"),
    (s.withdrawn("", 0), "A page"),
    # What became of an article, and what is shown of it.
    (read(s.standing("ok", DAY, statements=True)), ""),
    (read(s.standing("corrected", DAY, statements=True)), "The outlet corrected this article on 3 March 2025."),
    (read(s.standing("corrected", None, statements=True)), "The outlet corrected this article."),
    (read(s.standing("corrected", SPAN, statements=True)), "The outlet corrected this article, 3–9 March 2025."),
    (read(s.standing("gone", DAY, statements=True)), "This article is no longer at its address (3 March 2025)."),
    (read(s.standing("gone", BY, statements=True)), "This article is no longer at its address (by 21 September 2025)."),
    (read(s.standing("retracted", MONTH, statements=False)), "The outlet retracted this article in May 2025."),
    (read(s.standing("retracted", MONTH, statements=True)),
     "The outlet retracted this article in May 2025. Its statements no longer count towards anything on this site."),
    (rights("full", text=True), "The full text stands here, its quoted passages marked."),
    (rights("full", text=True, quotes=0), "The full text stands here."),
    (rights("full"), "There is no text but its title."),
    (rights("excerpt"),
     "Only the passages that we quote are shown here, in the order of the text; the rest stands at the publisher."),
    (rights("excerpt", url=False),
     "Only the passages that we quote are shown here, in the order of the text; the rest is not ours to print."),
    (rights("excerpt", quotes=0), "None of the text is shown here: the rest stands at the publisher."),
    (rights("link-only", quotes=0), "We keep no copy of this text."),
    (rights("link-only", "By agreement with U.S. Steel Co."),
     "We keep no copy of this text. The passages were noted from the publisher’s page, so no machine has checked their "
     "wording. The desk’s reason: By agreement with U.S. Steel Co."),
    (rights("link-only", url=False, compared="compared with the page by J. R."),
     "We keep no copy of this text. The passages were noted by the desk, so no machine has checked their wording. "
     "Someone has, compared with the page by J. R."),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), CASES, ids=[str(expected) for _, expected in CASES])
def test_a_sentence_reads_right_for_every_value(words: object, expected: object) -> None:
    assert words == expected


@pytest.mark.parametrize("kind", KINDS)
def test_headings_speak_of_people_as_they_and_of_bodies_as_it(kind: str) -> None:
    words = s.actor_words(kind)
    assert words.own.startswith("What they say" if kind in s.THEY else "What it says")
    assert words.others == ("What others say about them" if kind in s.THEY else "What others say about it")


def test_every_mode_has_its_verbs_and_every_kind_of_record_its_words() -> None:
    assert set(s.VERBS) == set(MODES)
    assert all(s.withdrawn(kind, 0).endswith(kind) for kind in RECORDS)


def test_names_and_dates_in_a_sentence_lead_somewhere_and_the_last_date_to_the_statement() -> None:
    sentence = s.answer_source(said(US), Stamp("May 2025", "2025-05", "/dates/2025-05/"), reported=True, option=True)
    assert sentence.words_html == (
        ', <a href="/dates/2025-05/"><time datetime="2025-05">May 2025</time></a>'
        ', as reported by <a href="/us/">United States</a>, in <a href="/f/">Fakti</a>'
        ', <a href="/s/a/b/"><time datetime="2025-03-03">3 March 2025</time></a>'
    )
    assert Sentence(("a < b, ", Link("C & D"))).words_html == "a &lt; b, C &amp; D"
