"""The figures of the first page, held against the same sums by plain SQL, on random data."""

import datetime
import random
import re
from decimal import Decimal

import pytest
from django.utils import timezone

from soleflip.charts.figure import UNKNOWN
from tests.support.cards import number, tables, words
from tests.support.rows import make
from tests.support.sql import query, value

pytestmark = pytest.mark.django_db

NOTHING = "\N{EN DASH}"

# Sales, as one table; written apart from the code of the page, on purpose.
SALES = """
WITH sale AS (
    SELECT o.sold_at, o.sale_price, o.currency::text AS currency, coalesce(b.name, 'no brand') AS brand,
           f.name AS platform, coalesce(o.net_profit, o.net_proceeds - o.original_buy_price) AS profit
      FROM transactions.orders o
      LEFT JOIN products.inventory i ON i.id = o.inventory_id
      LEFT JOIN platforms.stockx_listings l ON l.id = o.listing_id
      JOIN products.products p ON p.id = coalesce(i.product_id, l.product_id)
      LEFT JOIN core.brands b ON b.id = p.brand_id
      JOIN core.platforms f ON f.id = o.platform_id
     WHERE o.order_status <> 'cancelled'
    UNION ALL
    SELECT t.transaction_date, t.sale_price, 'EUR', coalesce(b.name, 'no brand'), f.name, t.net_profit
      FROM transactions.transactions t
      JOIN products.inventory i ON i.id = t.inventory_id
      JOIN products.products p ON p.id = i.product_id
      LEFT JOIN core.brands b ON b.id = p.brand_id
      JOIN core.platforms f ON f.id = t.platform_id
     WHERE t.status = 'completed'
), month AS (SELECT date_trunc('month', now() AT TIME ZONE 'UTC') AS this)
"""
IN_UTC = "sold_at AT TIME ZONE 'UTC'"
THIS = f"{IN_UTC} >= this AND {IN_UTC} < this + interval '1 month'"
LAST = f"{IN_UTC} >= this - interval '1 month' AND {IN_UTC} < this"
BY_NOW = f"{LAST} AND {IN_UTC} < this - interval '1 month' + (now() AT TIME ZONE 'UTC' - this)"


@pytest.fixture(params=[1, 2, 3])
def business(db, request):
    """A business in which everything happens that may: two currencies, no brands, unknown profits, old sales."""
    dice, now = random.Random(request.param), timezone.now()
    products = [
        make("products.Product", brand=make("core.Brand", name=brand) if brand else None)
        for brand in ("Hoka", "On", "")
    ]
    places = [make("core.Platform", name=name) for name in ("Depop", "Vinted")]
    size = make("products.Size", value="42", region="EU")
    listing = make("platforms.StockXListing", product=products[0], inventory=None)

    def money(top):
        return round(Decimal(dice.uniform(1, top)), 2)

    def moment(days):
        return now - datetime.timedelta(days=dice.uniform(0, days))

    for _ in range(120):
        make(
            "products.InventoryItem",
            product=dice.choice(products),
            size=size,
            quantity=dice.randint(0, 3),
            status=dice.choice(["in_stock", "listed", "reserved", "sold", "returned", "error"]),
            purchase_price=dice.choice([None, money(200), money(200)]),
            purchase_date=dice.choice([None, moment(130), moment(130), moment(130)]),
        )
    lots = [make("products.InventoryItem", product=product, size=size) for product in products]
    for _ in range(150):
        price = money(400)
        make(
            "transactions.Order",
            inventory=dice.choice(lots),
            platform=dice.choice(places),
            sale_price=price,
            currency=dice.choice(["EUR", "EUR", "USD"]),
            original_buy_price=dice.choice([None, money(200)]),
            net_proceeds=dice.choice([None, round(price * Decimal("0.87"), 2)]),
            net_profit=dice.choice([None, None, money(50)]),
            order_status=dice.choice(["completed", "shipped", "pending", "cancelled"]),
            sold_at=dice.choice([moment(60), moment(450)]),
        )
    make("transactions.Order", listing=listing, inventory=None, platform=places[0], sale_price=money(300), sold_at=now)
    for _ in range(30):
        make(
            "transactions.LegacyTransaction",
            inventory=dice.choice(lots),
            platform=dice.choice(places),
            transaction_date=moment(70),
            sale_price=money(300),
            net_profit=money(40),
            status=dice.choice(["completed", "pending"]),
        )


def sold(table, names):
    """The lines of a table of sales: by name and currency, sales, revenue and profit of this month and the last."""
    lines = {}
    for name, *cells in table[2:]:
        if name in names:
            currency = next(code for code in ("EUR", "USD") for cell in cells if code in cell)
            lines[name, currency] = [Decimal(0) if cell in (NOTHING, "not known") else number(cell) for cell in cells]
    return lines


def sums(what):
    rows = query(f"""{SALES}
        SELECT {what}, currency,
               count(*) FILTER (WHERE {THIS}), sum(sale_price) FILTER (WHERE {THIS}), sum(profit) FILTER (WHERE {THIS}),
               count(*) FILTER (WHERE {LAST}), sum(sale_price) FILTER (WHERE {LAST}), sum(profit) FILTER (WHERE {LAST})
          FROM sale, month
         WHERE {THIS} OR {LAST}
         GROUP BY 1, 2""")  # fmt: skip
    return {(name, currency): [Decimal(amount or 0) for amount in amounts] for name, currency, *amounts in rows}


def test_sales_and_profit_by_brand(business, page):
    (table,) = tables(page(), "Sales by brand")
    assert sold(table, {"Hoka", "On", "no brand"}) == sums("brand")
    assert sold(table, {"All"}) == sums("'All'")


