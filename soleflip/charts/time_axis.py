"""Places along an axis of time, and the labels below it: hours, days, months or years, at most six of them."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.dateformat import format as date_format

from soleflip.charts.scale import percent, share

MOST_LABELS = 6
HOUR, DAY, MONTH = datetime.timedelta(hours=1), datetime.timedelta(days=1), datetime.timedelta(days=28)


@dataclass(frozen=True)
class TimeLabel:
    """A text at a place along the axis, and under it what it belongs to, where that changes."""

    x: str
    text: str
    under: str


def along(moment: datetime.datetime, begin: datetime.datetime, end: datetime.datetime) -> float:
    """How far from begin to end a moment lies, 0 to 1, in hours that passed: a day may have 23 of them."""
    return share(moment.timestamp(), begin.timestamp(), end.timestamp())


def day(moment: datetime.datetime) -> str:
    """The day of a moment, where we are: 14 Mar 2026."""
    return date_format(timezone.localtime(moment), "j M Y")


def time_labels(begin: datetime.datetime, end: datetime.datetime) -> list[TimeLabel]:
    """Labels at round moments from begin to end, or at begin where there is none."""
    begin, end = timezone.localtime(begin), timezone.localtime(end)
    moments, form, form_under = round_moments(begin, end)
    labels, said = [], ""
    for moment in moments or [begin]:
        text, under = date_format(moment, form), date_format(moment, form_under)
        labels.append(TimeLabel(percent(along(moment, begin, end)), text, under if under != said else ""))
        said = under
    return labels


def round_moments(begin: datetime.datetime, end: datetime.datetime) -> tuple[list[datetime.datetime], str, str]:
    """The closest round moments that are few enough, how their labels are written, and what is under them."""
    for unit, counts, moments, form, under in (
        (HOUR, (1, 2, 3, 6, 12), hours, "H:i", "j M"),
        (DAY, (1, 2, 4, 7, 14), days, "j M", "Y"),
        (MONTH, (1, 2, 3, 6), months, "M", "Y"),
        (MONTH, (12, 24, 60, 120, 240, 600, 1200, 6000), months, "Y", ""),
    ):
        for count in counts:
            if end - begin < unit * count * (MOST_LABELS + 2):  # else there are too many to count them
                found = [moment for moment in moments(begin, end, count) if begin <= moment]
                if len(found) <= MOST_LABELS:
                    return found, form, under
    return [], "Y", ""


def hours(begin: datetime.datetime, end: datetime.datetime, count: int) -> Iterator[datetime.datetime]:
    """Every count-th full hour by the clock, from the midnight before begin."""
    moment = midnight(begin)
    while moment <= end:
        yield moment
        moment += HOUR * count


def days(begin: datetime.datetime, end: datetime.datetime, count: int) -> Iterator[datetime.datetime]:
    """Every count-th midnight, from the first that is not before begin."""
    moment = midnight(begin)
    if moment < begin:
        moment += DAY
    while moment <= end:
        yield moment
        moment += DAY * count


def months(begin: datetime.datetime, end: datetime.datetime, count: int) -> Iterator[datetime.datetime]:
    """The first of every count-th month, counted so that a year begins anew."""
    number = (begin.year * 12 + begin.month - 1) // count * count
    while (moment := midnight(begin).replace(year=number // 12, month=number % 12 + 1, day=1)) <= end:
        yield moment
        number += count


def midnight(moment: datetime.datetime) -> datetime.datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
