"""A case: the same work done in several ways, alternately, and what it has to reach."""

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from scale.targets import Measured, Target
from scale.units import SECONDS


@dataclass(frozen=True)
class Way:
    """One way to do the work: "ours", "naive", or a floor below which nothing goes."""

    name: str
    run: Callable[[], float]  # does it once, leaves the rows as they were, and says what it took
    sql: str = ""  # the statement, for its plan


@dataclass
class Result:
    """What was measured of a case."""

    name: str
    about: str
    unit: str
    ways: dict[str, list[float]]
    counts: dict[str, float]
    notes: list[str]
    targets: Sequence[Target]

    @property
    def medians(self) -> dict[str, float]:
        return {name: statistics.median(values) for name, values in self.ways.items()}

    def as_json(self) -> dict:
        """For a file; the verdicts stand in it, so that a reader needs no code of ours."""
        measured = Measured(self.medians, self.counts)
        return {
            "name": self.name,
            "about": self.about,
            "unit": self.unit,
            "ways": {name: {"median": self.medians[name], "values": values} for name, values in self.ways.items()},
            "counts": self.counts,
            "notes": self.notes,
            "targets": [
                {
                    "words": target.words,
                    "reached": target.shown(value := target.reached(measured)),
                    "is_met": target.is_met(value),
                }
                for target in self.targets
            ],
        }


@dataclass
class Case:
    """What is measured at a scale. Subclasses say in which ways."""

    scale: float
    counts: dict[str, float] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    name: ClassVar[str]  # as on the command line
    about: ClassVar[str]  # as in the table of targets
    unit: ClassVar[str] = SECONDS
    targets: ClassVar[Sequence[Target]] = ()

    def ways(self) -> Iterable[Way]:
        """The ways, prepared. The first is ours. None where a case measures otherwise."""
        return ()

    def leave(self) -> None:
        """Take away what the ways were prepared with."""

    def measure(self, rounds: int) -> Result:
        """Every way once in each round, so that whatever slows the machine down slows all of them."""
        ways = list(self.ways())
        try:
            taken: dict[str, list[float]] = {way.name: [] for way in ways}
            for _ in range(rounds):
                for way in ways:
                    taken[way.name].append(way.run())
        finally:
            self.leave()
        return Result(self.name, self.about, self.unit, taken, self.counts, self.notes, self.targets)

    def rows(self, at_25: int) -> int:
        """How many rows are meant at this scale, of what is so many at scale 25, that of the targets."""
        return max(1, round(at_25 * self.scale / 25))
