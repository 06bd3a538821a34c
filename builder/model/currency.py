"""Currencies: their ISO 4217 codes, and what signs, names and adjectives in a text can mean.

A sign or a noun alone means a family (`$` any dollar or peso), an adjective with it one of them (`Australian dollars`).
The names are those of news in English, German, French and Spanish, with the commonest in Ukrainian and Russian; what is
not here names no currency, and nothing is concluded from it.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

ACTIVE = frozenset(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF
    CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD
    HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON
    RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
    USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XUA YER ZAR
    ZMW ZWG
    """.split()  # noqa: SIM905
)
RECENT = frozenset({"ANG", "CUC", "HRK", "MRO", "SLL", "STD", "VEF", "ZWL"})
CURRENCIES = ACTIVE | RECENT

DOLLARS = "USD AUD CAD NZD SGD HKD TWD JMD TTD BBD BSD BZD FJD GYD LRD NAD SBD SRD XCD KYD BMD BND ZWL"
PESOS = "ARS MXN CLP COP UYU DOP"
POUNDS = "GBP EGP LBP SYP SDG SSP FKP GIP SHP"
FRANCS = "CHF XAF XOF XPF CDF RWF BIF DJF GNF KMF"
CROWNS = "SEK NOK DKK ISK CZK"
RUPEES = "INR PKR LKR NPR MUR SCR"
RIALS = "IRR OMR QAR SAR YER"
DINARS = "KWD IQD BHD JOD LYD TND DZD RSD"
SIGNS = {
    sign: frozenset(codes.split())
    for sign, codes in {
        "$": f"{DOLLARS} {PESOS}", "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "can$": "CAD",
        "hk$": "HKD", "nz$": "NZD", "s$": "SGD", "nt$": "TWD", "r$": "BRL", "mx$": "MXN", "j$": "JMD", "tt$": "TTD",
        "£": POUNDS, "€": "EUR", "¥": "JPY CNY", "₴": "UAH", "₽": "RUB", "₹": "INR", "₨": RUPEES, "₺": "TRY",
        "₪": "ILS", "₩": "KRW KPW", "₸": "KZT", "₾": "GEL", "֏": "AMD", "₼": "AZN", "₦": "NGN", "₱": "PHP", "₫": "VND",
        "฿": "THB", "₵": "GHS", "₡": "CRC", "₲": "PYG", "₮": "MNT", "₭": "LAK", "៛": "KHR", "৳": "BDT", "﷼": RIALS,
        "円": "JPY", "元": "CNY", "원": "KRW",
    }.items()
}  # fmt: skip
BEFORE = {
    word: frozenset(codes.split())
    for word, codes in {
        "Rs": RUPEES, "RM": "MYR", "Rp": "IDR", "Tk": "BDT", "Kz": "AOA", "Kr": CROWNS, "kr": CROWNS, "SFr": "CHF",
        "Sfr": "CHF", "Fr": "CHF", "KSh": "KES", "Ksh": "KES", "Sh": "KES TZS UGX SOS", "TSh": "TZS", "USh": "UGX",
        "Ft": "HUF", "Kč": "CZK", "Birr": "ETB", "RMB": "CNY", "Stg": "GBP", "Euro": "EUR", "euro": "EUR", "R": "ZAR",
    }.items()
}  # fmt: skip
"""Letters that mean a currency right before a figure."""
NOUNS = {
    form: frozenset(codes.split())
    for forms, codes in {
        "dollar dollars dollaro dollari dólar dólares долар долари доларів доллар доллара долларов": DOLLARS,
        "peso pesos": f"{PESOS} PHP CUP", "pound pounds pfund livre livres libra libras quid": POUNDS,
        "фунт фунти фунтів фунтов": POUNDS, "sterling": "GBP", "euro euros euri євро евро": "EUR",
        "yen yens": "JPY", "yuan yuans renminbi rmb юань юанів юаней": "CNY", "won wons": "KRW KPW",
        "franc francs franken franco francos": FRANCS,
        "krona krone kronor kroner kronen koruna korunas koruny crown crowns couronnes coronas kr": CROWNS,
        "rupee rupees rupie rupien roupie roupies rupia rupias": RUPEES, "rupiah rupiahs": "IDR",
        "rouble roubles ruble rubles rubel rublo rublos рубль рубля рублей рублів": "RUB BYN",
        "hryvnia hryvnias hryvnya hryvnyas griwna hrywnja гривня гривні гривень гривна гривен грн": "UAH",
        "zloty zlotys zlotych złoty złotych zł": "PLN", "forint forints": "HUF", "leu lei": "RON MDL",
        "lev leva лева": "BGN", "lek leke": "ALL", "lira liras lire": "TRY SYP LBP", "shekel shekels schekel": "ILS",
        "lari laris": "GEL", "dram drams": "AMD", "manat manats": "AZN TMT", "tenge": "KZT", "som soms": "UZS KGS",
        "somoni": "TJS", "tugrik tugriks tögrög": "MNT", "afghani afghanis": "AFN",
        "rial rials riyal riyals": RIALS, "dinar dinars dinare": DINARS, "dirham dirhams": "AED MAD",
        "rand rands": "ZAR", "kwanza kwanzas": "AOA", "kwacha kwachas": "ZMW MWK", "naira nairas": "NGN",
        "cedi cedis": "GHS", "birr birrs": "ETB", "shilling shillings schilling": "KES TZS UGX SOS",
        "pula pulas": "BWP", "metical meticals meticais": "MZN", "ariary": "MGA", "dalasi dalasis": "GMD",
        "leone leones": "SLE SLL", "ouguiya ouguiyas": "MRU", "nakfa": "ERN", "lilangeni emalangeni": "SZL",
        "loti maloti": "LSL", "escudo escudos": "CVE", "real reais reals reales": "BRL", "sol soles": "PEN",
        "guarani guaranis guaraní guaraníes": "PYG", "boliviano bolivianos": "BOB", "bolivar bolivars bolívares": "VES",
        "quetzal quetzals quetzales": "GTQ", "lempira lempiras": "HNL", "colon colons colones colón": "CRC SVC",
        "cordoba cordobas córdobas": "NIO", "balboa balboas": "PAB", "gourde gourdes": "HTG",
        "baht bahts": "THB", "dong dongs": "VND", "ringgit ringgits": "MYR", "taka takas": "BDT", "kyat kyats": "MMK",
        "riel riels": "KHR", "kip kips": "LAK", "kina kinas": "PGK", "rufiyaa": "MVR", "ngultrum": "BTN",
        "pataca patacas": "MOP", "vatu": "VUV", "tala": "WST",
    }.items()
    for form in forms.split()
}  # fmt: skip
"""Each form of a currency's name, in lower case."""
OTHER_WORDS = frozenset(
    """won crown crowns real reales sol soles colon colons som soms lei lev leke kip kips tala kina dong rand livre
    livres libra libras kr franco leone leones guarani cordoba sterling dram drams quid""".split()  # noqa: SIM905
)
"""Names that are something else where no figure stands beside them."""
CENTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("p", "pence", "penny"), NOUNS["pound"]),
    **dict.fromkeys(("cent", "cents", "centime", "centimes", "centavos", "céntimos"), frozenset()),
    **dict.fromkeys(("kopeck", "kopecks", "kopek", "kopeks"), frozenset({"RUB", "UAH", "BYN"})),
    **dict.fromkeys(("paise", "paisa"), NOUNS["rupee"]),
}
"""Names of hundredths, with what they are hundredths of; empty where that can be too many."""
ADJECTIVES = {
    stem: frozenset(codes.split())
    for stems, codes in {
        r"u\.? ?s\.?-?|american|amerik|améric|americ|estadounid": "USD", "austral": "AUD",
        "canad|kanad": "CAD", "new zealand|neuseel|néo-zéland|neozel": "NZD", "singap": "SGD", "hong ?kong": "HKD",
        "taiwan|new taiwan": "TWD", "jamaic": "JMD", "trinidad": "TTD", "barbad": "BBD", "baham": "BSD", "beliz": "BZD",
        "fiji": "FJD", "guyan": "GYD", "liberia": "LRD", "namibi": "NAD", "solomon": "SBD", "surinam": "SRD",
        "east(?:ern)? caribbean": "XCD", "cayman": "KYD", "bermud": "BMD", "brunei": "BND", "zimbabw": "ZWL ZWG",
        "brit": "GBP", "egypt|ägypt|égypt|egipc": "EGP", "leban|liban": "LBP", "syri": "SYP",
        "south sudan": "SSP", "sudan": "SDG", "falkland": "FKP", "gibraltar": "GIP", "saint helena": "SHP",
        "swiss|schweiz|suiss|suiz": "CHF", "cfa|west african": "XOF XAF", "central african": "XAF",
        "cfp|pacific": "XPF", "congol": "CDF", "rwand": "RWF", "burund": "BIF", "djibout": "DJF",
        "guinea": "GNF", "comor": "KMF",
        "swed|schwed|suéd|suec": "SEK", "norw|norv|norueg": "NOK", "dan": "DKK", "icel|isländ|island": "ISK",
        "czech|tschech|tchèq|chec": "CZK", "mexic|mexik": "MXN", "argentin": "ARS", "chile": "CLP",
        "colombia|kolumb": "COP", "urugua": "UYU", "dominic": "DOP", "philippin|filipin": "PHP", "cuba|kuba": "CUP",
        "indian|indisch|indien": "INR", "pakistan": "PKR", "sri lank": "LKR", "nepal": "NPR", "maurit": "MUR MRU",
        "seychell": "SCR", "russ|rus": "RUB", "belar": "BYN", "roman|rumän|roum": "RON", "moldov|moldau": "MDL",
        "turk|türk|turc|turq": "TRY", "azer": "AZN", "turkmen": "TMT", "uzbek": "UZS", "kyrgyz": "KGS",
        "saudi": "SAR", "iran": "IRR", "oman": "OMR", "qatar|katar": "QAR", "yemen|jemen": "YER",
        "kuwait": "KWD", "iraq|irak": "IQD", "bahrain": "BHD", "jordan": "JOD", "liby": "LYD", "tunis": "TND",
        "alger": "DZD", "serb": "RSD", "emirat|uae|u\\.a\\.e\\.": "AED", "moroc|marok|maroc": "MAD",
        "south korea|südkorea": "KRW", "north korea|nordkorea": "KPW", "zambi|sambi": "ZMW", "malaw": "MWK",
        "kenya|kenia": "KES", "tanzan|tansan": "TZS", "ugand": "UGX", "somal": "SOS", "sterling": "GBP",
    }.items()
    for stem in stems.split("|")
}  # fmt: skip
"""How an adjective begins that tells one currency of a family from the others."""


