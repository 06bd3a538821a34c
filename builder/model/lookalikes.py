"""Signs that look like others, or like nothing, as they come in from web pages and other keyboards: what a word was
meant to be, and the words that name the odd sign and its place."""

from unicodedata import category, name, normalize

LATIN = {
    "a": "аɑα", "e": "е", "o": "оο", "p": "рρ", "i": "іıι", "l": "ӏ", "j": "ј", "c": "с", "d": "ԁ", "q": "ԛ", "s":
    "ѕ", "y": "у", "u": "υ", "v": "ν", "x": "х", "h": "һ", "w": "ԝ", "k": "к", "n": "ո", "g": "ɡ", "A": "АΑ", "B":
    "ВΒ", "C": "С", "E": "ЕΕ", "H": "НΗ", "I": "ІΙ", "J": "Ј", "K": "КΚ", "M": "МΜ", "N": "Ν", "O": "ОΟ", "P":
    "РΡ", "S": "Ѕ", "T": "ТΤ", "X": "ХΧ", "Y": "УΥ", "Z": "Ζ",
}  # fmt: skip
"""Latin letters to the Cyrillic, Greek and other ones that look like them."""
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
LOOK_ALIKE = str.maketrans(
    {sign: latin for latin, signs in LATIN.items() for sign in signs} | dict.fromkeys(DASHES, "-")
)


def plain(word: str) -> str:
    """The word in the signs that it seems to be written in: without invisible ones, odd spaces as spaces, and letters
    of other alphabets that look Latin as Latin ones."""
    if word.isascii():
        return word
    return "".join(sign for sign in normalize("NFKC", word).translate(LOOK_ALIKE) if category(sign) != "Cf")


def odd_sign(word: str) -> str:
    """What is odd about a word that is not plain, and where: ``has the Cyrillic letter `о` after `n` ``."""
    at = next(at for at, sign in enumerate(word) if plain(sign) != sign)
    sign, before = word[at], word[:at].strip()
    full = name(sign, f"U+{ord(sign):04X}").lower()
    if category(sign) == "Cf":
        what = f"an invisible sign ({full})"
    elif sign.isspace():
        what = f"a special space ({full})"
    elif sign.isalpha() and "fullwidth" not in full:
        what = f"the {full.partition(' ')[0].title()} letter `{sign}`"
    else:
        what = f"the sign `{sign}` ({full})"
    return f"has {what} {f'after `{before}`' if before else 'at its beginning'}"
