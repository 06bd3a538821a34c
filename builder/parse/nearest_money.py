"""What an author may have meant by an amount that cannot be read: candidates in our own form, tried by the parser."""

import re

from builder.parse.currencies import CURRENCIES, MEANT, SIGNS

SIGN = re.compile("|".join(re.escape(sign) for sign in SIGNS))
SCALES = (
    (re.compile(r"(?<=[0-9]) ?(?:thousand|thsd|K)\b"), "k"),
    (re.compile(r"(?<=[0-9]) ?(?:millions?|mill|mil|mln|mn|mio|M)\b"), "m"),
    (re.compile(r"(?<=[0-9]) ?(?:billions?|bill|bil|bln|mrd|Bn|BN|B|b)\b"), "bn"),
    (re.compile(r"(?<=[0-9]) ?(?:trillions?|trn|Tn|TN|T|t)\b"), "tn"),
)
WORDS = (
    (
        re.compile(r"\b(?:around|circa|ca\.?|approximately|approx\.?|roughly|nearly|almost|close to)(?= )", re.I),
        "about",
    ),
    (re.compile(r"\b(?:more than|at least|upwards of|above|exceeding)\b|≥|>=", re.I), "over"),
    (re.compile(r"\b(?:less than|at most|up to|below|fewer than)\b|≤|<=", re.I), "under"),
    (re.compile(r"≈"), "~"),
    (re.compile(r"(?<=[0-9kmn]) ?(?:-|–|—|and|or) ?(?=[0-9A-Z])"), " to "),
    (re.compile(r"\b(?:between|from) "), ""),
    (re.compile(r"\b(of|in) "), ""),
)
CODE = re.compile(r"\b[A-Za-z]{2,8}\b")
FIGURE_FIRST = re.compile(r"([0-9][0-9.,]*(?:k|m|bn|tn)?(?: to [0-9][0-9.,]*(?:k|m|bn|tn)?)?) ?([A-Z]{3})\b")
GLUED = re.compile(r"\b([A-Z]{3})(?=[0-9])")
SPACED = re.compile(r"(?<=[0-9])[ '’](?=[0-9]{3}(?![0-9]))")
GROUPED_BY_POINTS = re.compile(r"\b[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?\b")
DECIMAL_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9]{1,2}(?:k|m|bn|tn)?\b)(?![0-9]{3})")


def nearest(words: str) -> list[str]:
    """Candidates, the likeliest first."""
    text = SIGN.sub(lambda found: f" {SIGNS[found.group()]} ", words)
    for pattern, better in (*SCALES, *WORDS):
        text = pattern.sub(better, text)
    text = CODE.sub(_code, SPACED.sub("", text))
    text = DECIMAL_COMMA.sub(".", GROUPED_BY_POINTS.sub(_ungrouped, text))
    text = " ".join(GLUED.sub(r"\1 ", FIGURE_FIRST.sub(r"\2 \1", " ".join(text.split()))).split())
    return [form for form in dict.fromkeys((text, text.replace("( ", "(").replace(" )", ")"))) if form != words]


def _code(found: re.Match[str]) -> str:
    upper = found.group().upper()
    return upper if upper in CURRENCIES else MEANT.get(upper, found.group())


def _ungrouped(found: re.Match[str]) -> str:
    """`1.234.567,89` as `1,234,567.89`."""
    return found.group().translate(str.maketrans(".,", ",."))
