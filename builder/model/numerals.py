"""How English spells a number: `nine`, `twenty-five`, `two hundred and fifty`, `3 million`."""

from collections.abc import Sequence
from decimal import Decimal

UNITS = {word: value for value, word in enumerate((
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
))}  # fmt: skip
TENS = {word: 10 * value for value, word in enumerate(
    ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
)}  # fmt: skip
SMALL = {**UNITS, **TENS}
SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
"""Powers of ten."""
SHORT_SCALES = {"k": 3, "m": 6, "bn": 9, "tn": 12}
"""The letters that authors write behind a figure; powers of ten likewise."""
FILLERS = frozenset({"and", "a", "an"})


def spelt_number(words: Sequence[str]) -> Decimal | None:
    """The number that these lower-case words spell (split at spaces and hyphens), or None where it is none.

    `a` and `and` are passed over: `a hundred and one` is 101. `dozen` is twelve.
    """
    total, group, seen = 0, 0, False
    for word in words:
        if word in SMALL:
            if seen and group % (10 if SMALL[word] < 10 else 100):
                return None
            group += SMALL[word]
        elif word == "dozen":
            group = 12 * max(group, 1)
        elif word == "hundred":
            group = 100 * max(group, 1)
        elif word in SCALES:
            total, group = total + 10 ** SCALES[word] * max(group, 1), 0
        elif word in FILLERS:
            continue
        else:
            return None
        seen = True
    return Decimal(total + group) if seen else None