def test_sales_and_profit_by_platform(business, page):
    (table,) = tables(page(), "Sales by platform")
    assert sold(table, {"Depop", "Vinted"}) == sums("platform")
    assert sold(table, {"All"}) == sums("'All'")


def test_sales_of_twelve_months(business, page):
    rows = query(f"""{SALES}
        SELECT currency, to_char(m, 'FMMon YYYY'),
               coalesce(sum(sale_price) FILTER (WHERE date_trunc('month', sold_at AT TIME ZONE 'UTC') = m), 0),
               CASE WHEN bool_or(date_trunc('month', sold_at AT TIME ZONE 'UTC') = m)  -- that of none is known: no 0
                    THEN sum(profit) FILTER (WHERE date_trunc('month', sold_at AT TIME ZONE 'UTC') = m) ELSE 0 END
          FROM sale, month, generate_series(this - interval '11 months', this, interval '1 month') m
         GROUP BY currency, m ORDER BY currency, m""")
    shown = []
    for currency, table in zip(("EUR", "USD"), tables(page(), "Sales of twelve months"), strict=True):
        assert all(cell.endswith(currency) for row in table[1:] for cell in row[1:] if cell != UNKNOWN)
        shown += [
            (currency, month, number(revenue), None if profit == UNKNOWN else number(profit))
            for month, revenue, profit in table[1:]
        ]
    assert shown == rows


def test_brand_trend(business, page):
    wanted = query(f"""{SALES}
        SELECT brand, to_char(m, 'FMMon YYYY'),
               coalesce(sum(sale_price) FILTER (WHERE date_trunc('month', sold_at AT TIME ZONE 'UTC') = m), 0)
          FROM sale, month, generate_series(this - interval '11 months', this, interval '1 month') m
         WHERE currency = 'EUR' GROUP BY brand, m""")
    (table,) = tables(page(), "Brand trend")
    brands, months = table[0][1:], table[1:]
    shown = [(brand, row[0], number(row[1 + place])) for row in months for place, brand in enumerate(brands)]
    assert sorted(shown) == sorted(wanted)


def test_the_numbers_at_the_top(business, page):
    pairs, cost, old, unpriced = query("""
        SELECT sum(quantity), sum(quantity * purchase_price),
               sum(quantity) FILTER (WHERE purchase_date <= now() - interval '91 days'),
               sum(quantity) FILTER (WHERE purchase_price IS NULL)
          FROM products.inventory WHERE status IN ('in_stock', 'listed', 'reserved', 'returned')""")[0]
    said = words(page(), "At a glance")
    assert f"Pairs in stock {pairs:,} {old:,} ({100 * old / pairs:.0f} %) for over 90 days" in said
    assert f"Money in stock {cost:,.0f} EUR cost without VAT; of {unpriced:,} it is not known" in said
    this = value(f"{SALES} SELECT count(*) FROM sale, month WHERE {THIS}")
    by_now = value(f"{SALES} SELECT count(*) FROM sale, month WHERE {BY_NOW}")
    assert f"Sales this month {this} {by_now} by this day of last month" in said
    for currency in ("EUR", "USD"):
        of_this, of_last = (
            query(f"""{SALES} SELECT coalesce(sum(profit), 0), count(profit), count(*)
                        FROM sale, month WHERE {when} AND currency = '{currency}'""")[0]
            for when in (THIS, BY_NOW)
        )
        this, last = (f"{profit:,.0f} {currency}" for profit, _, _ in (of_this, of_last))
        known, known_by_now = (f"of {known} of {sales} sales" for _, known, sales in (of_this, of_last))
        assert f"{this} {known}; {last} by this day of last month, {known_by_now}" in said


def test_stock_by_status_and_age(business, page):
    wanted = query("""
        SELECT initcap(replace(status, '_', ' ')),
               CASE WHEN purchase_date IS NULL THEN 'Unknown'
                    WHEN extract(epoch FROM now() - purchase_date) < 31 * 86400 THEN '0 to 30 days'
                    WHEN extract(epoch FROM now() - purchase_date) < 61 * 86400 THEN '31 to 60 days'
                    WHEN extract(epoch FROM now() - purchase_date) < 91 * 86400 THEN '61 to 90 days'
                    ELSE 'Over 90 days' END,
               sum(quantity), count(*), sum(quantity * purchase_price)
          FROM products.inventory
         WHERE status IN ('in_stock', 'listed', 'reserved', 'returned') AND quantity > 0
         GROUP BY 1, 2""")
    (table,) = tables(page(), "Stock by age")
    shown = []
    for status, *cells in table[1:-1]:
        for age, cell in zip(table[0][1:-1], cells[:-1], strict=True):
            if cell != NOTHING:
                pairs, _, lots, cost = re.fullmatch(r"([\d,]+)( in ([\d,]+) lots?)? (.+)", cell).groups()
                cost = None if cost == "not known" else number(cost)
                shown.append((status, age, number(pairs), number(lots or pairs), cost))
    assert sorted(shown, key=str) == sorted(wanted, key=str)
    assert number(table[-1][-1]) == sum(row[2] for row in wanted)


def test_the_longest_on_the_shelf(business, page):
    wanted = query("""
        SELECT floor(extract(epoch FROM now() - purchase_date) / 86400)::integer FROM products.inventory
         WHERE status IN ('in_stock', 'listed', 'reserved', 'returned') AND quantity > 0 AND purchase_date IS NOT NULL
         ORDER BY purchase_date LIMIT 8""")
    (table,) = tables(page(), "Longest on the shelf")
    assert [(number(days),) for _, days, _ in table[1:]] == wanted
