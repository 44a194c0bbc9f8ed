"""One bar of spans that follow each other, as long as the days that they took."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from soleflip.charts.figure import Chart, Entry, Table
from soleflip.charts.looks import Look, look
from soleflip.charts.scale import known, percent

NARROW = 0.1  # of the bar is too little for the number of days above a part


@dataclass(frozen=True)
class Part:
    x: str
    width: str
    middle: str
    look: Look
    title: str
    above: str


@dataclass(frozen=True)
class SpanBar(Chart):
    """What happened one after the other: bought to listed, listed to sold. None is not over, or unknown."""

    title: str
    parts: Sequence[tuple[str, int | None]]
    note: str = ""

    template = "charts/spans.html"

    @staticmethod
    def show(days: int) -> str:
        return f"{days:,} day" if days == 1 else f"{days:,} days"

    def drawing(self) -> dict | None:
        if not any(known(days) for _, days in self.parts):
            return None
        entries = [Entry("bar", look(place), name, self.shown(days)) for place, (name, days) in enumerate(self.parts)]
        return {"gist": self.gist(), "legend": entries, "parts": self.drawn()}

    def table(self) -> Table:
        rows = [(name, self.shown(days)) for name, days in self.parts]
        return Table(["", "Time"], [*rows, ("In all", self.show(self.total))])

    def gist(self) -> str:
        parts = ", ".join(f"{name} {self.shown(days)}" for name, days in self.parts)
        return f"{self.title}: {parts}; {self.show(self.total)} in all."

    @property
    def total(self) -> int:
        return sum(days for _, days in self.parts if known(days))

    def drawn(self) -> list[Part]:
        """The parts that take time, from left to right."""
        lengths = [max(days, 0) if known(days) else 0 for _, days in self.parts]
        whole = sum(lengths)
        return [
            self.part(place, (end - length) / whole, length / whole)
            for place, (length, end) in enumerate(zip(lengths, accumulate(lengths), strict=True))
            if length
        ]

    def part(self, place: int, begin: float, length: float) -> Part:
        """The part at a place, from begin and as long as length: both are shares of the whole bar."""
        name, days = self.parts[place]
        return Part(
            x=percent(begin),
            width=percent(length),
            middle=percent(begin + length / 2),
            look=look(place),
            title=f"{name}: {self.shown(days)}",
            above=f"{days:,} d" if length >= NARROW else "",
        )