def is_currency(code: str) -> bool:
    return code in CURRENCIES


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


ANY: frozenset[str] = frozenset()
"""No currency is printed, or it cannot be told which: nothing is concluded from it."""
_ADJECTIVE = "|".join(sorted(ADJECTIVES, key=len, reverse=True))
_LETTERS = r"[^\W\d_]"
_NOUN = rf"(?:(?P<before>{_ADJECTIVE}){_LETTERS}*\.?[ -])?(?<!{_LETTERS})(?P<noun>{_any_of(NOUNS)})(?!{_LETTERS})"
_AFTER = re.compile(
    rf" ?\.?[ -]?(?:(?:of|in|de|di|von|en) |d')?(?:{_NOUN}(?:[ -](?P<after>{_ADJECTIVE}))?|(?P<sign>{_any_of(SIGNS)}))"
)
_CODE_AFTER = re.compile(r" ?([A-Z]{3})(?![^\W\d_])")
_BEFORE = re.compile(
    rf"(?<!{_LETTERS})(?:(?P<sign>(?i:{_any_of(SIGNS)}))|(?P<letters>{_any_of(BEFORE)})\.?|(?P<code>[A-Z]{{3}})) ?$"
)
_CENTS = re.compile(rf"(?:p|[ -]?({_any_of(CENTS.keys() - {'p'})}))(?!{_LETTERS})")
_NAMES = re.compile(rf"(?<!{_LETTERS})(?:{_NOUN}(?:[ -](?P<after>{_ADJECTIVE}))?|(?P<sign>{_any_of(SIGNS)}))")


