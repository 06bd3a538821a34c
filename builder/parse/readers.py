"""Readers: one YAML value in, one typed value out, or the faults in it. And tables of keys: which keys a
mapping may have, which reader each goes to, which must be there.

A reader takes plain data (text, list or dict) and answers with a value, a Problem, or, where the fault lies deeper in
it, with Faults. It never raises, sees no other key, and knows no file: `findings_of` makes findings of faults, with
their places.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile
from typing import Any
from unicodedata import combining, normalize
from zoneinfo import available_timezones

from rapidfuzz import fuzz, process

from builder.model import urls
from builder.model.finding import CODES, Finding, Location, Severity
from builder.model.lookalikes import odd_sign, plain
from builder.model.prose import not_a_link, read
from builder.parse.dates import is_zone, parse_when
from builder.parse.problem import Problem
from builder.parse.yaml import Bare
from builder.parse.yaml_errors import quoted

Reader = Callable[[Any], Any]


@dataclass(frozen=True)
class Shape:
    """What a reader that was made here takes, for who describes it to an editor."""

    options: tuple[str, ...] = ()
    """One of these."""
    each: Reader | None = None
    """A list, or one alone; for pairs, what their values are."""
    key: Reader | None = None
    """Pairs, and what their keys are."""
    table: "Table | None" = None
    """A mapping with these keys."""


SHAPES: dict[Reader, Shape] = {}
"""Filled as readers are made; others are functions of their own."""

ID = re.compile(r"[a-z0-9][a-z0-9-]*\Z")
PHRASE = re.compile(r"[\w .'’/-]+")
"""Words, without a sign that could part one from another."""
ID_FORM = "use lowercase letters, digits and hyphens, and begin with a letter or digit"
URL = re.compile(r"https?://[^\s/]+\S*\Z")
YES_NO = {"yes": True, "true": True, "no": False, "false": False}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""What neither HTML nor XML can hold."""
ALIKE = 70
"""Percent of likeness from which a word may be meant: one letter wrong in four."""
SHOWN = 40
"""Characters of a text at fault, as a message shows it."""
SPELT: dict[type, str] = {list: "a list", dict: "keys with values", str: "text"}


@dataclass(frozen=True)
class Fault:
    """A problem and the way to it from the value that was read."""

    problem: Problem
    keys: tuple[str | int, ...] = ()
    part: str = ""
    on_key: bool = False
    meant: str = ""
    """For an unknown key, the one that was surely meant: its value is read as that key's."""


class Faults(tuple[Fault, ...]):
    """What a reader answers where a value is at fault in one or more places within."""


WRONG = frozenset({Problem, Faults})
"""The classes of answers that are no values."""


def faults_of(answer: Any, *keys: str | int) -> tuple[Fault, ...]:
    """The faults in a reader's answer, seen from further out by these keys; none where it is a value."""
    if isinstance(answer, Problem):
        return (Fault(answer, keys),)
    if isinstance(answer, Faults):
        return tuple(Fault(fault.problem, keys + fault.keys, fault.part, fault.on_key) for fault in answer)
    return ()


def wrong(value: object, wanted: str) -> Problem:
    """The problem of a value that is of the wrong type, or not there at all."""
    if value == "":
        return Problem("empty-value", "the key has no value", f"write {wanted}, or remove the key")
    mend = "if it is text, put it in quotation marks" if wanted == "text" else ""
    if value.__class__ is list and value[:1] and value[0].__class__ is list:
        return Problem("unquoted-text", "a value that begins with `[[` is read as a list", "put it in quotation marks")
    if value.__class__ is dict and len(value) == 1 and "" in value.values():
        return Problem("unquoted-text", "a value that begins with `{` is read as keys", "put it in quotation marks")
    return Problem("wrong-type", f"found {SPELT[type(value)]}, expected {wanted}", mend)


def taken(reader: Reader, value: Any) -> Any:
    """What the reader answers. Where it refuses a text only for signs that look like others, the problem names them."""
    answer = reader(value)
    if answer.__class__ in WRONG and value.__class__ is str and not value.isascii():
        meant = plain(value).strip()
        if reader(meant).__class__ not in WRONG:
            code = faults_of(answer)[0].problem.code
            return Problem(code, f"`{value}` {odd_sign(value)}", f"write `{meant}`")
    return answer


def text(value: Any) -> Any:
    if value.__class__ is str and (words := value.strip()):
        return words if words.isprintable() else shown(words)
    return wrong("" if value.__class__ is str else value, "text")


