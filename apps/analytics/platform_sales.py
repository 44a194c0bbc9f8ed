"""What was sold on each platform in some periods.

In plain SQL: to put the question together through the models took longer than its answer.
"""

from collections import defaultdict

from django.db import connection

from apps.analytics.kept import PLATFORM_DAYS
from apps.transactions.figures import Sold
from soleflip.calendar import FINEST, Period, by_day
from soleflip.postgres.arrays import arrays

# Whole days as they are kept, broken ones as the sales are: of a day that is not over, some hundred.
SOLD = """
SELECT sold.period, platform.name, sold.currency, sum(sold.sales), sum(sold.revenue), sum(sold.known_profits),
       sum(sold.profit)
  FROM (
        SELECT span.period, day.platform_id, day.currency, day.sales, day.revenue, day.known_profits, day.profit
          FROM unnest(%(whole)s::text[], %(first)s::date[], %(last)s::date[]) span (period, first, last)
          JOIN analytics.platform_days day ON day.day >= span.first AND day.day < span.last
         UNION ALL
        SELECT span.period, part.platform_id, part.currency, part.sales, part.revenue, part.known_profits, part.profit
          FROM unnest(%(broken)s::text[], %(since)s::timestamptz[], %(until)s::timestamptz[])
               AS span (period, since, until)
         CROSS JOIN LATERAL analytics.count_platform_sales(span.since, span.until) part
       ) sold
  JOIN core.platforms platform ON platform.id = sold.platform_id
 GROUP BY sold.period, platform.name, sold.currency
HAVING sum(sold.sales) > 0"""

ByPlatform = dict[str, dict[tuple[str, str], Sold]]  # by the name of the period, platform and currency


def sold_by_platform(**periods: Period) -> ByPlatform:
    """What was sold in each period, by (platform, currency).

    The profit is the one that was booked, else payout less cost as known at the sale (analytics.count_platform_sales).
    """
    PLATFORM_DAYS.bring_up_to_date()
    found: ByPlatform = {name: defaultdict(Sold) for name in periods}
    with connection.cursor() as cursor:
        cursor.execute(SOLD, _spans(periods))
        for period, platform, currency, sales, *amounts in cursor.fetchall():
            found[period][platform, currency] = Sold(int(sales), *amounts)
    return found


def _spans(periods: dict[str, Period]) -> dict[str, list]:
    """The arrays of SOLD: whole days up to before the last, broken ones up to a moment that belongs to them."""
    parts = {name: by_day(period) for name, period in periods.items()}
    whole = ((name, first, last) for name, part in parts.items() for first, last in part.whole)
    broken = ((name, since, until - FINEST) for name, part in parts.items() for since, until in part.broken)
    return arrays("whole first last", whole) | arrays("broken since until", broken)
