"""What a case has to reach, and whether it did."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from scale.units import shown


@dataclass(frozen=True)
class Measured:
    """What a case came to: the median of each way, and what was counted besides."""

    medians: Mapping[str, float]
    counts: Mapping[str, float]


class Target(Protocol):
    """A limit in words, as the table of targets has it."""

    words: str

    def reached(self, measured: Measured) -> float:
        """What to hold against the limit."""

    def is_met(self, value: float) -> bool: ...

    def shown(self, value: float) -> str: ...


@dataclass(frozen=True)
class TimesBetter:
    """Ours takes at most one part in so many of another way."""

    times: float
    than: str = "naive"

    @property
    def words(self) -> str:
        return f"at least {self.times:g}x faster than {self.than}"

    def reached(self, measured: Measured) -> float:
        return measured.medians[self.than] / measured.medians["ours"]

    def is_met(self, value: float) -> bool:
        return value >= self.times

    def shown(self, value: float) -> str:
        return f"{value:.1f}x"


@dataclass(frozen=True)
class TimesMore:
    """Ours takes at most so many times what another way takes."""

    times: float
    of: str

    @property
    def words(self) -> str:
        return f"at most {self.times:g}x of {self.of}"

    def reached(self, measured: Measured) -> float:
        return measured.medians["ours"] / measured.medians[self.of]

    def is_met(self, value: float) -> bool:
        return value <= self.times

    def shown(self, value: float) -> str:
        return f"{value:.2f}x"


@dataclass(frozen=True)
class AtMost:
    """Ours takes at most so much, or a count is at most so many."""

    limit: float
    unit: str
    count: str = ""  # of what; without it the median of ours is meant

    @property
    def words(self) -> str:
        if not self.unit:
            return f"{self.count}: at most {self.limit:g}" if self.limit else f"no {self.count}"
        limit = f"at most {shown(self.limit, self.unit)}"
        return f"{self.count}: {limit}" if self.count else limit

    def reached(self, measured: Measured) -> float:
        return measured.counts[self.count] if self.count else measured.medians["ours"]

    def is_met(self, value: float) -> bool:
        return value <= self.limit

    def shown(self, value: float) -> str:
        return shown(value, self.unit)
