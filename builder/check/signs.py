"""The currencies that a passage's signs, codes and English names can mean."""

import re

from builder.model.words import stands

DOLLARS = frozenset(
    ("USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "JMD", "TTD", "BBD", "BSD", "BZD", "FJD", "GYD", "LRD", "NAD",
     "SBD", "SRD", "XCD", "KYD", "BMD", "BND", "ARS", "MXN", "CLP", "COP", "UYU", "DOP")
)  # fmt: skip
POUNDS = frozenset(("GBP", "EGP", "LBP", "SYP", "SDG", "SSP", "FKP", "GIP", "SHP"))
CROWNS = frozenset(("SEK", "NOK", "DKK", "ISK", "CZK"))
FRANCS = frozenset(("CHF", "XAF", "XOF", "XPF", "CDF", "RWF", "BIF", "DJF", "GNF", "KMF"))
MEANINGS: dict[str, frozenset[str]] = {
    **{sign: frozenset(codes.split()) for sign, codes in {
        "us$": "USD", "a$": "AUD", "c$": "CAD", "hk$": "HKD", "nz$": "NZD", "s$": "SGD", "sterling": "GBP",
        "€": "EUR", "euro": "EUR", "¥": "JPY CNY", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "₴": "UAH",
        "hryvnia": "UAH", "hryvnya": "UAH", "₽": "RUB", "rouble": "RUB BYN", "ruble": "RUB BYN", "₹": "INR",
        "rupee": "INR PKR LKR NPR MUR", "₺": "TRY", "lira": "TRY SYP LBP", "₪": "ILS", "shekel": "ILS",
        "₩": "KRW KPW", "₸": "KZT", "₾": "GEL", "zł": "PLN", "zloty": "PLN", "forint": "HUF",
    }.items()},
    "$": DOLLARS, "dollar": DOLLARS, "£": POUNDS, "pound": POUNDS, "franc": FRANCS,
    **dict.fromkeys(("krona", "krone", "kronor", "kroner", "koruna"), CROWNS),
}  # fmt: skip
"""A sign or name to the codes it can stand for."""
SIGN = re.compile(r"(?<![a-z])(?:us|hk|nz|a|c|s)\$|[$£€¥₴₽₹₺₪₩₸₾]")
WORD = re.compile(r"[^\W\d_]+")
NAMES = {plural: codes for name, codes in MEANINGS.items() if WORD.fullmatch(name) for plural in (name, f"{name}s")}
NAMES_OF = {
    code: tuple(name for name in sorted(NAMES, key=len, reverse=True) if code in NAMES[name])
    for code in frozenset().union(*NAMES.values())
}
"""A code to the names that can mean it, plurals before their singulars."""
CODE = re.compile(r"[A-Z]{3}(?![^\W\d_])(?<![^\W\d_]...)")
CODES = frozenset().union(*MEANINGS.values())


def names_currency(text: str, code: str) -> bool:
    """Whether the folded text gives one of this currency's names: quicker than to look for it in `currencies_in`."""
    lower = text.lower()
    return any(name in lower and stands(lower, name) for name in NAMES_OF.get(code, ()))


def currencies_in(text: str) -> frozenset[str]:
    """Every ISO 4217 code that the folded text can mean by a sign, a name or a code; empty where it prints none."""
    lower = text.lower()
    found = CODES.intersection(() if text.islower() else CODE.findall(text))
    signs = () if "$" not in text and text.isascii() else (MEANINGS[sign] for sign in SIGN.findall(lower))
    names = (NAMES[word] for word in NAMES.keys() & WORD.findall(lower))
    return found.union(*signs, *names)
