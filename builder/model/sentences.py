"""The sentences that the site puts together from values, in English: who says a thing, since when a deal stands where
it stands, who answers what, how much there is of a thing, what was withdrawn.

One function a sentence. Values go in; words come out, or a `Sentence` where names and dates in it lead somewhere. A
sentence without a value stands in its template; whatever is put together is put together here, so that it reads right
for every value. Four rules keep it so, and `tests/model/test_sentences.py` is the table of cases:

- A name stands at the end of a clause, after a colon or in a byline, or behind `the`, which gives it the article that
  running English wants: it may be "United States" or "the Kremlin".
- People, offices and companies are "they"; nobody's sex is guessed.
- Numbers are `counted`, with the noun and the verb in their form; nothing is counted that there is none of.
- A sentence gets its full stop by `ended`, which sees that "Steel Co." has one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from builder.model.entity_pages import ActorWords
from builder.model.page_parts import Chip, Claim, MoneyRow, StatusDate, StatusStep
from builder.model.pages import Card, Link, Piece, Reply, Sentence, Stamp
from builder.model.text import counted

# ── lists, ends and beginnings ────────────────────────────────────────────────────────────────────────────────────────


def listed(words: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; nothing of nothing."""
    *first, end = words or ("",)
    return f"{', '.join(first)} {last} {end}" if first else end


def joint(hop: Iterable[Link]) -> str:
    """`Ukraine and US`"""
    return listed([link.words for link in hop])


_ENDED = re.compile(r"[.!?…][\"”’»)\]]*$")


def ended(words: str) -> str:
    """With a full stop, unless it has an end already: `Signed.`, `Steel Co.`, `Who pays?`"""
    return words if not words or _ENDED.search(words) else f"{words}."


def capital(words: str) -> str:
    """As a sentence begins."""
    return words[:1].upper() + words[1:]


# ── who says it ───────────────────────────────────────────────────────────────────────────────────────────────────────

DENYING = frozenset({"denied", "disputes", "against"})
"""Kinds of replies without which a claim is never shown."""


def byline(one: Card | Reply) -> str:
    """`Kremlin, through ISW, in Fakti, 3 March 2025`"""
    return f"{attribution(one)}, {one.told.words}"


def attribution(one: Card | Reply) -> str:
    """`Kremlin, through ISW, in Fakti`"""
    return credit(one.voice_kind, speaker(one), one.outlet.words, named=one.names_outlet)


def credit(voice_kind: str, speaker: str, outlet: str, *, named: bool) -> str:
    """The same of words: `Unattributed in Fakti`, or an outlet that speaks for itself alone. `voice_kind` and `named`:
    as `Card.voice_kind` and `Card.names_outlet`."""
    if voice_kind in ("itself", "outlet"):
        return f"Unattributed in {outlet}" if voice_kind == "outlet" else outlet
    return f"{speaker}, in {outlet}" if named else speaker


def speaker(one: Card | Reply) -> str:
    """`Kremlin, through ISW`"""
    return through((one.voice, *one.via))


def through(hops: Iterable[Iterable[Link]]) -> str:
    """The same of a chain, from the voice on."""
    return ", through ".join([joint(hop) for hop in hops])


def trail(one: Card | Reply) -> str:
    """What comes behind the voice: `through ISW, in Fakti, 3 March 2025`"""
    through = "".join([f"through {joint(hop)}, " for hop in one.via])
    outlet = f"in {one.outlet.words}, " if one.names_outlet else ""
    return f"{through}{outlet}{one.told.words}"


def objections(card: Card) -> Iterator[str]:
    """`denied by Kremlin`, for every voice that denies or disputes it."""
    for reply in card.replies:
        if reply.kind in DENYING:
            by = f"in {reply.outlet.words}" if reply.voice_kind == "outlet" else joint(reply.voice)
            yield f"{reply.words[0].lower()}{reply.words[1:]} {by}"


def reply(one: Reply) -> str:
    """`Denied by Kremlin, in Fakti, 4 March 2025`"""
    if one.voice_kind == "outlet":
        return f"{one.words} in {one.outlet.words}, unattributed, {one.told.words}"
    return f"{one.words} {joint(one.voice)}, {trail(one)}"


