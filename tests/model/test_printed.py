"""Numbers and sums as texts print them: text and language to values, currency and unit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.printed import Printed, read
from builder.model.text import fold

M, BN, TN = 10**6, 10**9, 10**12
Values = set[int | Decimal]


def only(text: str, language: str = "en") -> Printed:
    figures = read(fold(text), language).figures
    assert figures, text
    return figures[0]


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("a loan worth 2.6 billion. pounds (approximately $3.2 billion)", "en", {26 * BN // 10, 32 * BN // 10}),
        ("the £2.26bn package", "en", {226 * BN // 100}),
        ("£.6 billion", "en", {6 * BN // 10}),
        ("20 million euros", "en", {20 * M}),
        ("a $2.6-billion loan", "en", {26 * BN // 10}),
        ("$100", "en", {100}),
        ("$100MM", "en", {100 * M}),
        ("£3 mil", "en", {3 * M}),
        ("$5m", "en", {5 * M}),
        ("5 m deep", "en", {5, 5 * M}),
        ("5mm of rain", "en", {5, 5 * M}),
        ("5,000 missiles", "en", {5000}),
        ("5 000 missiles", "en", {5000}),
        ("5\u2009000 missiles", "en", {5000}),
        ("1'234'567 francs", "en", {1_234_567, Decimal("1234.567")}),
        ("1.234,50 euros", "en", {Decimal("1234.50")}),
        ("2,125 billion", "en", {2_125_000_000, 2_125 * BN}),
        ("in 2025 300 men", "en", {2025, 300}),
        ("30.04.2025", "en", {30, 4, 2025}),
        ("Rs 5,00,000", "en", {500_000}),
        ("5 lakh crore rupees", "en", {5 * TN}),
        ("2.5 crore", "en", {25 * M}),
        ("75p", "en", {Decimal("0.75"), 75}),
        ("50 cents", "en", {Decimal("0.50"), 50}),
        ("2 million 500 thousand", "en", {2_500_000}),
        ("2 million five hundred thousand", "en", {2_500_000}),
        ("2 million and 500 thousand", "en", {2 * M, 500_000, 2_500_000}),
        ("£1 to £2 billion", "en", {1, BN, 2 * BN}),
        ("$2.5–3 billion", "en", {Decimal("2.5"), 25 * BN // 10, 3 * BN}),
        ("between 2 and 3 billion", "en", {2, 2 * BN, 3 * BN}),
        ("half a billion", "en", {BN // 2}),
        ("a half million", "en", {M // 2}),
        ("a quarter of a million", "en", {M // 4}),
        ("three-quarters of a billion", "en", {750 * M}),
        ("5½ billion", "en", {55 * BN // 10}),
        ("2 1/2 billion", "en", {25 * BN // 10}),
        ("3/4 of a million", "en", {750_000}),
        ("one and a half billion", "en", {15 * BN // 10}),
        ("5 and a half million", "en", {55 * M // 10}),
        ("a million and a half", "en", {15 * M // 10}),
        ("two and a half percent", "en", {Decimal("2.5")}),
        ("half a dozen ships", "en", {6}),
        ("nine-page agreement", "en", {9}),
        ("two dozen ships, a hundred and one men", "en", {24, 101}),
        ("three million people", "en", {3 * M}),
        ("twenty-five thousand", "en", {25_000}),
        ("two three-page papers", "en", {2, 3}),
        ("one to two billion dollars", "en", {1, BN, 2 * BN}),
        ("two or three hundred million", "en", {2, 200 * M, 300 * M}),
        ("one man or two", "en", {1, 2}),
        ("one hundred, two thousand", "en", {100, 2000}),
        ("a record 1.2 trillion yen", "en", {12 * TN // 10}),
        ("several", "en", set()),
        ("a few billion", "en", set()),
        ("a multi-billion deal", "en", set()),
        ("a multibillion-dollar deal", "en", set()),
        ("several hundred million", "en", set()),
        ("dozens of millions", "en", set()),
        ("hundreds of millions of dollars", "en", set()),
        ("2,6 Milliarden Euro", "de", {26 * BN // 10}),
        ("zwischen 2 und 3 Milliarden", "de", {2, 2 * BN, 3 * BN}),
        ("zwei Millionen", "de", {2 * M}),
        ("eine halbe Milliarde", "de", {BN // 2}),
        ("anderthalb Milliarden", "de", {15 * BN // 10}),
        ("deux milliards et demi d'euros", "fr", {25 * BN // 10}),
        ("20 millions", "fr", {20 * M}),
        ("2 mil millones", "es", {2 * BN}),
        ("medio millón", "es", {M // 2}),
        ("2,6 млрд гривень", "uk", {26 * BN // 10}),
        ("１２億円", "ja", {1_200 * M}),
        ("1兆2000億円", "ja", {12 * TN // 10}),
        ("٢٫٦ مليار", "ar", {Decimal("2.6")}),
        ("2,6 miljardia puntaa", "fi", {Decimal("2.6")}),
    ],
)  # fmt: skip
def test_every_value_of_every_number(text: str, language: str, values: Values) -> None:
    assert read(fold(text), language).values == values


@pytest.mark.parametrize(
    ("text", "language", "complete"),
    [
        ("several pages", "en", True),
        ("half a billion pounds", "en", True),
        ("half of the pages", "en", False),
        ("two thirds of the votes", "en", False),
        ("a few billion", "en", False),
        ("2,6 Milliarden Euro", "de", True),
        ("neun Seiten", "de", False),
        ("2,6 miljardia puntaa", "fi", False),
    ],
)
def test_whether_a_number_can_have_been_missed(text: str, language: str, complete: bool) -> None:  # noqa: FBT001
    assert read(text, language).complete == complete


@pytest.mark.parametrize(
    ("text", "language", "code", "other"),
    [
        ("£2.26bn", "en", "GBP", "USD"),
        ("$3.2bn", "en", "CAD", "GBP"),
        ("US$3.2bn", "en", "USD", "CAD"),
        ("A$ 3.2bn", "en", "AUD", "USD"),
        ("EUR 20m", "en", "EUR", "USD"),
        ("PLN 3bn", "en", "PLN", "EUR"),
        ("3bn PLN", "en", "PLN", "EUR"),
        ("20 million euros", "en", "EUR", "USD"),
        ("20 million €", "de", "EUR", "USD"),
        ("2.6 billion. pounds", "en", "GBP", "USD"),
        ("300-million-pound loan", "en", "GBP", "USD"),
        ("2 billion dollars", "en", "AUD", "MXN"),
        ("2 billion Australian dollars", "en", "AUD", "USD"),
        ("2 billion U.S. dollars", "en", "USD", "AUD"),
        ("2 billion New Zealand dollars", "en", "NZD", "USD"),
        ("5 million Egyptian pounds", "en", "EGP", "GBP"),
        ("5 million Swiss francs", "en", "CHF", "XOF"),
        ("20 millions de dollars canadiens", "fr", "CAD", "USD"),
        ("2 Millionen australische Dollar", "de", "AUD", "USD"),
        ("dos millones de pesos mexicanos", "es", "MXN", "USD"),
        ("50 million rand", "en", "ZAR", "USD"),
        ("R100 million", "en", "ZAR", "USD"),
        ("100 billion kwanzas", "en", "AOA", "USD"),
        ("Rs. 500", "en", "INR", "USD"),
        ("Rs 5,00,000", "en", "PKR", "USD"),
        ("75p", "en", "GBP", "USD"),
        ("£1 to 2 billion", "en", "GBP", "USD"),
        ("1.2 trillion yen", "en", "JPY", "USD"),
        ("2,6 млрд гривень", "uk", "UAH", "USD"),
    ],
)
def test_the_currency_beside_a_figure(text: str, language: str, code: str, other: str) -> None:
    assert all(code in figure.codes and other not in figure.codes for figure in read(text, language).figures[:1])


@pytest.mark.parametrize(
    ("text", "language"),
    [("5000 missiles", "en"), ("5 people won", "en"), ("le 5 mai", "fr"), ("p. 14", "en"), ("50 cents", "en")],
)
def test_no_currency_beside_a_figure(text: str, language: str) -> None:
    assert not only(text, language).codes


def test_the_ends_of_a_range_share_a_currency() -> None:
    low, high = read("between 2 and 3 billion euros", "en").figures
    assert low.codes == high.codes == {"EUR"}


@pytest.mark.parametrize(
    ("text", "unit"), [("7 percent", "%"), ("7%", "%"), ("7 per cent", "%"), ("three-year", "year"), ("nine pages", "")]
)
def test_units(text: str, unit: str) -> None:
    assert only(text).unit == unit


@given(
    st.one_of(
        st.text(),
        st.lists(
            st.sampled_from(
                ["£", "$", "5", ".", ",", " ", "½", "half a ", "one ", "million ", "and ", "a ", "1/2", "-", "٢"]
            )
        ).map("".join),
    ),
    st.sampled_from(["en", "de", "fr", "es", "fi", "ja", ""]),
)
def test_no_text_raises(text: str, language: str) -> None:
    folded = fold(text)
    for figure in read(folded, language).figures:
        assert 0 <= figure.sum[0] <= figure.start < figure.end <= figure.sum[1] <= len(folded)