def prose(value: Any) -> Any:
    """A sentence or two of the desk's own, plain but for its links."""
    words = text(value)
    if words.__class__ is not str:
        return words
    made = read(words)
    at = not_a_link(made) if words.count("[[") != len(made.spans) else -1
    return made if at < 0 else Faults([bad_link(words, at)])


def bad_link(words: str, at: int) -> Fault:
    """The fault of a `[[` in prose that begins no link; its part begins there."""
    part = words[at : at + SHOWN].partition("\n")[0].rstrip()
    help = "write `[[id]]` or `[[id|words]]`; to print the brackets, put `\\` before them"
    return Fault(Problem("bad-link", f"`{part}` is not a link", help), part=part)


def shown(words: str) -> Any:
    """The words, unless a page cannot show them."""
    found = CONTROL.search(words)
    return unshowable(found[0]) if found else words


def unshowable(sign: str) -> Problem:
    return Problem("control-character", f"no page can show the character U+{ord(sign):04X}", "remove it")


def nearest(word: str, known: Any) -> str:
    """The known word most like this one, or an empty string."""
    found = process.extractOne(word, tuple(known), scorer=fuzz.ratio, processor=str.lower, score_cutoff=ALIKE)
    return found[0] if found else ""


def did_you_mean(word: str, known: Any) -> str:
    """Help that names the nearest known word, if one is near."""
    close = nearest(word, known)
    return f"did you mean `{close}`?" if close else ""


def listed(words: Any) -> str:
    """`a`, `b` or `c`"""
    quoted = [f"`{word}`" for word in words]
    return " or ".join(part for part in (", ".join(quoted[:-1]), quoted[-1]) if part)


def choice(*options: str) -> Reader:
    """One of a closed list."""
    known = frozenset(options)

    def read(value: Any) -> Any:
        if value.__class__ is not str or not value:
            return wrong(value, "one of " + listed(options))
        if value in known:
            return value
        return Problem("bad-value", f"`{value}` is not one of {listed(options)}", did_you_mean(value, options))

    SHAPES[read] = Shape(options)
    return read


def yes_no(value: Any) -> Any:
    if value.__class__ is str and value:
        known = YES_NO.get(value.lower())
        return Problem("bad-value", f"`{value}` is neither `yes` nor `no`") if known is None else known
    return wrong(value, "`yes` or `no`")


def identifier(value: Any) -> Any:
    """An id: of an entity, an article, or a statement without its article."""
    if value.__class__ is not str or not value:
        return wrong(value, "an id")
    if value == "none":
        return Problem("bad-id", "`none` is reserved")
    return value if ID.match(value) and len(value) <= urls.LONGEST else _bad_id(value)


def new_id(value: Any) -> Any:
    """An id that is given, not referred to: of a page, and so of a folder on every system."""
    answer = identifier(value)
    if answer in urls.DEVICES:
        return Problem(
            "bad-id",
            f"Windows does not allow the file name `{answer}`, so it cannot be an address",
            "choose another id",
        )
    return answer


def statement_id(value: Any) -> Any:
    """`article/statement`, or a statement of this article alone."""
    if value.__class__ is str and value.count("/") == 1:
        article, _, statement = value.partition("/")
        bad = max(len(article), len(statement)) > urls.LONGEST or not (ID.match(article) and ID.match(statement))
        return _bad_id(value, "/") if bad else value
    return identifier(value)


def _bad_id(value: str, kept: str = "") -> Problem:
    """What takes only words for an id is told the id; a list, or letters that no id can have, may mean anything."""
    if len(value) > urls.LONGEST:
        message = f"the id `{value[:SHOWN]}…` is too long: it has {len(value)} characters, and file names end at 255"
        return Problem("bad-id", message, f"choose one of at most {urls.LONGEST} characters")
    without_accents = "".join(sign for sign in normalize("NFKD", value.lower()) if not combining(sign))
    slug = re.sub(rf"[^a-z0-9{kept}]+", "-", without_accents).strip("-/")
    words = without_accents.isascii() and PHRASE.fullmatch(value)
    fits = words and slug != "none" and all(ID.match(part) for part in slug.split("/"))
    mend = f"write it as `{slug}`" if fits else "an id looks like `uk-era-loan`"
    return Problem("bad-id", f"`{value}` is not a valid id: {ID_FORM}", mend)