def resting(alone: int, unnamed: int) -> str:
    """How much of a deal's record rests on little: `12 statements rest on one source, 2 on unnamed voices alone`."""
    said = {"one source": alone, "unnamed voices alone": unnamed}
    parts = [f"{number} on {what}" for what, number in said.items() if number]
    if not parts:
        return ""
    first = alone or unnamed
    verb = "statement rests" if first == 1 else "statements rest"
    return ", ".join([parts[0].replace(" on ", f" {verb} on ", 1), *parts[1:]])


def as_of(day: str) -> str:
    """What stands on every page of a site that is built as of an earlier day."""
    return f"Our record as it stood on {day}. What we recorded later is left out."


# ── since when ────────────────────────────────────────────────────────────────────────────────────────────────────────

_OPEN = ("by ", "from ")
"""What the words of a date begin with that is open at one end."""


def dates(stamps: Sequence[Stamp]) -> Sentence | None:
    """`1 May 2025`; of reports that differ `30 April 2025 or 1 May 2025`, and where one is open at an end
    `by 21 September 2025 or on 22 September 2025`. None of no date."""
    if not stamps:
        return None
    mixed = len(stamps) > 1 and any(stamp.words.startswith(_OPEN) for stamp in stamps)
    pieces: list[Piece] = []
    for at, stamp in enumerate(stamps):
        lead = _preposition(stamp) if mixed else ""
        between = "" if not at else " or " if at == len(stamps) - 1 else ", "
        pieces += (between + lead, stamp)
    return Sentence(tuple(piece for piece in pieces if piece))


def slashed(stamps: Sequence[Stamp]) -> Sentence:
    """`30 April / 1 May 2025`: the dates that are told of one thing."""
    pieces: list[Piece] = []
    for stamp, after in zip(stamps, (*stamps[1:], None), strict=True):
        words, _, year = stamp.words.rpartition(" ")
        same = bool(words) and after is not None and year.isdigit() and after.words.endswith(f" {year}")
        pieces += (" / " if pieces else "", replace(stamp, words=words) if same else stamp)
    return Sentence(tuple(piece for piece in pieces if piece))


def accounts(number: int) -> str:
    """`3 accounts: the other 2`, of which one stands before; nothing of one."""
    others = "the other one" if number == 2 else f"the other {number - 1:,}"
    return f"{number:,} accounts: {others}" if number > 1 else ""


def unreported(rungs: Sequence[str]) -> str:
    """`Nobody we read reports: submitted, in force.`"""
    return ended(f"Nobody we read reports: {', '.join(rungs)}") if rungs else ""


def _preposition(stamp: Stamp) -> str:
    """What a date takes in a sentence: `on` a day, `in` a month or year; a span or an open end says it itself."""
    return {len("2025-05-01"): "on ", len("2025-05"): "in ", len("2025"): "in "}.get(len(stamp.iso), "")


# ── where a deal stands ───────────────────────────────────────────────────────────────────────────────────────────────

_STEPS = {
    "agreed": "an agreement",
    "signed": "a signature",
    "ratified": "ratification",
    "in-force": "entry into force",
    "implementing": "implementation",
    "completed": "completion",
    "disbursing": "a first payment",
    "disbursed": "full payment",
    "repaid": "repayment",
}
"""What is not reported of a rung that nobody reports: `No report of ratification`. Any other is quoted."""
_ACTS = frozenset({"kept", "broken", "withdrawn"})
_STATES = frozenset({"stalled", "suspended", "postponed", "planned", "considered"})
"""Rungs that their form hides: most that end in -ed are done on a day, all others are so since one."""
_NAMED = 3
"""Parties that a sentence names; of more it gives the number."""
_DEFINITE = re.compile(
    r"(United|European|African|Arab|Czech|Dominican|Central African) [A-Z]|(US|UK|EU|UN|UAE|IMF|WHO|WTO|USA|USSR)$"
    r"|(Netherlands|Philippines|Bahamas|Maldives|Seychelles|Gambia|Vatican|Kremlin|White House|Pentagon|World Bank"
    r"|Red Cross|State Department|Verkhovna Rada|Bundestag|Senate)$|.* (Union|Nations|Republic|Islands|Emirates)$"
    r"|\w+( \w+)* of (the )?[A-Z]"
)


