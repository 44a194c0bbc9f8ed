"""How often a job is due."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

DAY = datetime.timedelta(days=1)
MINUTE = datetime.timedelta(minutes=1)


@dataclass(frozen=True)
class Every:
    """So many minutes: 60 is every full hour, 10 each ten minutes of it."""

    minutes: int

    def latest(self, now: datetime.datetime) -> datetime.datetime:
        """The last moment at which the job became due."""
        past = (now - datetime.datetime.min.replace(tzinfo=datetime.UTC)) % (self.minutes * MINUTE)
        return now - past

    def following(self, now: datetime.datetime) -> datetime.datetime:
        """The next one."""
        return self.latest(now) + self.minutes * MINUTE

    def __str__(self):
        return "every hour" if self.minutes == 60 else f"every {self.minutes} minutes"


@dataclass(frozen=True)
class Daily:
    """Once a day from this hour on, by the clock of settings.TIME_ZONE. A machine that was off then makes up for it."""

    hour: int
    minute: int = 0

    def latest(self, now: datetime.datetime) -> datetime.datetime:
        """The last moment at which the job became due."""
        today = self._on(timezone.localtime(now).date())
        return today if today <= now else self._on(timezone.localtime(now).date() - DAY)

    def following(self, now: datetime.datetime) -> datetime.datetime:
        """The next one."""
        return self._on(timezone.localtime(self.latest(now)).date() + DAY)

    def _on(self, day: datetime.date) -> datetime.datetime:
        local = datetime.datetime.combine(day, datetime.time(self.hour, self.minute))
        return timezone.make_aware(local).astimezone(datetime.UTC)

    def __str__(self):
        return f"daily at {self.hour:02}:{self.minute:02}"


Schedule = Every | Daily
