"""Sales as the reports of the marketplaces have them, without the names and addresses that we never had."""

import re
from collections.abc import Iterator

from apps.platforms.choices import OrderStatus
from apps.products.models.size import SizeRegion
from apps.products.size_charts.labels import stockx_label
from apps.transactions.imports import alias, stockx
from apps.transactions.models import Order

AT_ONCE = 2_000
NOT_ANY = "N/A"
EARLY_CREDIT = re.compile(alias.EARLY_CREDIT.replace("{day}", r"(\d{4})-(\d{2})-(\d{2})"))


def sales_on(platform: str) -> Iterator[Order]:
    """The sales on a platform, by its slug, that have an order number and did not come back; oldest first."""
    numbered = Order.objects.filter(platform__slug=platform, external_id__isnull=False, inventory__isnull=False)
    sales = numbered.exclude(order_status=OrderStatus.CANCELLED).order_by("sold_at", "external_id", "pk")
    return sales.select_related("inventory__product", "inventory__size").iterator(chunk_size=AT_ONCE)


def stockx_row(sale: Order) -> list:
    """The sale in the columns of StockX's report that we know."""
    values = {
        stockx.ORDER: sale.external_id,
        stockx.ITEM: sale.inventory.product.name,
        stockx.STYLE: sale.inventory.product.style_code or NOT_ANY,
        stockx.SIZE: _label(sale) or NOT_ANY,
        stockx.SOLD: sale.sold_at,
        stockx.PAID_ON: sale.payout_date,
        "Quantity": 1,
        "Buyer Destination Country": sale.buyer_destination_country,
        "Buyer Destination City": sale.buyer_destination_city,
        "Seller Tracking Number": sale.tracking_number,
        stockx.PRICE: sale.sale_price,
        stockx.PAYOUT: sale.net_proceeds,
        **{column: getattr(sale, field) for field, column in stockx.FEES.items()},
    }
    for column in (stockx.PRICE, stockx.PAYOUT, *stockx.FEES.values()):
        values[f"{column} Currency"] = None if values[column] is None else sale.currency
    return [values.get(column) for column in stockx.COLUMNS]


def alias_row(sale: Order) -> list:
    """The sale in the columns of the report of Alias, which knows days alone."""
    early = EARLY_CREDIT.search(sale.notes or "")
    credited = _day(*map(int, early.groups())) if early else sale.payout_date and _day_of(sale.payout_date)
    product = sale.inventory.product
    return [
        None,
        sale.external_id,
        product.style_code,
        _label(sale),
        product.name,
        sale.sale_price,
        credited,
        _day_of(sale.sold_at),
    ]


def _label(sale: Order) -> str | None:
    """The size as StockX prints it: US sizes without the region, and EU sizes where they cannot be taken for others."""
    size = sale.inventory.size
    if size.region == SizeRegion.ONE:
        return None
    label = str(size).removeprefix(f"{SizeRegion.US} ")
    bare = label.removeprefix(f"{SizeRegion.EU} ")
    is_plain = (found := stockx_label(bare)) and found.region == SizeRegion.EU
    return bare if size.region == SizeRegion.EU and is_plain else label


def _day_of(moment) -> str:
    return _day(moment.year, moment.month, moment.day)


def _day(year: int, month: int, day: int) -> str:
    return f"{day}/{month}/{year % 100:02}"
