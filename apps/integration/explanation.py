"""How the net profit of an opportunity comes about, line by line, for the page and for explain_opportunity."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection, models

from apps.integration.models import PriceSource, ProfitOpportunity
from apps.integration.no_opportunity import why_not
from apps.integration.price_names import link_of, place_of, seen, size_of
from apps.pricing.models import PlatformFee
from apps.pricing.rates import current_rate
from apps.products.size_charts.numbers import written
from soleflip.admin.formats import money

NOT_KNOWN = "not known"


class UnknownPrice(LookupError):
    """An id that is none, or that no price has; the message is a sentence."""


class NoOpportunity(ValueError):
    """Two prices that are no opportunity; the message is a sentence that says why."""


@dataclass(frozen=True)
class Line:
    """An amount in cents of the currency, below zero where it is taken off; None: it is not known."""

    words: str
    cents: int | None
    currency: str
    is_sum: bool = False  # what the lines above come to

    @property
    def amount(self) -> str:
        """The amount for people: -5.00 EUR, or not known."""
        return NOT_KNOWN if self.cents is None else money(Decimal(self.cents) / 100, self.currency)


@dataclass(frozen=True)
class Ground:
    """What the sum rests on: in words, with the row that says so, and with an address of the web."""

    title: str
    words: str
    row: models.Model | None = None
    link: str = ""


@dataclass(frozen=True)
class Explanation:
    """The sum and its grounds."""

    opportunity: ProfitOpportunity
    lines: tuple[Line, ...]
    grounds: tuple[Ground, ...]

    @property
    def title(self) -> str:
        """Product and code."""
        return f"{self.opportunity.product_name} ({self.opportunity.product_sku})"


def explain(retail_id: str, resale_id: str) -> Explanation:
    """The sum of the opportunity of two prices. Raises UnknownPrice or NoOpportunity."""
    keys = {"retail_price_source": _key(retail_id), "resale_price_source": _key(resale_id)}
    rows = ProfitOpportunity.objects.select_related(
        "retail_price_source__size", "resale_price_source__size", "platform_fee__platform"
    )
    row = rows.filter(**keys).first()
    if row is None:
        raise NoOpportunity(why_not(*(_price(key) for key in keys.values())))
    return Explanation(row, tuple(_lines(row)), tuple(_grounds(row)))


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise UnknownPrice(
            f"{text} is no id of a price: ids look like {uuid.UUID(int=0)}, and stand in the address of a price's page."
        ) from None


def _price(key: uuid.UUID) -> PriceSource:
    price = PriceSource.objects.select_related("product", "size").filter(pk=key).first()
    if price is None:
        raise UnknownPrice(f"There is no price {key}: it may have gone with its offer.")
    return price


# --- the sum ---


def _lines(row: ProfitOpportunity) -> Iterator[Line]:
    retail, resale = row.retail_price_source, row.resale_price_source
    theirs, ours = row.resale_currency, row.currency
    yield Line(f"resale price at {place_of(resale)}, {size_of(resale.size)}", row.sale_price_cents, theirs)
    if row.platform_fee is None:
        yield Line(f"what {place_of(resale)} keeps", None, theirs)
    else:
        yield from _kept(row, row.platform_fee)
    yield Line("payout", row.payout_cents, theirs, is_sum=True)
    if theirs != ours:
        arrives = None if row.net_profit_cents is None else row.net_profit_cents + row.retail_price_cents
        rate = current_rate(theirs, ours)
        yield Line(f"payout at {rate}" if rate else f"payout in {ours}", arrives, ours, is_sum=True)
    yield Line(f"price at {place_of(retail)}, {size_of(retail.size)}", -row.retail_price_cents, ours)
    percent = "" if row.net_profit_percentage is None else f" ({row.net_profit_percentage:,.1f} %)"
    yield Line(f"net profit{percent}", row.net_profit_cents, ours, is_sum=True)


def _kept(row: ProfitOpportunity, fee: PlatformFee) -> Iterator[Line]:
    least = f", at least {money(fee.minimum_fee, fee.currency)}" if fee.minimum_fee else ""
    parts = [
        (f"seller fee {_percent(fee.seller_percent)}{least}", row.seller_fee_cents),
        (f"payment {_percent(fee.payment_percent)}", row.payment_fee_cents),
        (f"fixed fee{_in_its_currency(fee.fixed_fee, row, fee)}", row.fixed_fee_cents),
        (f"shipping{_in_its_currency(fee.shipping, row, fee)}", row.shipping_cents),
    ]
    for words, cents in parts:
        yield Line(words, None if cents is None else -cents, row.resale_currency)


def _in_its_currency(amount: Decimal, row: ProfitOpportunity, fee: PlatformFee) -> str:
    return f" {money(amount, fee.currency)}" if amount and fee.currency != row.resale_currency else ""


def _percent(share: Decimal) -> str:
    return f"{share.normalize():f} %"


# --- what it rests on ---


def _grounds(row: ProfitOpportunity) -> Iterator[Ground]:
    retail, resale = row.retail_price_source, row.resale_price_source
    yield Ground("Buy", f"{place_of(retail)}, {seen(retail)}{_left(retail)}", retail, link_of(retail))
    yield Ground("Sell", f"{place_of(resale)}, {seen(resale)}", resale, link_of(resale))
    yield Ground("Size", _same_size(row))
    yield _fees(row)
    if row.platform_fee and _has_amounts(row.platform_fee) and row.platform_fee.currency != row.resale_currency:
        yield _rate("Rate of the fees", row.platform_fee.currency, row.resale_currency)
    if row.resale_currency != row.currency:
        yield _rate("Rate", row.resale_currency, row.currency)
    if row.currency != "EUR":
        euro = NOT_KNOWN if row.net_profit_eur is None else money(row.net_profit_eur, "EUR")
        yield Ground("In euro", f"Net profit {euro}, by which opportunities are ranked")


def _left(price: PriceSource) -> str:
    return "" if price.stock_quantity is None else f", {price.stock_quantity:,} in stock"


def _same_size(row: ProfitOpportunity) -> str:
    one, other = row.retail_price_source.size, row.resale_price_source.size
    if one is None and other is None:
        return "Both prices are for all sizes"
    if one == other:
        return f"Both prices are for {size_of(one)}"
    return f"{size_of(one)} and {size_of(other)} are both EU {written(row.standardized_size)}"


def _fees(row: ProfitOpportunity) -> Ground:
    fee, place = row.platform_fee, place_of(row.resale_price_source)
    if fee is None and not _is_sold_on(row.resale_source):
        return Ground("Fees", f"One cannot sell at the prices of {row.get_resale_source_display()}, as far as we know")
    if fee is None:
        return Ground("Fees", f"Nobody has entered what {place} keeps today: add it to Platform fees")
    until = f"to {fee.valid_to:%Y-%m-%d}" if fee.valid_to else "until further notice"
    source = f"; source: {fee.source}" if fee.source else ""
    return Ground("Fees", f"{fee.platform}, valid from {fee.valid_from:%Y-%m-%d} {until}{source}", fee)


def _is_sold_on(source: str) -> bool:
    """Whether there is a platform on which one sells at the prices of the source."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT integration.selling_platform(%s::integration.source_type_enum) IS NOT NULL", [source])
        return cursor.fetchone()[0]


def _has_amounts(fee: PlatformFee) -> bool:
    return any((fee.minimum_fee, fee.fixed_fee, fee.shipping))


def _rate(title: str, source: str, target: str) -> Ground:
    rate = current_rate(source, target)
    missing = f"There is none from {source} to {target} of the last 7 days: import it (manage.py import_rates)"
    return Ground(title, str(rate) if rate else missing)
