"""The net profit once more, from the words of the specification and in fractions, to hold the database against.

It shares nothing with the SQL: a seller fee is a share of the price and never less than the minimum; payment is a
share; a fixed fee and shipping come on top. Each line is a whole number of cents, half a cent away from zero. Amounts
in another currency take the latest rate of the last 7 days: all rates are named by the euro.
"""

from fractions import Fraction
from typing import NamedTuple

LATEST_DAYS = 7


class Keeps(NamedTuple):
    """What a platform keeps: percents, and amounts in its currency."""

    seller: Fraction
    minimum: Fraction
    payment: Fraction
    fixed: Fraction
    shipping: Fraction
    currency: str


class Net(NamedTuple):
    """What the view is to say, in cents of the retail currency; None is not known."""

    fees: int | None
    profit: int | None
    percent: Fraction | None
    euro: Fraction | None


def rounded(amount: Fraction, parts: int = 1) -> Fraction:
    """To whole parts of one, half a part away from zero."""
    away = Fraction(1, 2) if amount >= 0 else Fraction(-1, 2)
    return Fraction(int(amount * parts + away), parts)


class Rates:
    """Rates to the euro by currency: what a euro was worth so many days ago."""

    def __init__(self, by_currency: dict[str, dict[int, Fraction]]):
        self.latest = {"EUR": Fraction(1)}
        for currency, by_age in by_currency.items():
            ages = [age for age in by_age if 0 <= age <= LATEST_DAYS]
            if ages:
                self.latest[currency] = by_age[min(ages)]

    def converted(self, amount: Fraction, source: str, target: str) -> Fraction | None:
        """The amount in the other currency, not rounded."""
        if source == target:
            return amount
        if source not in self.latest or target not in self.latest:
            return None
        return amount / self.latest[source] * self.latest[target]


def net(retail: int, retail_currency: str, sale: int, sale_currency: str, keeps: Keeps | None, rates: Rates):
    """The figures of a pair; None where it is no opportunity."""
    dearer = rates.converted(Fraction(sale), sale_currency, retail_currency)
    if dearer is None or rounded(dearer) <= retail:
        return None
    payout = _payout(sale, sale_currency, keeps, rates)
    if payout is None:
        return Net(None, None, None, None)
    arrives = rounded(rates.converted(payout, sale_currency, retail_currency))
    profit = int(arrives - retail)
    percent = rounded(Fraction(profit * 100, retail), 10) if retail else None
    in_euro = [rates.converted(Fraction(cents), retail_currency, "EUR") for cents in (arrives, retail)]
    euro = None if None in in_euro else (rounded(in_euro[0]) - rounded(in_euro[1])) / 100
    return Net(int(rounded(dearer) - arrives), profit, percent, euro)


def _payout(sale: int, currency: str, keeps: Keeps | None, rates: Rates) -> Fraction | None:
    if keeps is None:
        return None
    amounts = [
        Fraction(0) if amount == 0 else rates.converted(amount * 100, keeps.currency, currency)
        for amount in (keeps.minimum, keeps.fixed, keeps.shipping)
    ]
    if None in amounts:
        return None
    minimum, fixed, shipping = map(rounded, amounts)
    seller = max(rounded(sale * keeps.seller / 100), minimum)
    return sale - seller - rounded(sale * keeps.payment / 100) - fixed - shipping
