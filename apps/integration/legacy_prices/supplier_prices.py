"""integration.market_prices: what shops asked, without sizes."""

import re
from collections.abc import Iterator

from django.db.models import F
from django.utils import timezone

from apps.integration.choices import Condition, PriceType
from apps.integration.imports.prices import words
from apps.integration.imports.prices.reading import URL
from apps.integration.legacy_prices.reading import LegacyPrice, Undecided, cents
from apps.integration.models import LegacyMarketPrice
from soleflip.intake.errors import Refused
from soleflip.intake.values import quoted

SEPARATORS = re.compile(r"[\s_.-]+")
CAN_BE_HAD = {
    *("in stock", "instock", "available", "low stock", "limited", "limited stock", "yes", "true", "1"),
    *("auf lager", "lieferbar", "sofort lieferbar", "verfügbar"),
}
CANNOT_BE_HAD = {
    *("out of stock", "outofstock", "sold out", "unavailable", "not available", "discontinued", "no", "false", "0"),
    *("preorder", "pre order", "backorder", "back order", "coming soon"),  # not today
    *("ausverkauft", "nicht auf lager", "nicht lieferbar", "nicht verfügbar", "vorbestellbar"),
}


class SupplierPrices:
    """Each row is a retail price at a source that we know by its name."""

    name = "integration.market_prices"

    def count(self) -> int:
        """How many rows it has."""
        return LegacyMarketPrice.objects.count()

    def rows(self) -> Iterator[LegacyPrice | Undecided]:
        """What its rows say, the newest first."""
        rows = LegacyMarketPrice.objects.select_related("product").order_by(
            F("last_updated").desc(nulls_last=True), "pk"
        )
        for row in rows.iterator():
            try:
                yield _read(row)
            except Refused as error:
                yield Undecided(str(error))


def _read(row: LegacyMarketPrice) -> LegacyPrice:
    if row.last_updated and row.last_updated > timezone.now():
        raise Refused("the price is of a moment that is still to come")
    if not row.currency:
        raise Refused("the price has no currency")
    in_stock, notes = _in_stock(row)
    return LegacyPrice(
        row.pk,
        row.product_id,
        row.product.brand_id,
        row.product.name,
        _source(row.source),
        PriceType.RETAIL,
        Condition.NEW,
        {
            "price_cents": cents(row.buy_price),
            "currency": row.currency,
            "stock_quantity": row.stock_qty,
            "in_stock": in_stock,
            "source_name": row.supplier_name,
            "source_url": row.product_url if row.product_url and URL.fullmatch(row.product_url) else None,
            "last_updated": row.last_updated,
        },
        own_id=row.external_id,
        place=row.supplier_name,
        notes=notes,
    )


def _source(name: str):
    try:
        return words.source(name)
    except Refused:
        raise Refused(f"the source {quoted(name)} is none of ours") from None


def _in_stock(row: LegacyMarketPrice) -> tuple[bool, list[str]]:
    """Whether it could be had; what nobody can tell could not, and is noted."""
    word = SEPARATORS.sub(" ", row.availability or "").strip().casefold()
    if row.stock_qty == 0 or word in CANNOT_BE_HAD:
        return False, []
    if row.stock_qty or word in CAN_BE_HAD:
        return True, []
    doubt = f"the availability {quoted(row.availability)} is not known" if word else "nothing is said of its stock"
    return False, [f"{doubt}, so it cannot be had"]
