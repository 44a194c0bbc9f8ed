"""Prices, fees and rates as tests need them. Days are counted back from today, which is that of UTC."""

import datetime
from decimal import Decimal

from apps.core.models import Platform
from apps.integration.models import PriceSource, ProfitOpportunity
from apps.pricing.models import ExchangeRate, PlatformFee
from tests.support.rows import make

FREE = {"seller_percent": 0, "minimum_fee": 0, "payment_percent": 0, "fixed_fee": 0, "shipping": 0, "currency": "EUR"}
LEVEL_OF_2023 = {
    "seller_percent": 8,
    "minimum_fee": 5,
    "payment_percent": 3,
    "fixed_fee": 0,
    "shipping": Decimal("4.50"),
    "currency": "EUR",
}


def day(days_ago: int) -> datetime.date:
    """A day before today, or with a number below zero after it."""
    return datetime.datetime.now(datetime.UTC).date() - datetime.timedelta(days_ago)


def price(product, cents: int, kind: str = "retail", **values) -> PriceSource:
    """A price in stock, in euro, for all sizes unless said otherwise."""
    source = {"retail": "awin", "resale": "stockx"}.get(kind, "ebay")
    known = {"source_type": source, "price_type": kind, "in_stock": True, "currency": "EUR", "size": None}
    return make("integration.PriceSource", **{**known, "product": product, "price_cents": cents, **values})


def pair(retail_cents: int, resale_cents: int, retail=None, resale=None, **product) -> tuple[PriceSource, PriceSource]:
    """A retail and a resale price of a new product."""
    shoe = make("products.Product", **product)
    return price(shoe, retail_cents, **(retail or {})), price(shoe, resale_cents, "resale", **(resale or {}))


def opportunity(prices: tuple[PriceSource, PriceSource]) -> ProfitOpportunity | None:
    """The row of the view for two prices."""
    retail, resale = prices
    return ProfitOpportunity.objects.filter(retail_price_source=retail, resale_price_source=resale).first()


def fees_today(slug: str = "stockx", **values) -> PlatformFee:
    """What a platform keeps from today on and always did, in place of what the seed says."""
    platform = Platform.objects.get(slug=slug)
    platform.fees.all().delete()
    return PlatformFee.objects.create(platform=platform, valid_from=day(1000), **{**FREE, **values})


def rate(quote: str, units: str | Decimal, days_ago: int = 0, base: str = "EUR") -> ExchangeRate:
    """What a euro, or another base, was worth on a day."""
    return ExchangeRate.objects.create(date=day(days_ago), base=base, quote=quote, rate=Decimal(units))
