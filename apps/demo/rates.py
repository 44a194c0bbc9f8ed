"""Exchange rates of two years: each Friday, and each of the last thirty days."""

import datetime

from apps.demo.copying import Copier
from apps.demo.plan import Plan, stamp

MIDDLE = {"USD": 1.09, "GBP": 0.855}  # for one euro
KEPT_DAILY = 30  # days
SOURCE = "Demo, near the rates of 2024"
WEEKS = 108
COLUMNS = "id, date, base, quote, rate, source, created_at, updated_at"


def copy(copier: Copier, plan: Plan) -> None:
    """Add the rates of the days that have none."""
    copier.cursor.execute("SELECT quote, date FROM pricing.exchange_rates WHERE base = 'EUR'")
    known = set(copier.cursor.fetchall())
    days = sorted({plan.today - datetime.timedelta(number) for number in range(KEPT_DAILY)} | _fridays(plan.today))
    rows = []
    for place, (quote, middle) in enumerate(MIDDLE.items()):
        chance, rate = plan.chance("rate", quote), middle
        for day in days:
            rate += chance.gauss(0, 0.004) + (middle - rate) * 0.05  # wanders, and comes back
            if (quote, day) not in known:
                at = stamp(plan.now)
                # The number is that of the day: a rate that stays after a removal keeps its id from all others.
                key = plan.key("pricing.exchange_rates", day.toordinal() * len(MIDDLE) + place)
                rows.append((key, day, "EUR", quote, f"{rate:.4f}", SOURCE, at, at))
    copier.copy("pricing.exchange_rates", COLUMNS, rows)


def _fridays(today: datetime.date) -> set[datetime.date]:
    last = today - datetime.timedelta((today.weekday() - 4) % 7)
    return {last - datetime.timedelta(7 * week) for week in range(WEEKS)}
