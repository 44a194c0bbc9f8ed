"""Bars: for each label one of each series, up from the zero line or down from it."""

from dataclasses import dataclass
from itertools import chain

from soleflip.charts.axis import height
from soleflip.charts.labelled import LabelledChart
from soleflip.charts.looks import Look, look
from soleflip.charts.scale import Scale, known, number, percent

GROUP = 0.72  # of the room of a label is for its bars
WIDEST = 0.1  # of the chart is the most that one bar takes
GAP = 0.1  # of the room of a bar stays free


@dataclass(frozen=True)
class Bar:
    x: str
    y: str
    width: str
    height: str
    look: Look
    title: str


@dataclass(frozen=True)
class BarChart(LabelledChart):
    """Grouped bars, one of each series for every label. Zero is always on the axis."""

    template = "charts/bars.html"
    sample = "bar"

    def scale(self) -> Scale | None:
        values = list(chain.from_iterable(series.values for series in self.series))
        return Scale.over([*values, 0]) if any(map(known, values)) else None

    def shapes(self, scale: Scale) -> dict:
        return {
            "bars": [
                self.bar(scale, label, place)
                for place, series in enumerate(self.series)
                for label, value in enumerate(series.values)
                if known(value)
            ]
        }

    def bar(self, scale: Scale, label: int, place: int) -> Bar:
        """The bar of the series at a place, over a label."""
        series = self.series[place]
        room = min(GROUP / len(self.labels) / len(self.series), WIDEST)
        left = self.middle(label) + room * (place - len(self.series) / 2 + GAP / 2)
        zero, end = height(scale, 0), height(scale, series.values[label])
        return Bar(
            x=percent(left),
            y=number(min(zero, end)),
            width=percent(room * (1 - GAP)),
            height=number(abs(zero - end)),
            look=look(place),
            title=self.title_of(label, series),
        )
