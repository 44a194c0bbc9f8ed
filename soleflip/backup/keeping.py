"""Which backups are old enough to go: `7` keeps the seven newest, `14d` those of the last fourteen days."""

import datetime
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass

from soleflip.backup.folders import UNFINISHED, Found

EXAMPLES = "a number of backups such as 7, or a time such as 14d (days) or 8w (weeks)"
DAYS = {"d": 1, "w": 7}


@dataclass(frozen=True)
class Keep:
    count: int | None = None
    age: datetime.timedelta | None = None

    @classmethod
    def read(cls, text: str) -> "Keep":
        """Raises ValueError with a sentence."""
        match = re.fullmatch(r"([1-9]\d{0,3})([dw]?)", text)
        if not match:
            raise ValueError(f"{text!r} does not say what to keep: write {EXAMPLES}.")
        number, unit = int(match[1]), match[2]
        return cls(age=datetime.timedelta(number * DAYS[unit])) if unit else cls(count=number)

    def too_old(self, complete: Iterable[Found], now: datetime.datetime) -> list[Found]:
        """Of complete backups, the newest first, those that may go. The newest one always stays."""
        _newest, *others = complete
        if self.count is not None:
            return others[self.count - 1 :]
        return [found for found in others if now - found.manifest.began > self.age]


def remove(found: Found) -> None:
    """Take the name away first: a removal that is killed leaves something unfinished, not half a backup."""
    doomed = found.folder.with_name(f"{found.name}{UNFINISHED}")
    found.folder.rename(doomed)
    shutil.rmtree(doomed)
