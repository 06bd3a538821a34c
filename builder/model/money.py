"""Amounts and quantities: exact decimals with the bounds that the words allow."""

from dataclasses import dataclass
from decimal import Decimal

RATES = Decimal("0.05")
"""By how much two conversions of one sum may differ."""


@dataclass(frozen=True)
class Amount:
    text: str
    """Normalised, e.g. `about USD 350bn`, `USD 1bn to 2bn`, `over EUR 20m`."""
    currency: str
    """ISO 4217 code."""
    low: Decimal | None
    """In whole units of the currency; None where the words set no lower bound (`under`)."""
    high: Decimal | None
    approximate: bool
    step: Decimal
    """The worth of the last digit as printed: 2.6bn has 100,000,000. Equal within a step is equal as
    printed."""
    converted: "Amount | None" = None
    """The conversion that the source prints beside it."""

    @property
    def value(self) -> Decimal | None:
        """The one figure, or None for a range or an open bound."""
        return self.low if self.low == self.high else None

    def agrees_with(self, other: "Amount") -> bool:
        """Whether the two are one sum as printed: they do not differ by more than the coarser last digit leaves open.
        Of two currencies, the conversions that they print decide; rates move, so those may differ by a twentieth."""
        if self.currency == other.currency:
            return self.is_near(other)
        theirs = {figure.currency: figure for figure in other.figures}
        shared = [(figure, theirs[figure.currency]) for figure in self.figures if figure.currency in theirs]
        return bool(shared) and all(one.is_near(another, RATES) for one, another in shared)

    def is_comparable(self, other: "Amount") -> bool:
        """Whether they share a currency, conversions included."""
        return not {figure.currency for figure in self.figures}.isdisjoint(figure.currency for figure in other.figures)

    @property
    def figures(self) -> tuple["Amount", ...]:
        """The figure, and its conversion if one is printed."""
        return (self, self.converted) if self.converted else (self,)

    def is_near(self, other: "Amount", share: Decimal = Decimal(0)) -> bool:
        """Within what the last digits leave open, or within a share of the larger bound. Expects one currency."""
        room = max(self.step, other.step) / 2
        if share:
            known = (bound for each in (self, other) for bound in (each.low, each.high) if bound is not None)
            room = max(room, max(known) * share)
        below = self.high is not None and other.low is not None and self.high + room < other.low
        above = self.low is not None and other.high is not None and self.low - room > other.high
        return not (below or above)


@dataclass(frozen=True)
class Quantity:
    text: str
    """As written, e.g. `nine pages`, `5000 missiles`."""
    number: Decimal
    unit: str
