"""pricing.market_prices: what marketplaces asked on a day, in EUR, by size."""

import datetime
from collections.abc import Iterator

from apps.integration.choices import PriceType, SourceType
from apps.integration.imports.prices import words
from apps.integration.legacy_prices.reading import LegacyPrice, Undecided, cents
from apps.pricing.models import LegacyMarketPrice
from apps.products.size_charts.labels import Label, offer_label, stockx_label
from soleflip.intake.errors import Refused
from soleflip.intake.values import quoted


class MarketPrices:
    """The newest snapshot of a product, platform, size and condition is a resale price: its lowest ask."""

    name = "pricing.market_prices"

    def count(self) -> int:
        """How many rows it has."""
        return LegacyMarketPrice.objects.count()

    def rows(self) -> Iterator[LegacyPrice | Undecided]:
        """What its rows say, the newest first."""
        rows = LegacyMarketPrice.objects.select_related("product").order_by("-price_date", "-created_at", "pk")
        for row in rows.iterator():
            try:
                yield _read(row)
            except Refused as error:
                yield Undecided(str(error))


def _read(row: LegacyMarketPrice) -> LegacyPrice:
    moment = datetime.datetime.combine(row.price_date, datetime.time(), datetime.UTC)
    if moment > datetime.datetime.now(datetime.UTC):
        raise Refused("the price is of a day that is still to come")
    source = _known(words.source, "platform", row.platform_name)
    said = {"currency": "EUR", "in_stock": True, "last_updated": moment}
    nothing = None
    try:
        said["price_cents"] = cents(row.lowest_ask) if row.lowest_ask is not None else None
    except Refused as error:
        nothing = str(error)
    return LegacyPrice(
        row.pk,
        row.product_id,
        row.product.brand_id,
        row.product.name,
        source,
        PriceType.RESALE,
        _known(words.condition, "condition", row.condition),
        said,
        label=_label(source, row.size_value),
        nothing=nothing or (None if row.lowest_ask is not None else "the newest snapshot has no lowest ask"),
    )


def _known(read, title: str, word: str):
    try:
        return read(word)
    except Refused:
        raise Refused(f"the {title} {quoted(word)} is none of ours") from None


def _label(source: SourceType, size: str | None) -> Label | None:
    """StockX's labels have rules of their own; of others what an offer in no currency would mean, such as EU sizes."""
    if not (size and size.strip()):
        return None
    is_stockx = source in (SourceType.STOCKX, SourceType.STOCKXAPI)
    if label := stockx_label(size) if is_stockx else offer_label(size, None):
        return label
    raise Refused(f"the size {quoted(size)} at {source.label} may be several")