def url(value: Any) -> Any:
    if value.__class__ is not str or not value:
        return wrong(value, "an address")
    if URL.match(value):
        return value
    begun = value.startswith(("https://", "http://"))
    mend = "write `%20` for each space" if begun and " " in value else "begin with `https://` or `http://`"
    return Problem("bad-value", f"`{value}` is not a web address", mend)


def number(value: Any) -> Any:
    """A whole number from 1."""
    if value.__class__ is not str or not value:
        return wrong(value, "a number")
    if value.isascii() and value.isdigit() and int(value[:9]) > 0:
        return int(value[:9])
    return Problem("bad-value", f"`{value}` is not a whole number of 1 or more")


def day(value: Any) -> Any:
    return _when(value, clock=False)


def moment(value: Any) -> Any:
    """A date, or a date-time with or without its offset."""
    return _when(value, clock=True)


def _when(value: Any, *, clock: bool) -> Any:
    if value.__class__ is str and value:
        return parse_when(value, clock=clock)
    return wrong(value, "a date")


def zone(value: Any) -> Any:
    """A time zone by its name in the IANA database."""
    if value.__class__ is not str or not value:
        return wrong(value, "a time zone")
    if is_zone(value):
        return value
    if OFFSET.match(value):
        message = f"`{value}` is a distance from Greenwich, not a time zone"
        return Problem(
            "unknown-zone", message, "name a place there, such as `Europe/Kyiv` or `America/New_York`, or `UTC`"
        )
    close = _zone_like(value)
    mend = f"did you mean `{close}`?" if close else "write, for example, `Europe/Kyiv` or `America/New_York`"
    return Problem("unknown-zone", f"there is no time zone `{value}`", mend)


OFFSET = re.compile(r"(?:(?:etc/)?(?:gmt|utc))? ?[+-] ?[0-9:]+\Z|z\Z|zulu\Z", re.IGNORECASE)
"""`UTC+3`. The zone `Etc/GMT-5` lies five hours east of Greenwich, not west, so none is guessed from such words."""


def _zone_like(value: str) -> str:
    """The zone most like this one, by its whole name or by its city. Slow, and asked only of what is no zone."""
    zones = sorted(available_timezones())
    city = value.rpartition("/")[2].lower().replace(" ", "_")
    same = [name for name in zones if name.rpartition("/")[2].lower() == city]
    return same[0] if same else nearest(value, zones)


def several(reader: Reader) -> Reader:
    """A list; a single value alone does as a list of one, unless it is a list without its brackets."""

    def read(value: Any) -> Any:
        if value.__class__ is dict or (value.__class__ is str and value):
            return unlisted(value, reader) or one_alone(value)
        if value.__class__ is not list:
            return wrong(value, "a list")
        made = [taken(reader, item) for item in value]
        faults = [fault for index, answer in enumerate(made) for fault in faults_of(answer, index)]
        return Faults(faults) if faults else tuple(made)

    def one_alone(value: Any) -> Any:
        answer = taken(reader, value)
        return answer if answer.__class__ in WRONG else (answer,)

    SHAPES[read] = Shape(each=reader)
    return read


def unlisted(value: Any, reader: Reader) -> Problem | None:
    """The problem of one text where a list was meant: with commas between values each of which would do."""
    if value.__class__ is not str or reader is prose or not ("," in value or ";" in value or reader is not text):
        return None
    parts = [part.strip() for part in (COMMAS if reader is text else AND).split(value)]
    if len(parts) < 2 or (reader is not text and reader(value).__class__ not in WRONG):
        return None
    if any(reader(part).__class__ in WRONG for part in parts):
        return None
    mend = f"write a list: `{as_list(parts)}`"
    if reader is text:
        mend += f"; if it is one thing, write `{as_list([value])}`"
    return Problem("wrong-type", f"`{value}` is read as one value", mend)


def as_list(parts: list[str]) -> str:
    """The parts as YAML has a list of them in brackets."""
    return f"[{', '.join(part if LISTABLE.fullmatch(part) else quoted(part) for part in parts)}]"


def unpaired(value: Any, wanted: str) -> Problem:
    """The problem of a value that is no pairs; `wanted` is like `{actor: stance}`."""
    problem = wrong(value, wanted)
    if value.__class__ is not str or not value:
        return problem
    key = wanted.strip("`{").partition(":")[0]
    if key not in ("actor", "question", "statement"):
        return problem
    return replace(problem, help=f"write it after its {key}: `{{id-of-{key}: {value}}}`")