def the(name: str) -> str:
    """With the article that it takes in a sentence, as far as its form tells: `the United States`, `the Ministry of
    Defence`; `Ukraine`, `the Kremlin` as they are. Not for people."""
    return f"the {name}" if _DEFINITE.match(name) else name


def possessive(name: str) -> str:
    """`Ukraine’s`, `the United States’`"""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def quoted(rung: str) -> str:
    """A rung that no word stands for: `“under review”`."""
    return f"“{rung.replace('-', ' ')}”"


def status(steps: Sequence[StatusStep], silent: Sequence[str] = (), ahead: str = "") -> Sentence:
    """`Signed on 30 April 2025 in Washington (1 May in Kyiv). Ratified by Ukraine on 8 May. No report of the United
    States’ steps or of entry into force.` The year stands once. `steps`: of the whole deal, then of parties;
    `silent`, `ahead`: as `Standing` has them, the parties by name."""
    years = _Years()
    pieces: list[Piece] = []
    for step in steps:
        pieces += (" " if pieces else "", *_step(step, years, capital(step.rung)), ".")
    missing = [_silent(silent)] if silent else []
    if ahead:
        missing.append(f"of {_STEPS.get(ahead) or quoted(ahead)}")
    if missing:
        pieces.append(f"{' ' if pieces else ''}No report {' or '.join(missing)}.")
    return Sentence(tuple(piece for piece in pieces if piece) or ("No status reported.",))


def disputed(sides: Sequence[Claim]) -> Sentence:
    """`Disputed: signed on 1 May 2025 (United States, in Fakti); not signed (Kremlin, in Fakti).` Each name leads to
    what it says."""
    years = _Years()
    pieces: list[Piece] = ["Disputed: "]
    for at, side in enumerate(sides):
        step = StatusStep(side.rung, (), () if side.denied else (StatusDate(side.when, ""),))
        who = Link(attribution(side.card), side.card.href)
        pieces += ("; " if at else "", *_step(step, years, side.rung), " (", who, ")")
    return Sentence((*(piece for piece in pieces if piece), "."))


def reported(as_of: Stamp, voice: Sequence[Link], sources: str, checked: Stamp | None, *, stale: bool) -> Sentence:
    """`Last reported on 9 May 2025 by Ukrainska Pravda, no news since; one source. We last looked on 12 May 2025.`
    `as_of` leads to the statement."""
    since = ", no news since" if stale else ""
    looked = f" We last looked on {checked.words}." if checked else ""
    return Sentence(
        (f"Last reported {_preposition(as_of)}", as_of, " by ", *_names(voice), f"{since}; {sources}.{looked}")
    )


def missing(silent: Sequence[str], ahead: Sequence[str], questions: Sequence[Link], more: int) -> Sentence | None:
    """`Nobody we read reports steps by the United States, entry into force or completion. Nobody says: Who pays?` None
    where nothing is missing. `ahead`: rungs; `more`: how many questions are left out."""
    parts = [_silent(silent).removeprefix("of ")] if silent else []
    parts += [_STEPS.get(rung) or quoted(rung) for rung in ahead]
    pieces: list[Piece] = [f"Nobody we read reports {listed(parts, 'or')}."] if parts else []
    if questions:
        pieces.append(" Nobody says: " if pieces else "Nobody we read says: ")
        for at, question in enumerate(questions):
            pieces += (" " if at else "", question)
        pieces.append(f" And {counted(more, 'more question')}." if more else "")
    return Sentence(tuple(piece for piece in pieces if piece)) if pieces else None


def dispute(question: Link, sides: Sequence[tuple[str, Chip]]) -> Sentence:
    """`Must Ukraine repay? Said: none (MENAFN); recouped through benefits (Donald Trump); wanted: …` Each side with the
    way in which it is taken, one of WAYS."""
    pieces: list[Piece] = [question, " "]
    last = ""
    for way, chip in sides:
        lead = "" if way == last else f"{way.lower() if last else way}: "
        pieces += ("; " if last else "", f"{lead}{chip.option} (")
        for place, holder in enumerate(chip.holders):
            pieces += (", " if place else "", holder)
        pieces += (f", {chip.more}" if chip.more else "", ")")
        last = way
    return Sentence((*(piece for piece in pieces if piece), "."))


