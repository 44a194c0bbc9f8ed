"""Rows of the older tables, as a database that was taken over has them."""

from collections.abc import Iterable, Iterator
from itertools import takewhile

from apps.demo.copying import Copier
from apps.demo.lots import LEGACY, Lot
from apps.demo.plan import Plan, euros, stamp
from apps.demo.sales import TOWNS

COLUMNS = (
    "id, inventory_id, platform_id, transaction_date, sale_price, platform_fee, shipping_cost, net_profit, status, "
    "external_id, buyer_destination_country, buyer_destination_city, created_at, updated_at"
)
STOCKX_ORDERS = """
INSERT INTO platforms.stockx_orders
       (id, listing_id, stockx_order_number, sale_price, seller_fee, net_proceeds, original_buy_price, gross_profit,
        net_profit, order_status, sold_at, created_at, updated_at)
SELECT (%(platforms_stockx_orders)s || right(o.id::text, 12))::uuid, o.listing_id, 'OLD-' || o.stockx_order_number,
       o.sale_price, o.seller_fee, o.net_proceeds, o.original_buy_price, o.gross_profit, o.net_profit, o.order_status,
       o.sold_at, o.sold_at, o.sold_at
  FROM transactions.orders o
 WHERE o.id BETWEEN %(transactions_orders_low)s AND %(transactions_orders_high)s AND o.listing_id IS NOT NULL
 ORDER BY o.sold_at, o.id
 LIMIT 40"""
SHOP_PRICES = """
INSERT INTO integration.market_prices
       (id, product_id, source, supplier_name, external_id, buy_price, currency, availability, stock_qty, last_updated,
        created_at)
SELECT (%(integration_market_prices)s || right(p.id::text, 12))::uuid, p.id, 'awin', 'Sohlenwerk', 'OLD-' || p.sku,
       p.retail_price, 'EUR', 'in stock', 3, %(now)s::timestamptz - interval '400 days',
       %(now)s::timestamptz - interval '400 days'
  FROM products.products p
 WHERE p.id BETWEEN %(products_products_low)s AND %(products_products_high)s AND p.retail_price IS NOT NULL
 ORDER BY p.id
 LIMIT 60"""
SNAPSHOTS = """
INSERT INTO pricing.market_prices
       (id, product_id, platform_name, size_value, condition, price_date, lowest_ask, highest_bid, sales_volume,
        data_quality_score, created_at)
SELECT (%(pricing_market_prices)s || right(p.id::text, 12))::uuid, p.id, 'StockX', '42', 'new',
       (%(now)s::timestamptz - interval '400 days')::date, p.lowest_ask, p.highest_bid, 4, 0.9,
       %(now)s::timestamptz - interval '400 days'
  FROM products.products p
 WHERE p.id BETWEEN %(products_products_low)s AND %(products_products_high)s AND p.lowest_ask IS NOT NULL
 ORDER BY p.id
 LIMIT 60"""


def copy_sales(copier: Copier, plan: Plan, platforms: dict[str, str], lots: Iterable[Lot]) -> None:
    copier.copy("transactions.transactions", COLUMNS, _sales(plan, platforms, lots))


def copy_prices(copier: Copier, plan: Plan) -> None:
    """Add older orders and prices; the products and sales must be there."""
    for query in (STOCKX_ORDERS, SHOP_PRICES, SNAPSHOTS):
        copier.insert(query, plan)


def _sales(plan: Plan, platforms: dict[str, str], lots: Iterable[Lot]) -> Iterator[tuple]:
    for lot in takewhile(lambda lot: lot.fate == LEGACY, lots):  # they are the first
        country, town = TOWNS[lot.number % len(TOWNS)]
        fee = round(lot.price * 0.1)
        at = stamp(lot.sold)
        yield (
            plan.key("transactions.transactions", lot.number), plan.key("products.inventory", lot.number),
            platforms["stockx"], at, euros(lot.price), euros(fee), "5.00", euros(lot.price - fee - 500 - lot.cost),
            "completed", f"DEMO-OLD-{lot.number:08d}", country, town, at, at,
        )  # fmt: skip