def mapping(key_reader: Reader, reader: Reader, wanted: str) -> Reader:
    """Pairs of any keys that one reader takes and values that another does, as a tuple of pairs."""

    def read(value: Any) -> Any:
        if value.__class__ is not dict:
            return unpaired(value, wanted)
        pairs = []
        faults: list[Fault] = []
        for key, item in value.items():
            left, right = taken(key_reader, key), taken(reader, item)
            if left.__class__ in WRONG or right.__class__ in WRONG:
                faults += [Fault(fault.problem, (key,), on_key=True) for fault in faults_of(left)]
                faults += faults_of(right, key)
            pairs.append((left, right))
        return Faults(faults) if faults else tuple(pairs)

    SHAPES[read] = Shape(each=reader, key=key_reader)
    return read


@dataclass(frozen=True)
class Key:
    read: Reader
    name: str = ""
    """The field that it fills, where that has another name."""
    required: bool = False
    options: tuple[str, ...] = ()
    """What a help lists where the key is missing."""
    meaning: str = ""
    """For authors, in Markdown."""
    example: str = ""
    """A value of it, as YAML."""


Table = dict[str, Key]

OTHER_WORDS = {
    "author": "outlet", "category": "topics", "date": "published", "description": "about", "from": "by",
    "label": "name", "language": "lang", "license": "licence", "link": "url", "parent": "part_of",
    "publication": "outlet", "source": "outlet", "speaker": "by", "summary": "gist", "tags": "topics",
    "text": "quote", "type": "kind", "who": "by",
}  # fmt: skip
"""What newcomers call a key that has another name here."""


COMMAS = re.compile(r" *[,;] +")
AND = re.compile(r" *(?:[,;&+]|\band\b) *")
"""What people put between ids for want of a list."""
LISTABLE = re.compile(r"\w[\w ./-]*")
SURE = 80
"""Percent of likeness from which a key is meant, whatever the value."""
FEW = 8
"""As many keys as a help can list."""


def read_keys(tree: Any, table: Table, wanted: str = "keys with values") -> tuple[dict[str, Any], list[Fault]]:
    """Values by field, and faults. A value at fault is left out, so the rest can still be used."""
    if tree.__class__ is not dict:
        return {}, [Fault(wrong(tree, wanted))]
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for word, value in tree.items():
        key = table.get(word)
        if key is None:
            continue
        answer = taken(key.read, value)
        if answer.__class__ in WRONG:
            faults += faults_of(answer, word)
        else:
            values[key.name or word] = answer
    if len(tree) > len(table.keys() & tree.keys()):
        unknown = unknown_keys(tree, {word: key.read for word, key in table.items()})
        faults += unknown
        for fault in unknown:
            if fault.meant:
                key, value = table[fault.meant], value_of(fault, tree)
                answer = taken(key.read, value)
                faults += faults_of(answer, *fault.keys)
                if answer.__class__ not in WRONG:
                    values[key.name or fault.meant] = answer
    faults += missing_keys(tree, table)
    return values, faults


def at_fault(faults: list[Fault]) -> frozenset[str]:
    """The keys that these faults are in."""
    return frozenset(str(word) for fault in faults for word in (*fault.keys[:1], fault.meant))


def unknown_keys(tree: Mapping[str, Any], readers: Mapping[str, Reader]) -> list[Fault]:
    """The faults of the keys of a mapping that no reader is for. Another key is suggested only where it would end the
    fault: if it is not there already, and takes the value."""
    faults = []
    key = ""
    """The last one with a value: the words behind a comma may belong to it."""
    told = False
    for word, value in tree.items():
        if value.__class__ is not Bare:
            key, told = word, False
            faults += [unknown_key(word, tree, readers)] if word not in readers else []
        elif not told:
            fault = run_together(word, tree, readers) or cut_value(key, word, tree, readers)
            told = fault is not None and fault.problem.code == "unquoted-text"
            faults.append(fault or unknown_key(word, tree, readers))
    return faults


def unknown_key(word: str, tree: Mapping[str, Any], readers: Mapping[str, Reader]) -> Fault:
    value, message = tree[word], f"unknown key `{word}`"
    if together := run_together(word, tree, readers):
        return together
    close = meant(word, [key for key in readers if key not in tree])
    if close and plain(word).strip() == close:
        message += f": it {odd_sign(word)}"
    if close and (would_do(close, value, readers) or fuzz.ratio(close, word) > SURE or word in OTHER_WORDS):
        return Fault(Problem("unknown-key", message, f"did you mean `{close}`?"), (word,), on_key=True, meant=close)
    few = "known keys: " + listed(readers) if len(readers) <= FEW else "see docs/content-model.md for all keys"
    return Fault(Problem("unknown-key", message, few), (word,), on_key=True)


