"""manage.py rebuild_monthly_sales: counts the monthly sales anew, after sales were loaded past their triggers."""

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from apps.analytics.figures import forget_miscounted_sales

# The sums of each month, product and currency: as they are kept before the count, and those that differ after it.
LOCK = """
LOCK TABLE products.inventory, platforms.stockx_listings, transactions.orders, transactions.transactions,
           analytics.monthly_sales IN SHARE ROW EXCLUSIVE MODE"""
BEFORE = """
CREATE TEMP TABLE kept AS
SELECT month, product_id, currency,
       sum(sales) AS sales, sum(revenue) AS revenue, sum(known_profits) AS known_profits, sum(profit) AS profit
  FROM analytics.monthly_sales
 GROUP BY month, product_id, currency"""
WRONG = """
WITH anew AS (
    SELECT month, product_id, currency, sum(sales), sum(revenue), sum(known_profits), sum(profit)
      FROM analytics.monthly_sales
     GROUP BY month, product_id, currency
)
SELECT count(DISTINCT (month, product_id, currency))
  FROM ((TABLE kept EXCEPT TABLE anew) UNION ALL (TABLE anew EXCEPT TABLE kept)) differing"""


class Command(BaseCommand):
    help = (
        "Counts analytics.monthly_sales anew from all sales. Triggers keep it right by themselves; this is for after "
        "sales were loaded with triggers switched off, or together with the counts by a data-only restore."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say how far it is off, and change nothing")

    def handle(self, *args, dry_run: bool, **options):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(LOCK)  # in the order of analytics.rebuild_monthly_sales
            cursor.execute(BEFORE)
            cursor.execute("SELECT analytics.rebuild_monthly_sales()")
            cursor.execute(WRONG)
            (wrong,) = cursor.fetchone()
            cursor.execute("SELECT coalesce(sum(sales), 0) FROM analytics.monthly_sales")
            (sales,) = cursor.fetchone()
            cursor.execute("DROP TABLE kept")
            transaction.set_rollback(dry_run)
        forget_miscounted_sales()
        done = "Nothing was changed" if dry_run else "Counted anew"
        self.stdout.write(f"{done}: {sales:,} sales, {_wrong(wrong, still=dry_run)}.")


def _wrong(sums: int, *, still: bool) -> str:
    if not sums:
        return "nothing was wrong"
    if sums == 1:
        return f"1 sum {'is' if still else 'was'} wrong"
    return f"{sums:,} sums {'are' if still else 'were'} wrong"
