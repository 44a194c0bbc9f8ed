"""What the first page reads from kept days is what adding up the rows says, at whatever moment somebody looks.

Sales and purchases lie where days, months and ages begin and end, and a microsecond before.
"""

import datetime
import random
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db.models import F, Sum

from apps.analytics.first_page.sales import Sales
from apps.analytics.platform_sales import sold_by_platform
from apps.products.figures import AGES, in_stock, stock
from apps.products.models.inventory_item import StockStatus
from soleflip.calendar import first_of_month
from tests.support.rows import make
from tests.support.sql import query

pytestmark = pytest.mark.django_db

UTC, DAY, TICK = datetime.UTC, datetime.timedelta(1), datetime.timedelta(microseconds=1)
BERLIN = ZoneInfo("Europe/Berlin")
LOOKS = [
    datetime.datetime(2026, 3, 14, 12, 34, 56, 789, tzinfo=UTC),
    datetime.datetime(2026, 3, 1, tzinfo=UTC),  # a month begins
    datetime.datetime(2026, 3, 1, tzinfo=UTC) - TICK,  # and ends
    datetime.datetime(2026, 3, 31, tzinfo=UTC),  # February has no such day
    datetime.datetime(2026, 3, 29, 0, 0, 0, 1, tzinfo=UTC),
    datetime.datetime(2026, 1, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    datetime.datetime(2024, 2, 29, 6, tzinfo=UTC),
    datetime.datetime(2026, 3, 29, 3, 30, tzinfo=BERLIN),  # the clocks have just changed
    datetime.datetime(2026, 4, 1, 1, 30, tzinfo=BERLIN),  # March in UTC
]
SOLD = """
WITH sale AS (
    SELECT platform_id, sold_at, currency::text AS currency, sale_price,
           coalesce(net_profit, net_proceeds - original_buy_price) AS profit
      FROM transactions.orders WHERE order_status <> 'cancelled'
    UNION ALL
    SELECT platform_id, transaction_date, 'EUR', sale_price, net_profit
      FROM transactions.transactions WHERE status = 'completed'
)
SELECT p.name, s.currency, count(*), sum(s.sale_price), count(s.profit), coalesce(sum(s.profit), 0)
  FROM sale s JOIN core.platforms p ON p.id = s.platform_id
 WHERE s.sold_at >= %s AND s.sold_at < %s
 GROUP BY 1, 2 ORDER BY 1, 2"""
IN_STOCK = """
SELECT status, age, count(*), sum(quantity), coalesce(sum(quantity * purchase_price), 0),
       coalesce(sum(quantity) FILTER (WHERE purchase_price IS NULL), 0)
  FROM (SELECT *, CASE WHEN purchase_date IS NULL THEN 'unknown'
                       WHEN purchase_date > %s THEN '30'
                       WHEN purchase_date > %s THEN '60'
                       WHEN purchase_date > %s THEN '90'
                       ELSE 'over' END AS age
          FROM products.inventory) lot
 WHERE status IN ('in_stock', 'listed', 'reserved', 'returned') AND quantity > 0
 GROUP BY 1, 2 ORDER BY 1, 2"""


def sold_in(period) -> list[tuple]:
    """The sums over the sales of a period."""
    return query(SOLD, *period)


def shown(sums) -> list[tuple]:
    return sorted((*key, sold.sales, sold.revenue, sold.known_profits, sold.profit) for key, sold in sums.items())


def around(moment: datetime.datetime) -> list[datetime.datetime]:
    """The moment, the tick before it, and the same of the midnights around it."""
    midnight = moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return [edge - tick for edge in (moment, midnight, midnight + DAY) for tick in (TICK, 0 * TICK)]


@pytest.fixture
def sales(db):
    """Makes sales around some moments."""
    dice = random.Random(7)
    lot = make("products.InventoryItem", quantity=1_000)
    platforms = [make("core.Platform", name=name) for name in ("Depop", "Vinted")]

    def make_around(*moments):
        for moment in {tick for edge in moments for tick in around(edge)}:
            for platform in platforms:
                make(
                    "transactions.Order", inventory=lot, platform=platform, sold_at=moment,
                    sale_price=dice.randint(100, 400), currency=dice.choice(["EUR", "USD"]),
                    net_proceeds=dice.choice([None, 90]), original_buy_price=dice.choice([None, 50]),
                    net_profit=dice.choice([None, 7]), order_status=dice.choice(["completed", "pending", "cancelled"]),
                )  # fmt: skip
            make(
                "transactions.LegacyTransaction", inventory=lot, platform=platforms[0], transaction_date=moment,
                sale_price=dice.randint(100, 400), net_profit=3, status=dice.choice(["completed", "refunded"]),
            )  # fmt: skip

    return make_around


@pytest.mark.parametrize("now", LOOKS, ids=str)
def test_sales_of_this_month_and_the_last(sales, now):
    this, last, following = (first_of_month(now, back) for back in (0, 1, -1))
    so_far = min(last + (now - this), this)
    sales(now, this, last, following, so_far)
    read = Sales.read(now)
    assert shown(read.this) == sold_in((this, following)) != []
    assert shown(read.last) == sold_in((last, this)) != []
    assert shown(read.last_so_far) == sold_in((last, so_far))


def test_sales_of_any_period(sales):
    begin = datetime.datetime(2026, 3, 14, 12, tzinfo=UTC)
    sales(*(begin + hours * datetime.timedelta(hours=1) for hours in (0, 7, 31, 60, 85)))
    dice = random.Random(3)
    edges = [tick for hours in (0, 7, 31, 60, 85) for tick in around(begin + hours * datetime.timedelta(hours=1))]
    for _ in range(60):
        periods = {name: tuple(sorted(dice.sample(edges, 2))) for name in ("one", "other")}
        found = sold_by_platform(**periods)
        assert {name: shown(sums) for name, sums in found.items()} == {n: sold_in(p) for n, p in periods.items()}
    assert shown(sold_by_platform(none=(begin, begin))["none"]) == []
    assert shown(sold_by_platform(none=(begin, begin - DAY))["none"]) == []


def test_amounts_that_are_no_numbers_count_as_unknown_within_a_day_too():
    noon = datetime.datetime(2026, 3, 14, 12, tzinfo=UTC)
    order = {"platform": make("core.Platform", name="Depop"), "sold_at": noon}
    make("transactions.Order", **order, net_profit=5)
    broken = make("transactions.Order", **order)
    query("UPDATE transactions.orders SET sale_price = 'NaN', net_profit = 'NaN' WHERE id = %s", broken.pk)
    for period in ((noon, noon + TICK), (noon - DAY, noon + DAY), (noon - 20 * DAY, noon + 20 * DAY)):
        assert shown(sold_by_platform(it=period)["it"]) == [("Depop", "EUR", 2, 150, 1, 5)]


@pytest.mark.parametrize("now", LOOKS, ids=str)
def test_stock_by_status_and_age(now):
    dice = random.Random(7)
    size, product = make("products.Size", value="42", region="EU"), make("products.Product")
    ends = [tick for days in (0, 31, 61, 91, 400) for tick in around(now - datetime.timedelta(days))]
    for bought in {None, now + 3 * DAY, now - 45 * DAY, *ends, *(end.replace(hour=12) for end in ends)}:
        for status in dice.sample(list(StockStatus), 4):
            make(
                "products.InventoryItem", product=product, size=size, quantity=dice.randint(0, 3), status=status,
                purchase_date=bought, purchase_price=dice.choice([None, Decimal("80.50"), 120]),
            )  # fmt: skip
    for infinite in ("infinity", "-infinity"):
        lot = make("products.InventoryItem", product=product, size=size, quantity=1, status="listed", purchase_price=1)
        query("UPDATE products.inventory SET purchase_date = %s WHERE id = %s", infinite, lot.pk)
    found = stock(now)
    ends_of_ages = [now - datetime.timedelta(days) for days in (31, 61, 91)]
    assert sorted(found) == query(IN_STOCK, *ends_of_ages) != []
    for age in AGES:  # the numbers lead to these lists
        lots = in_stock().filter(age.condition(now))
        pairs, cost = lots.aggregate(pairs=Sum("quantity"), cost=Sum(F("quantity") * F("purchase_price"))).values()
        of_age = [cell for cell in found if cell.age == age.name]
        assert lots.count() == sum(cell.lots for cell in of_age) > 0
        assert (pairs, cost) == (sum(cell.pairs for cell in of_age), sum(cell.cost for cell in of_age))


@pytest.mark.parametrize("hours", [12, 36])  # a day on which an age ends, and one of which no age does
def test_a_price_that_is_no_number_is_unknown(hours):
    now = datetime.datetime(2026, 3, 14, 20, tzinfo=UTC)
    bought = now - datetime.timedelta(days=31, hours=hours)
    lot = make("products.InventoryItem", quantity=2, status="listed", purchase_date=bought, purchase_price=80)
    query("UPDATE products.inventory SET purchase_price = 'NaN' WHERE id = %s", lot.pk)
    assert stock(now) == [("listed", "60", 1, 2, 0, 2)]


def test_nothing_is_in_stock():
    make("products.InventoryItem", status="sold")
    assert stock() == []