def run_together(word: str, tree: Mapping[str, Any], readers: Mapping[str, Reader]) -> Fault | None:
    """The fault of a key whose colon, or the space behind it, is missing: `by:norland`, `by norland`."""
    key, parted, rest = word.partition(":" if ":" in word else " ")
    if not parted or tree[word] != "" or key not in readers or key in tree or not would_do(key, rest.strip(), readers):
        return None
    mend = f"write `{key}: {rest.strip()}`"
    return Fault(Problem("unknown-key", f"unknown key `{word}`", mend), (word,), on_key=True, meant=key)


def would_do(key: str, value: Any, readers: Mapping[str, Reader]) -> bool:
    return readers[key](value).__class__ not in WRONG


def cut_value(key: str, word: str, tree: Mapping[str, Any], readers: Mapping[str, Reader]) -> Fault | None:
    """The fault of a value in braces that its own comma has cut in two: `{title: Chairman, president, of: x}`."""
    begun = tree.get(key)
    if key not in readers or begun.__class__ is not str or not begun:
        return None
    behind = dropwhile(lambda each: each != word, tree)
    parts = [begun, *takewhile(lambda each: tree[each].__class__ is Bare, behind)]
    written = as_list(parts) if would_do(key, parts, readers) else quoted(", ".join(parts))
    message = f"the comma ends the value of `{key}`, and `{word}` is read as a key"
    return Fault(Problem("unquoted-text", message, f"for all of it, write `{key}: {written}`"), (word,), on_key=True)


def value_of(fault: Fault, tree: Mapping[str, Any]) -> Any:
    """The value of a key that stands there misspelt, or run together with it."""
    word = str(fault.keys[0])
    return tree[word] or word.removeprefix(fault.meant)[1:].strip()


def meant(word: str, known: Collection[str]) -> str:
    """The known key that a word most likely stands for, or an empty string."""
    written = plain(word).partition(":")[0].strip()
    written = first if (first := written.partition(" ")[0]) in known else written
    other = OTHER_WORDS.get(written.lower(), "")
    return written if written in known else other if other in known else nearest(written, known)


def missing_keys(tree: dict[str, Any], table: Table) -> list[Fault]:
    """Faults for required keys, but for those that stand there misspelt."""
    missing = [word for word, key in table.items() if key.required and word not in tree]
    if missing:
        misspelt = {meant(word, [key for key in table if key not in tree]) for word in tree if word not in table}
        missing = [word for word in missing if word not in misspelt]
    return [
        Fault(Problem("missing-key", f"the key `{word}` is missing", _added(word, table[word].options)), on_key=True)
        for word in missing
    ]


def _added(word: str, options: tuple[str, ...]) -> str:
    return f"add `{word}:`, one of {listed(options)}" if options else f"add `{word}:`"


def made_of(make: Callable[..., Any], table: Table, wanted: str) -> Reader:
    """A reader that makes a value of a mapping's keys."""

    def read(value: Any) -> Any:
        values, faults = read_keys(value, table, wanted)
        return Faults(faults) if faults else make(**values)

    SHAPES[read] = Shape(table=table)
    return read


def findings_of(faults: Iterable[Fault], file: str, *keys: str | int) -> list[Finding]:
    """Findings of faults in the value that stands at these keys of a file."""
    return [
        Finding(
            fault.problem.code,
            fault.problem.message,
            Location(file, (*keys, *fault.keys), fault.part, on_key=fault.on_key),
            fault.problem.help,
        )
        for fault in faults
    ]


def warning_code(value: Any) -> Any:
    """A code that an author may silence."""
    code = CODES.get(value)
    if code is None:
        warnings = [code.name for code in CODES.values() if code.severity < Severity.ERROR]
        return Problem("bad-value", f"no warning has the code `{value}`", did_you_mean(value, warnings))
    if code.severity < Severity.ERROR:
        return value
    return Problem("bad-value", f"`{value}` is an error; errors cannot be silenced", "fix what it reports")


allow = mapping(warning_code, text, "`{warning code: reason}`")
