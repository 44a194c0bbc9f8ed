"""Calendar months and days in UTC, as the database counts them."""

import datetime
from typing import NamedTuple

from django.utils import timezone

from soleflip.catalog.months import Month

# From the first, up to before the second.
Period = tuple[datetime.datetime, datetime.datetime]
Days = tuple[datetime.date, datetime.date]

FINEST = datetime.timedelta(microseconds=1)  # a moment of the database has no finer parts


def first_of_month(moment: datetime.datetime, back: int = 0) -> datetime.datetime:
    """The beginning of the moment's month, or of the month so many before it."""
    moment = moment.astimezone(datetime.UTC)
    return datetime.datetime(*Month(moment.year, moment.month).plus(-back), 1, tzinfo=datetime.UTC)


def last_months(number: int, moment: datetime.datetime | None = None) -> list[datetime.date]:
    """The first days of the last months, oldest first, up to the one of the moment (now)."""
    moment = moment or timezone.now()
    return [first_of_month(moment, back).date() for back in reversed(range(number))]


class ByDay(NamedTuple):
    """A period in whole days, none or those from one to another, and what it has of broken ones."""

    whole: list[Days]
    broken: list[Period]


def by_day(period: Period) -> ByDay:
    """Take a period apart: what is kept by day can say the one part of it, and not the other."""
    since, until = (moment.astimezone(datetime.UTC) for moment in period)
    first, last = midnight(since), midnight(until)
    if first < since:
        first += datetime.timedelta(1)
    if first >= last:
        return ByDay([], [(since, until)] if since < until else [])
    broken = [(begin, end) for begin, end in ((since, first), (last, until)) if begin < end]
    return ByDay([(first.date(), last.date())], broken)


def midnight(moment: datetime.datetime) -> datetime.datetime:
    """The beginning of the moment's day."""
    return moment.astimezone(datetime.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
