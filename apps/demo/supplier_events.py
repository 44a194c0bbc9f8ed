"""What happened to the shops, and how each did in each month."""

from collections.abc import Iterator

from apps.demo.copying import Copier
from apps.demo.plan import DAY, Plan, day, stamp
from apps.demo.suppliers import Shop

COLUMNS = (
    "id, supplier_id, event_date, event_type, event_title, event_description, impact_level, source_url, created_at, "
    "updated_at"
)
EVENTS = (
    ("founded", "Opened its doors", "low"),
    ("opened_store", "A second shop, in the old town", "medium"),
    ("expansion", "Ships to all of Europe", "high"),
    ("milestone", "The hundred-thousandth pair", "medium"),
    ("rebranding", "A new name over the same door", "medium"),
    ("controversy", "Raffles that nobody won", "high"),
    ("closed_store", "Closes its shop in the mall", "medium"),
)
MOST = 4  # events of a shop
# What a shop has sold us, as the lots say it.
MONTHS = """
INSERT INTO core.supplier_performance
       (supplier_id, month_year, total_orders, avg_delivery_time, return_rate, avg_roi, created_at)
SELECT lot.supplier_id, date_trunc('month', lot.purchase_date AT TIME ZONE 'UTC')::date AS month, count(*),
       round(avg(extract(epoch FROM lot.delivery_date - lot.purchase_date) / 86400), 1),
       round(100.0 * count(*) FILTER (WHERE lot.status = 'returned') / count(*), 2),
       round(avg(lot.roi_percentage), 2), %(now)s
  FROM products.inventory lot
 WHERE lot.id BETWEEN %(products_inventory_low)s AND %(products_inventory_high)s
   AND lot.supplier_id BETWEEN %(core_suppliers_low)s AND %(core_suppliers_high)s AND lot.purchase_date IS NOT NULL
 GROUP BY lot.supplier_id, month
 ORDER BY lot.supplier_id, month"""
TOTALS = """
UPDATE core.suppliers supplier
   SET total_orders_count = bought.number, total_order_value = bought.value, average_order_value = bought.mean,
       last_order_date = bought.last
  FROM (SELECT supplier_id, count(*) AS number, sum(gross_purchase_price * quantity) AS value,
               round(avg(gross_purchase_price * quantity), 2) AS mean, max(purchase_date) AS last
          FROM products.inventory
         GROUP BY supplier_id) bought
 WHERE bought.supplier_id = supplier.id
   AND supplier.id BETWEEN %(core_suppliers_low)s AND %(core_suppliers_high)s"""


def copy(copier: Copier, plan: Plan, shops: list[Shop]) -> None:
    """Add both; the lots must be there."""
    copier.copy("core.supplier_history", COLUMNS, _events(plan, shops))
    copier.insert(MONTHS, plan)
    copier.change(TOTALS, plan)


def _events(plan: Plan, shops: list[Shop]) -> Iterator[tuple]:
    for place, shop in enumerate(shops):
        at = plan.now - (2000 + place * 40) * DAY
        for number in range(2 + place % (MOST - 1)):
            kind, title, impact = EVENTS[0 if number == 0 else 1 + (place + number) % (len(EVENTS) - 1)]
            yield (
                plan.key("core.supplier_history", place * MOST + number), shop.id, day(at), kind, title,
                f"{shop.name}: {title.lower()}." if number % 2 else None, impact,
                f"https://news.example.com/{shop.slug}/{number}" if number else None, stamp(at), stamp(at),
            )  # fmt: skip
            at += (200 + place * 13 % 90) * DAY
