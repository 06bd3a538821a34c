"""The codes of money: ISO 4217's active ones, and those that left it since 2020 and still stand in reports."""

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
MEANT = {
    "EURO": "EUR", "EUROS": "EUR", "POUND": "GBP", "POUNDS": "GBP", "UKP": "GBP", "STG": "GBP", "DOLLAR": "USD",
    "DOLLARS": "USD", "US": "USD", "USS": "USD", "RMB": "CNY", "CNH": "CNY", "YUAN": "CNY", "YEN": "JPY", "RUR": "RUB",
    "RUBLES": "RUB", "ROUBLES": "RUB", "HRYVNIA": "UAH", "GRN": "UAH", "NIS": "ILS", "NTD": "TWD", "ZLOTY": "PLN",
    "KRONA": "SEK", "KRONE": "NOK", "FRANC": "CHF", "FRANCS": "CHF", "RUPEE": "INR", "RUPEES": "INR", "WON": "KRW",
}  # fmt: skip
"""What people write for a code."""
SIGNS = {"US$": "USD", "A$": "AUD", "C$": "CAD", "£": "GBP", "€": "EUR", "¥": "JPY", "₴": "UAH", "₽": "RUB", "₹": "INR",
         "₺": "TRY", "zł": "PLN", "₪": "ILS", "$": "USD"}  # fmt: skip
"""The first currency that a sign stands for, longer signs first: enough to suggest a code, never to read one."""
COMMON = (
    "USD",
    "EUR",
    "GBP",
    "JPY",
    "CHF",
    "CNY",
    "UAH",
    "RUB",
    "PLN",
    "AUD",
    "CAD",
    "SEK",
    "NOK",
    "DKK",
    "CZK",
)


def is_currency(code: str) -> bool:
    return code in CURRENCIES


def nearest_currencies(code: str) -> list[str]:
    """Up to three codes that could be meant, the likeliest first."""
    upper = code.upper()
    if upper in CURRENCIES or upper in MEANT:
        return [MEANT.get(upper, upper)]
    near = [known for known in CURRENCIES if _off_by_one(upper, known)]
    return sorted(near, key=lambda known: (COMMON.index(known) if known in COMMON else len(COMMON), known))[:3]


def _off_by_one(code: str, known: str) -> bool:
    """One letter wrong, or the same letters in another order."""
    wrong = sum(one != other for one, other in zip(code, known, strict=False))
    return len(code) == 3 and (wrong == 1 or sorted(code) == sorted(known))