def sum_of(row: MoneyRow) -> Sentence:
    """`Pledged: £2.26 billion, United Kingdom to Ukraine (The Independent); denied by …`. The figure leads to the
    statement."""
    card = row.cards[0]
    sides = f", {row.payer.words or '?'} to {row.payee.words or '?'}" if row.payer.words and row.payee.words else ""
    measured = f" {row.measure}" if row.measure else ""
    condition = ", on a condition" if row.conditional else ""
    against = "".join([f"; {words}" for words in objections(card)])
    figure = Link(row.figure, card.href)
    return Sentence(
        (f"{capital(row.stage)}: ", figure, f"{measured}{sides}{condition} ({attribution(card)}){against}.")
    )


def for_and_against(words: str, holders: Sequence[Link], more: int) -> Sentence:
    """`For: Donald Trump, Ukraine and 2 more.`"""
    pieces: list[Piece] = [f"{words}: "]
    for at, holder in enumerate(holders):
        pieces += (", " if at else "", holder)
    return Sentence((*(piece for piece in pieces if piece), f" and {more:,} more." if more else "."))


_STANCES = {
    "supports": ("supported it", "supports it"),
    "opposes": ("opposed it", "opposes it"),
    "mixed": ("was of two minds", "is of two minds"),
    "neutral": ("was neutral", "is neutral"),
}
"""What a holder did, and does."""


def turned(holder: Link, before: str, when: Stamp, now: str, since: Stamp) -> Sentence:
    """`Donald Trump: opposed it in December 2024, supports it since May 2025.` The dates lead to the statements."""
    was, does = _STANCES[before][0], _STANCES[now][1]
    lead = "" if since.words.startswith(_OPEN) else "since "
    return Sentence((holder, f": {was} {_preposition(when)}", when, f", {does} {lead}", since, "."))


def expected(due: Stamp | None, gist: Link) -> Sentence:
    """`Due 1 July 2025: The parliament votes.`; the words lead to the statement."""
    return Sentence((f"Due {due.words}: " if due else "No date given: ", gist))


def late(due: Stamp | None, gist: Link) -> Sentence:
    """`Overdue since 1 July 2025: The parliament votes.`"""
    return Sentence((f"Overdue, was due {due.words}: " if due else "Overdue: ", gist))


def nothing_due(checked: Stamp | None) -> Sentence:
    """`Nothing dated is to come, as far as we read. We last looked on 12 May 2025.`"""
    looked = f" We last looked on {checked.words}." if checked else ""
    return Sentence((f"No dated step is announced, as far as we read.{looked}",))


def unconfirmed(rung: str, card: Card) -> Sentence:
    """`Reported as signed, not confirmed: some officials, in Fakti.`"""
    return Sentence((f"Reported as {rung}, not confirmed: ", Link(attribution(card), card.href), "."))


def no_news(since: Stamp) -> str:
    """`no news since 9 May 2025`"""
    return f"no news since {since.words}"


class _Years:
    """Takes the year from a date that has the one before it."""

    def __init__(self) -> None:
        self._last = ""

    def __call__(self, stamp: Stamp) -> Stamp:
        words, _, year = stamp.words.rpartition(" ")
        if not (words and re.fullmatch(r"\d{4}", year) and words not in ("by", "from", "about")):
            return stamp
        if year == self._last:
            return replace(stamp, words=words)
        self._last = year
        return stamp


