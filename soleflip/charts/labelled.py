"""What bars and lines over labels share: the table, the gist and the middle of each label's place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar

from soleflip.charts.axis import Axis
from soleflip.charts.figure import Chart, Entry, Table
from soleflip.charts.labels import Below, Series, full
from soleflip.charts.looks import look
from soleflip.charts.scale import Scale


@dataclass(frozen=True)
class LabelledChart(Chart):
    """A chart of series over labels, which are texts, or dates of which the month is meant."""

    title: str
    labels: Sequence[str | date]
    series: Sequence[Series]
    show: Callable[..., str] = str
    note: str = ""

    sample: ClassVar[str]  # the kind of the legend's samples

    @cached_property
    def names(self) -> list[str]:
        """The labels in full: each is said of every series, and writing a date takes its time."""
        return [full(label) for label in self.labels]

    def scale(self) -> Scale | None:
        """The upright axis over all series."""
        return Scale.over(value for series in self.series for value in series.values)

    def shapes(self, scale: Scale) -> dict:
        """What is drawn on the axis."""
        raise NotImplementedError

    def drawing(self) -> dict | None:
        scale = self.scale()
        if not scale:
            return None
        return {
            "gist": self.gist(),
            "axis": Axis(scale),
            "below": Below(self.labels),
            "legend": [Entry(self.sample, look(place), series.name) for place, series in enumerate(self.series)],
            **self.shapes(scale),
        }

    def table(self) -> Table:
        head = "Month" if all(isinstance(label, date) for label in self.labels) else ""
        columns = [[self.shown(value) for value in series.values] for series in self.series]
        rows = zip(self.names, *columns, strict=True)
        return Table([head, *(series.name for series in self.series)], list(rows))

    def gist(self) -> str:
        series = [self.in_words(series.name, series.values) for series in self.series]
        return " ".join([f"{self.title}, {self.names[0]} to {self.names[-1]}.", *series])

    def title_of(self, place: int, series: Series) -> str:
        """What the mouse is told over a value: Nov 2026, profit: 1,234.50 EUR."""
        return f"{self.names[place]}, {series.name}: {self.shown(series.values[place])}"

    def middle(self, place: int) -> float:
        """How far along the chart the middle of a label's place lies, 0 to 1."""
        return (place + 0.5) / len(self.labels)
