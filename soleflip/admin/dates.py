"""Navigation by year, month and day, from the first and the last date alone.

Django's own asks for the distinct dates of all rows, which reads a whole table; two ends come from an index.
"""

import datetime
from typing import NamedTuple

from django.db.models import DateTimeField, Max, Min
from django.utils import formats, timezone


class Choice(NamedTuple):
    title: str
    link: str
    is_here: bool = False


class DateNavigation:
    """The way back and the choices for a list; `choices` is empty when the list has no dates."""

    def __init__(self, changelist):
        self.changelist, self.name = changelist, changelist.date_hierarchy
        self.back: list[Choice] = []
        self.choices: list[Choice] = []
        ends = changelist.root_queryset.aggregate(first=Min(self.name), last=Max(self.name))
        if ends["first"] is not None:
            self._fill(self._day(ends["first"]), self._day(ends["last"]))

    def _day(self, moment) -> datetime.date:
        field = self.changelist.opts.get_field(self.name)
        return timezone.localtime(moment).date() if isinstance(field, DateTimeField) else moment

    def _fill(self, first: datetime.date, last: datetime.date) -> None:
        year, month, day = (self._asked(part) for part in ("year", "month", "day"))
        if year is None:
            self.choices = [self._choice(str(y), year=y) for y in range(last.year, first.year - 1, -1)]
            return
        self.back = [self._choice("All dates")]
        if month is None:
            self.back.append(self._choice(str(year), year=year, here=True))
            months = [datetime.date(year, m, 1) for m in range(1, 13)]
            self.choices = [
                self._choice(formats.date_format(m, "F"), year=year, month=m.month)
                for m in months
                if first.replace(day=1) <= m <= last
            ]
            return
        begin = datetime.date(year, month, 1)
        self.back.append(self._choice(str(year), year=year))
        self.back.append(self._choice(formats.date_format(begin, "F"), year=year, month=month, here=day is None))
        days = [begin + datetime.timedelta(days=n) for n in range(31)]
        self.choices = [
            self._choice(str(d.day), year=year, month=month, day=d.day, here=d.day == day)
            for d in days
            if d.month == month and first <= d <= last
        ]

    def _asked(self, part: str) -> int | None:
        value = self.changelist.params.get(f"{self.name}__{part}")
        return int(value) if value and value.isdecimal() else None

    def _choice(self, title: str, *, here: bool = False, **parts: int) -> Choice:
        link = self.changelist.get_query_string(
            {f"{self.name}__{part}": value for part, value in parts.items()}, [f"{self.name}__"]
        )
        return Choice(title, link, here)