def _step(step: StatusStep, years: _Years, rung: str) -> Iterator[Piece]:
    """`Signed on 30 April 2025 in Washington (1 May in Kyiv)`, `Ratified by Ukraine on 8 May`, `In force for Ukraine
    since 8 May`."""
    act = (step.rung.endswith("ed") or step.rung in _ACTS) and step.rung not in _STATES and " " not in step.rung
    yield rung
    for at, party in enumerate(step.parties):
        name = the(party.words)
        lead = (" by " if act else " for ") if not at else " and " if at == len(step.parties) - 1 else ", "
        yield lead + name.removesuffix(party.words)
        yield party
    if len({date.place for date in step.dates}) == len(step.dates) > 1 and all(date.place for date in step.dates):
        first, *others = step.dates
        yield from _dated(first, years, since=not act)
        yield " ("
        for at, other in enumerate(others):
            yield "; " if at else ""
            yield years(other.stamp)
            yield f" in {other.place}"
        yield ")"
        return
    for at, date in enumerate(step.dates):
        if at:
            yield " or" if at == len(step.dates) - 1 else ","
        where = date if len(step.dates) == 1 else StatusDate(date.stamp, "")
        yield from _dated(where, years, since=not act and not at)


def _dated(date: StatusDate, years: _Years, *, since: bool) -> Iterator[Piece]:
    """` on 30 April 2025 in Washington`; ` since 30 April 2025`, ` by 8 May 2025`."""
    lead = _preposition(date.stamp)
    if date.stamp.words.startswith((*_OPEN, "about ")):
        yield " "
    else:
        yield " since " if since else f" {lead}" if lead else ", "
    yield years(date.stamp)
    if date.place:
        yield f" in {date.place}"


