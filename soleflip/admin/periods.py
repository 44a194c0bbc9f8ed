"""The period that the charts of a page show, as the address says: ?months=3."""

import datetime
from typing import NamedTuple

from django.utils import timezone

PARAMETER = "months"
CHOICES = {"3": "3 months", "6": "6 months", "12": "12 months", "24": "24 months", "all": "Everything"}
DEFAULT = "12"
DAYS_OF_A_MONTH = 30.4375  # mean length
LONGEST = datetime.timedelta(days=20 * 365)


class Choice(NamedTuple):
    title: str
    address: str
    is_here: bool


class Period(NamedTuple):
    """From a moment until now: whole days, a year has 365."""

    since: datetime.datetime
    until: datetime.datetime
    choices: list[Choice]


def asked(request) -> Period:
    """The period that is asked for, a year when none is."""
    chosen = request.GET.get(PARAMETER)
    chosen = chosen if chosen in CHOICES else DEFAULT
    now = timezone.now()
    length = LONGEST if chosen == "all" else datetime.timedelta(days=int(int(chosen) * DAYS_OF_A_MONTH))
    choices = [Choice(title, f"?{PARAMETER}={value}", value == chosen) for value, title in CHOICES.items()]
    return Period(now - length, now, choices)