class Beside(NamedTuple):
    """What stands at a figure."""

    codes: frozenset[str]
    """The currencies that it can be a sum of; ANY where none is printed."""
    start: int
    """Of the sum, its sign included."""
    end: int
    hundredths: bool = False
    """Whether it counts cents or pence."""


def beside(text: str, lower: str, start: int, end: int) -> Beside:
    """The currency of the figure at these offsets; `lower` is the text in lower case, character for character."""
    before = _BEFORE.search(text, max(0, start - 6), start)
    if before:
        codes = _left(before)
        if codes:
            return Beside(codes, before.start(), end)
    cents = _CENTS.match(lower, end)
    if cents:
        return Beside(CENTS[cents[1] or "p"], start, cents.end(), hundredths=True)
    after = _AFTER.match(lower, end)
    if after:
        return Beside(_named(after), start, after.end())
    code = _CODE_AFTER.match(text, end)
    if code and is_currency(code[1]):
        return Beside(frozenset({code[1]}), start, code.end())
    return Beside(ANY, start, end)


def _left(found: re.Match[str]) -> frozenset[str]:
    if found["sign"]:
        return SIGNS[found["sign"].lower()]
    if found["letters"]:
        return BEFORE[found["letters"]]
    return frozenset({found["code"]}) if is_currency(found["code"]) else ANY


def _named(found: re.Match[str]) -> frozenset[str]:
    """The codes of a noun, less those that an adjective rules out; of a sign."""
    if found["sign"]:
        return SIGNS[found["sign"]]
    codes = NOUNS[found["noun"]]
    for adjective in (found["before"], found["after"]):
        if adjective:
            codes = codes & _of_adjective(adjective) or codes
    return codes


@lru_cache(maxsize=1024)
def _of_adjective(words: str) -> frozenset[str]:
    return next(codes for stem, codes in ADJECTIVES.items() if re.fullmatch(stem, words))


_KNOWN = frozenset().union(*SIGNS.values(), *NOUNS.values())


def currencies_in(text: str) -> frozenset[str]:
    """Every ISO 4217 code that the text can mean by a sign, a name or a code; empty where it prints none."""
    found = _KNOWN.intersection(() if text.islower() else _CODES.findall(text))
    return found.union(*(_named(name) for name in _NAMES.finditer(text.lower()) if name["noun"] not in OTHER_WORDS))


_CODES = re.compile(rf"(?<!{_LETTERS})[A-Z]{{3}}(?!{_LETTERS})")
