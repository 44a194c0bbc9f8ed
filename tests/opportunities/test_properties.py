"""The net profit of any two prices, to the cent, against a computation of its own."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.core.models import Platform
from apps.pricing.models import ExchangeRate
from tests.opportunities.market import fees_today, opportunity, pair, rate
from tests.opportunities.reckoning import Keeps, Rates, net

pytestmark = pytest.mark.django_db
CURRENCIES = st.sampled_from(["EUR", "USD", "GBP"])
CENTS = st.one_of(st.integers(1, 50_000), st.integers(6_200, 6_300), st.integers(1, 100_000_000))
SHARES = st.one_of(st.sampled_from([Decimal(0), Decimal(8), Decimal("9.5")]), st.decimals(0, 25, places=2))
AMOUNTS = st.one_of(st.just(Decimal(0)), st.sampled_from([Decimal("4.50"), Decimal(5)]), st.decimals(0, 30, places=2))
# Those of one or two digits make half cents, those of eight what is hard to round.
UNITS = st.one_of(
    st.sampled_from([Decimal("1.2"), Decimal("0.8"), Decimal("1.6"), Decimal("2.4"), Decimal("0.05")]),
    st.decimals("0.5", 2, places=4),
    st.decimals("0.00000001", 200, places=8),
)
KEEPS = st.builds(dict, seller_percent=SHARES, minimum_fee=AMOUNTS, payment_percent=SHARES, fixed_fee=AMOUNTS,
                  shipping=AMOUNTS, currency=CURRENCIES)  # fmt: skip
BY_AGE = st.dictionaries(st.sampled_from([-1, 0, 1, 6, 7, 8]), UNITS, max_size=3)
RATES = st.fixed_dictionaries({"USD": BY_AGE, "GBP": BY_AGE})


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CENTS, CENTS, CURRENCIES, CURRENCIES, KEEPS | st.none(), RATES)
def test_to_the_cent_as_the_specification_says(one, other, here, there, keeps, rates):
    retail, resale = (one, other) if here != there else sorted((one, other))
    expected = net(retail, here, resale, there, _keeps(keeps), Rates(_fractions(rates)))
    with transaction.atomic():
        _enter(keeps, rates)
        row = opportunity(pair(retail, resale, retail={"currency": here}, resale={"currency": there}))
        transaction.set_rollback(True)
    if expected is None:
        assert row is None
        return
    assert row is not None
    assert (row.fees_cents, row.net_profit_cents) == (expected.fees, expected.profit)
    assert _fraction(row.net_profit_percentage) == expected.percent
    assert _fraction(row.net_profit_eur) == expected.euro
    assert (row.currency, row.resale_currency, row.sale_price_cents) == (here, there, resale)


def _enter(keeps, rates) -> None:
    ExchangeRate.objects.all().delete()
    Platform.objects.get(slug="stockx").fees.all().delete()
    if keeps is not None:
        fees_today(**keeps)
    for quote, by_age in rates.items():
        for age, units in by_age.items():
            rate(quote, units, days_ago=age)


def _keeps(values) -> Keeps | None:
    if values is None:
        return None
    *numbers, currency = values.values()
    return Keeps(*map(Fraction, numbers), currency)


def _fractions(rates):
    return {quote: {age: Fraction(units) for age, units in by_age.items()} for quote, by_age in rates.items()}


def _fraction(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)
