"""Calendar months in UTC, as the database counts them."""

import datetime

from django.utils import timezone

from soleflip.catalog.months import Month


def first_of_month(moment: datetime.datetime, back: int = 0) -> datetime.datetime:
    """The beginning of the moment's month, or of the month so many before it."""
    moment = moment.astimezone(datetime.UTC)
    return datetime.datetime(*Month(moment.year, moment.month).plus(-back), 1, tzinfo=datetime.UTC)


def last_months(number: int, moment: datetime.datetime | None = None) -> list[datetime.date]:
    """The first days of the last months, oldest first, up to the one of the moment (now)."""
    moment = moment or timezone.now()
    return [first_of_month(moment, back).date() for back in reversed(range(number))]
