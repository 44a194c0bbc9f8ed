"""What `alerts check` can find wrong with logins."""

import datetime
from collections.abc import Iterator

from apps.accounts.guard import REFUSED, WRONG
from apps.accounts.metrics import attempts


def guessed_passwords(*, number: int, minutes: float) -> Iterator[tuple[str, str]]:
    """Whether more passwords were wrong lately than people forget."""
    counted = attempts(datetime.timedelta(minutes=minutes))
    tried = counted.get(WRONG, 0) + counted.get(REFUSED, 0)
    if tried >= number:
        yield "", f"{tried:,} wrong or refused passwords within {minutes:g} minutes: see the log, component login."
