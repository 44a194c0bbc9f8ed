"""What the first page costs: over 300,000 sales and over a hundredth of them, and what it saves and costs to add up the
sales while they are written."""

import argparse
import statistics
import time
from collections.abc import Callable

from back_office import ask, build, client, connected_to
from databases import recreate, set_up
from trade import fill

FEW, MANY = "benchmark_trade_few", "benchmark_trade_many"
KEPT = """
SELECT sold.month, product.brand_id, sold.currency, sum(sold.sales), sum(sold.revenue), sum(sold.profit)
  FROM analytics.monthly_sales sold JOIN products.products product ON product.id = sold.product_id
 WHERE sold.month > now() - interval '1 year' GROUP BY 1, 2, 3"""
ANEW = """
SELECT date_trunc('month', sale.sold_at AT TIME ZONE 'UTC'), product.brand_id, sale.currency,
       count(*), sum(sale.sale_price), sum(coalesce(sale.net_profit, sale.net_proceeds - sale.original_buy_price))
  FROM transactions.orders sale
  LEFT JOIN products.inventory item ON item.id = sale.inventory_id
  LEFT JOIN platforms.stockx_listings listing ON listing.id = sale.listing_id
  JOIN products.products product ON product.id = coalesce(item.product_id, listing.product_id)
 WHERE sale.order_status <> 'cancelled' AND sale.sold_at > now() - interval '1 year' GROUP BY 1, 2, 3"""
STOCK_ANEW = """
SELECT status, least((now()::date - purchase_date::date) / 30, 3), count(*), sum(quantity),
       sum(quantity * purchase_price)
  FROM products.inventory
 WHERE status IN ('in_stock', 'listed', 'reserved', 'returned') AND quantity > 0 GROUP BY 1, 2"""
NEW_SALES = """
INSERT INTO transactions.orders (inventory_id, platform_id, sale_price, sold_at)
SELECT inventory_id, platform_id, 100, now() FROM transactions.orders LIMIT 10000"""
WITHOUT = """
ALTER TABLE transactions.orders DISABLE TRIGGER monthly_sales_follow_orders_insert;
ALTER TABLE transactions.orders DISABLE TRIGGER platform_days_follow_orders_insert"""


def main() -> None:
    parser = argparse.ArgumentParser(description="What the first page costs, and what adding up sales saves and costs.")
    parser.add_argument("--few", type=int, default=3_000, help="sales of the small one (default: %(default)s)")
    parser.add_argument("--many", type=int, default=300_000, help="of the large one (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=7, help="how often each is measured (default: %(default)s)")
    options = parser.parse_args()
    set_up()
    for name, sales in ((FEW, options.few), (MANY, options.many)):
        build(name, sales, fill)
    pages = {name: page(name, options.rounds) for name in (FEW, MANY)}
    for name, sales in ((FEW, options.few), (MANY, options.many)):
        seconds, queries = pages[name]
        print(f"first page over {sales:7,} sales: {seconds * 1000:6.0f} ms, {queries} queries")
    print(f"ratio {pages[MANY][0] / pages[FEW][0]:.1f}")
    with connected_to(MANY):
        side_by_side("twelve months by brand", options.rounds, kept=read(KEPT), anew=read(ANEW))
        side_by_side("two months by platform", options.rounds, **two_months_by_platform())
        side_by_side("stock by status and age", options.rounds, **stock_by_age())
        side_by_side(
            "10,000 new sales", options.rounds, kept=write(NEW_SALES), without=write(NEW_SALES, before=WITHOUT)
        )
    for name in (FEW, MANY):
        recreate(name, create=False)


def page(name: str, rounds: int) -> tuple[float, int]:
    """The median seconds and the queries of the first page, after a first time that fills the caches."""
    with connected_to(name):
        browser = client()
        ask(browser, "/admin/")
        times, queries = zip(*[ask(browser, "/admin/") for _ in range(rounds)], strict=True)
        return statistics.median(times), max(queries)


def side_by_side(title: str, rounds: int, **ways: Callable[[], float]) -> None:
    """Print the medians in seconds of two ways, measured alternately, and their ratio."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            times[name].append(way())
    medians = {name: statistics.median(of) for name, of in times.items()}
    shown = ", ".join(f"{name} {seconds * 1000:.0f} ms" for name, seconds in medians.items())
    first, second = medians.values()
    print(f"{title}: {shown}; ratio {max(first, second) / min(first, second):.1f}")


def two_months_by_platform() -> dict[str, Callable[[], float]]:
    """Add up what the first page shows of this month and the last: from kept days, and from the sales."""
    from django.utils import timezone

    from apps.analytics.platform_sales import sold_by_platform
    from apps.transactions.figures import sold_within
    from soleflip.calendar import first_of_month

    now = timezone.now()
    last, this, following = (first_of_month(now, back) for back in (1, 0, -1))
    periods = {"this": (this, following), "last": (last, this), "last_so_far": (last, min(last + (now - this), this))}
    return {
        "kept": clocked(lambda: sold_by_platform(**periods)),
        "anew": clocked(lambda: sold_within({name: [period] for name, period in periods.items()})),
    }


def stock_by_age() -> dict[str, Callable[[], float]]:
    """Add up the stock: from kept days of purchase, and from the lots."""
    from apps.products.figures import stock

    return {"kept": clocked(stock), "anew": read(STOCK_ANEW)}


def clocked(work: Callable[[], object]) -> Callable[[], float]:
    """Do it; what it took."""

    def run():
        began = time.perf_counter()
        work()
        return time.perf_counter() - began

    return run


def read(sql: str) -> Callable[[], float]:
    """Run a query and fetch its rows; what it took."""
    from django.db import connection

    def run():
        with connection.cursor() as cursor:
            began = time.perf_counter()
            cursor.execute(sql)
            cursor.fetchall()
            return time.perf_counter() - began

    return run


def write(statement: str, before: str = "SELECT 1") -> Callable[[], float]:
    """Run a statement with all its triggers, after what is to be done before, and take it back; what it took."""
    from django.db import connection, transaction

    def run():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(before)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            began = time.perf_counter()
            cursor.execute(statement)
            seconds = time.perf_counter() - began
            transaction.set_rollback(True)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM transactions.orders, products.inventory, analytics.monthly_sales")
        return seconds

    return run


if __name__ == "__main__":
    main()