def _silent(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"of {possessive(the(names[0]))} steps"
    if len(names) > _NAMED:
        return f"of steps by {len(names):,} other parties"
    return f"of steps by {listed([the(name) for name in names], 'or')}"


# ── what changed ──────────────────────────────────────────────────────────────────────────────────────────────────────

CHANGES = {
    "status": "Status",
    "money": "Money",
    "retraction": "Taken back",
    "correction": "Corrected",
    "turned": "Changed position",
    "denial": "Denial",
    "outcome": "What came of it",
    "overdue": "Overdue",
    "ours": "Our mistake",
    "position": "Position",
    "statement": "New",
}
"""What a change is called, by kind."""
OUTCOMES = {
    "met": "It came about",
    "missed": "It did not come about",
    "partly": "It came about in part",
    "void": "No longer expected",
}


def change_title(deals: Sequence[str], words: str, card: Card | None) -> str:
    """`Port loan: Signed, 1 May 2025. (Kremlin, through ISW, in Fakti; denied by Kyiv)`, where nothing stands beside
    it."""
    if card is None:
        return told(deals, words, "")
    return told(
        deals, words, "; ".join(filter(None, (attribution(card), card.mode_words, *card.labels))), objections(card)
    )


def moved(rung: str, when: Stamp, before: str, party: str = "", *, back: bool = False) -> str:
    """`Signed, 30 April 2025; before that, agreed.`, `Ukraine: ratified, 8 May 2025.`, `Back to agreed, …`"""
    said = f"{'back to ' if back else ''}{rung}, {when.words}"
    return ended(_after(f"{party}: {said}" if party else capital(said), before))


def fallen(before: str, party: str = "") -> str:
    """Of a status that is gone, since what reported it was taken back: `No longer reported: signed.`"""
    return ended(f"{party}: no longer reported: {before}" if party else f"No longer reported: {before}")


def sum_told(stage: str, figure: str, payer: str, payee: str, before: str) -> str:
    """`Pledged: £2.26 billion, United Kingdom to Ukraine; before that, £2 billion.`"""
    sides = f"{payer} to {payee}" if payer and payee else f"from {payer}" if payer else f"to {payee}" if payee else ""
    return ended(_after(", ".join(filter(None, (f"{capital(stage) or 'A sum'}: {figure}", sides))), before))


def position_taken(question: str, holder: str, mode: str, option: str, before: str = "") -> str:
    """`Must Ukraine repay? Donald Trump said: no; before that, yes.`"""
    return ended(_after(f"{ended(question)} {holder} {VERBS[mode][1]} {option}", before))


def stance_taken(holder: str, stance: str, before: str = "") -> str:
    """`Dmitry Medvedev: opposes; before that, supports.`"""
    return ended(_after(f"{holder}: {stance}", before))


def outcome(outcome: str, plan: str) -> str:
    """`It came about: The parliament ratifies it in May.`"""
    return ended(f"{OUTCOMES[outcome]}: {plan}")


def overdue(since: Stamp, plan: str) -> str:
    """`Overdue since 1 July 2025: The first payment is made.`"""
    return ended(f"Overdue since {since.words}: {plan}")


def taken_back(what: str) -> str:
    """`Taken back: Norland signed.`"""
    return ended(f"Taken back: {what}")


def corrected(now: str, before: str = "") -> str:
    """`Corrected: £2.26 billion, not £2.6 billion.`, `Corrected: The vote was on 8 May.`"""
    return ended(f"Corrected: {now}, not {before}" if before else f"Corrected: {now}")


def our_mistake(was: str, why: str) -> str:
    """`We had written “2.5 billion”: a slip.`"""
    return ended(f"We had written “{was}”: {why}")


def digest(days: str, number: int) -> str:
    """`What changed, 3–9 March 2025: 8 items.`"""
    return ended(f"What changed, {days}: {counted(number, 'item')}")


REWORDED = "Reworded"
"""What became of words of an edition that say something else today."""


def withdrawn_item(day: str) -> str:
    """What an edition told, and says no more."""
    return ended(f"Withdrawn on {day}")


def told(deals: Sequence[str], words: str, credit: str, against: Iterable[str] = ()) -> str:
    """`Port loan: Signed, 1 May 2025. (Kremlin, in Fakti, 2 May 2025; denied by Kyiv)`"""
    said = f"{'; '.join(deals)}: {words}" if deals else words
    by = "; ".join(filter(None, (credit, *against)))
    return f"{said} ({by})" if by else said


WORDS_A_MINUTE = 230


def size(items: int, words: int) -> str:
    """`8 items, 412 words, 2 minutes`"""
    minutes = max(1, round(words / WORDS_A_MINUTE))
    return ", ".join((counted(items, "item"), counted(words, "word"), counted(minutes, "minute")))


def further_changes(number: int) -> str:
    """`23 more changes came in these days.`; nothing of none."""
    return f"{number:,} more {'change' if number == 1 else 'changes'} came in these days." if number > 0 else ""


def disputes(href: str, number: int, shown: int) -> Sentence | None:
    """`12 open disputes; those with most sources stand here.`, `2 open disputes.`; None of none. `href`: of all."""
    if not number:
        return None
    those = "the one" if shown == 1 else "those"
    rest = f"; {those} with most sources {'stands' if shown == 1 else 'stand'} here." if shown < number else "."
    return Sentence((Link(counted(number, "open dispute"), href), rest))


def _after(said: str, before: str) -> str:
    return f"{said}; before that, {before}" if before else said


# ── answers to questions ──────────────────────────────────────────────────────────────────────────────────────────────

VERBS = {
    "asserted": ("said so", "said:"),
    "denied": ("denied it", "denied:"),
    "planned": ("expected it", "expected:"),
    "hypothetical": ("thought it possible", "thought possible:"),
    "demanded": ("wanted it", "wanted:"),
    "offered": ("offered it", "offered:"),
    "no-comment": ("would not comment", "would not comment on:"),
}
"""What the holder of a position does about the option, by mode: under the option, and before it."""


WAYS = {
    "asserted": "Said",
    "denied": "Denied",
    "planned": "Expected",
    "demanded": "Wanted",
    "offered": "Offered",
    "hypothetical": "Thought possible",
    "no-comment": "No comment",
}
"""The ways in which an answer is given, by mode, those that say how things are first."""


def answer_source(card: Card, when: Stamp | None, *, reported: bool, option: bool) -> Sentence:
    """What comes behind an answer: `, by April 2025, through ISW, in Fakti, 3 March 2025`; of a position that the voice
    reports of another `, as reported by Lavrov, in Fakti, 3 March 2025`, or `, as reported in Fakti, unattributed, …`.
    `when`: when the position was taken, where the source says so; `option`: whether its option stands before. The last
    date leads to the statement."""
    told = Stamp(card.told.words, card.told.iso, card.href)
    pieces: list[Piece] = [", ", when] if when else []
    in_outlet: tuple[Piece, ...] = (", in ", card.outlet) if card.names_outlet else ()
    if card.voice_kind == "outlet":
        where = ", as reported in " if reported else ", in " if option or when else " in "
        pieces += (where, card.outlet, ", unattributed") if reported else (where, card.outlet)
    else:
        pieces += (", as reported by ", *_names(card.voice)) if reported else ()
        for hop in card.via:
            pieces += (", through ", *_names(hop))
        pieces += in_outlet
    return Sentence((*pieces, ", ", told))


def _names(hop: Sequence[Link]) -> Iterator[Piece]:
    """`Ukraine and US`, each a link."""
    for at, link in enumerate(hop):
        if at:
            yield " and " if at == len(hop) - 1 else ", "
        yield link


def side(option: str, *, denied: bool, label: bool) -> str:
    """What a side of a question is called: `none`, `not none`; of a denied answer in words, `denied: No guarantee`."""
    return f"{'denied: ' if label else 'not '}{option}" if denied else option


def unanswered(options: Sequence[str]) -> str:
    """`Nobody we read says: explicit, implied.`; nothing of no option."""
    return ended(f"Nobody we read says: {', '.join(options)}") if options else ""


def changed(when: Stamp) -> str:
    """What became of a position: its holder took another, then."""
    return f"later took another position, {when.words}"


def sources(number: int, *, unnamed: bool) -> str:
    """How many independent sources say so; `unnamed`: whether several of their voices are."""
    count = counted(number, "independent source") if number > 1 else "one source"
    return f"{count}; unnamed, may be the same people" if unnamed else count


# ── what there is of a thing ──────────────────────────────────────────────────────────────────────────────────────────


def counts(*numbers: tuple[int, str]) -> tuple[str, ...]:
    """`1 event`, `3 statements`, without what there is none of. A number, and the noun for one."""
    return tuple(counted(number, noun) for number, noun in numbers if number)


def latest(shown: int, total: int, noun: str) -> str:
    """`The latest 50 of 1,234 statements.`, or just `3 statements.` where all stand there."""
    return ended(f"The latest {shown:,} of {counted(total, noun)}" if shown < total else counted(total, noun))


def elsewhere(number: int, where: str, noun: str = "more") -> str:
    """`2 more stand on the pages of their deals.`; nothing of none. `noun`: where it is counted, for one."""
    if number <= 0:
        return ""
    number_of = f"{number:,} more" if noun == "more" else counted(number, noun)
    return ended(f"{number_of} {'stands' if number == 1 else 'stand'} {where}")


def more(number: int, noun: str = "statement") -> str:
    """`20 more statements`"""
    return f"{number:,} more {noun if number == 1 else f'{noun}s'}"


def left_out(number: int) -> str:
    """`1 more is left out here.`; nothing of none."""
    return f"{number:,} more {'is' if number == 1 else 'are'} left out here." if number > 0 else ""


def side_by_side(articles: int) -> str:
    """That accounts come from several articles; nothing of one."""
    return f"From {articles:,} articles, side by side; where they differ, we pick none." if articles > 1 else ""


def about(name: str, *parts: str) -> str:
    """`Kremlin: 3 statements, 2 about them.`, with the parts that there are; just the name where there is none."""
    said = ", ".join(filter(None, parts))
    return ended(f"{name}: {said}" if said else name)


THEY = frozenset({"person", "group", "military"})
"""Kinds of actors that are "they": people, whose sex is not ours to guess, and what has a plural name as a rule."""


def actor_words(kind: str) -> ActorWords:
    """The headings of an actor's page; `kind`: one of KINDS."""
    they = kind in THEY
    it, them, says = ("they", "them", "say") if they else ("it", "it", "says")
    return ActorWords(
        own=f"What {it} {says}{' on its own' if kind == 'outlet' else ''}",
        none=f"Our record has nothing said by {them}.",
        officials="What those say who speak for them" if they else "What its officials say",
        others=f"What others say about {them}",
        through=f"What {it} passed on from others",
    )


def actor(name: str, kind: str, own: int, officials: int, others: int) -> str:
    """`Kremlin: 3 statements, 2 by its officials, 5 about it.`, without what there is none of."""
    they = kind in THEY
    whose = ("", "by those who speak for them" if they else "by its officials", f"about {'them' if they else 'it'}")
    found: list[str] = []
    for number, of in zip((own, officials, others), whose, strict=True):
        if number:
            found.append(f"{f'{number:,}' if found else counted(number, 'statement')} {of}".rstrip())
    return about(name, *(found or [counted(0, "statement")]))


def actor_counts(said: int, named: int) -> str:
    """`3 statements, named in 5 more`; `named in 5 statements`"""
    if not (said and named):
        return counted(said, "statement") if not named else f"named in {counted(named, 'statement')}"
    return f"{counted(said, 'statement')}, named in {named:,} more"


def period_counts(happened: int, said: int, due: int) -> tuple[str, ...]:
    """`4 statements of what happened`, `3 made then`, `1 thing due`, without what there is none of."""
    found = [f"{counted(happened, 'statement')} of what happened"] if happened else []
    if said:
        found.append(f"{said:,} made then" if happened else f"{counted(said, 'statement')} made then")
    if due:
        found.append(f"{counted(due, 'thing')} due")
    return tuple(found)


def dated_to_year(number: int) -> str:
    """`2 statements are dated to the year alone.`"""
    return f"{counted(number, 'statement')} {'is' if number == 1 else 'are'} dated to the year alone." if number else ""


# ── what the desk has withdrawn ───────────────────────────────────────────────────────────────────────────────────────


def withdrawn(kind: str, statements: int) -> str:
    """`An article and its 3 statements`, `3 statements`, `A statement`, `The page of an actor`. `kind`: `article`,
    `statement`, one of RECORDS, or nothing for another page."""
    if kind == "article":
        return f"An article{' and its statement' if statements == 1 else ''}" + (
            f" and its {counted(statements, 'statement')}" if statements > 1 else ""
        )
    if kind == "statement":
        return counted(statements, "statement") if statements > 1 else "A statement"
    if not kind:
        return "A page"
    return f"The page of {'an' if kind[0] in 'aeiou' else 'a'} {kind}"


# ── what became of an article, and what is shown of it ────────────────────────────────────────────────────────────────


STANDINGS = {
    "corrected": "The outlet corrected this article",
    "retracted": "The outlet retracted this article",
    "gone": "This article is no longer at its address",
}


def standing(standing: str, on: Stamp | None, *, statements: bool) -> Sentence | None:
    """`The outlet corrected this article on 3 May 2025.`; none of one that stands. `statements`: whether there are any,
    which count no more if it is retracted."""
    if standing not in STANDINGS:
        return None
    when: tuple[Piece, ...] = ()
    if on and standing == "gone":
        when = (" (", on, ")")
    elif on:
        lead = _preposition(on)
        when = (f" {lead}" if lead or on.words.startswith(_OPEN) else ", ", on)
    void = " Its statements no longer count towards anything on this site."
    return Sentence((STANDINGS[standing], *when, "." + (void if statements and standing == "retracted" else "")))


def rights(rights: str, why: str, *, text: bool, quotes: int, url: bool, compared: str) -> str:
    """What a reader finds of an article's text, and why. `text`: whether it is there; `quotes`: how many passages are
    marked in it, or stand without it; `url`: whether the publisher's page is known; `compared`: who compared the
    passages with it."""
    if rights == "full" and text:
        said = "The full text stands here" + (", its quoted passages marked." if quotes else ".")
    elif rights == "full":
        said = "There is no text but its title."
    elif rights == "excerpt":
        rest = "the rest stands at the publisher" if url else "the rest is not ours to print"
        said = (
            f"Only the passages that we quote are shown here, in the order of the text; {rest}."
            if quotes
            else f"None of the text is shown here: {rest}."
        )
    else:
        said = "We keep no copy of this text."
        if quotes:
            noted = "from the publisher’s page" if url else "by the desk"
            said += f" The passages were noted {noted}, so no machine has checked their wording."
            said += ended(f" Someone has, {compared}") if compared else ""
    return f"{said} The desk’s reason: {ended(why)}" if why else said
