"""Lines: one of each series over the same labels, broken where a value is unknown."""

from dataclasses import dataclass

from soleflip.charts.labelled import LabelledChart
from soleflip.charts.labels import Series
from soleflip.charts.looks import look
from soleflip.charts.marks import CROWD, Line, Mark, mark, stretched
from soleflip.charts.scale import Scale, known


@dataclass(frozen=True)
class LineChart(LabelledChart):
    """A line with markers for each series. The axis begins near the lowest value, as its ticks say."""

    template = "charts/lines.html"
    sample = "line"

    def shapes(self, scale: Scale) -> dict:
        return {
            "lines": [Line(self.path(scale, series), look(place)) for place, series in enumerate(self.series)],
            "marks": [
                self.mark(scale, series, label, place)
                for place, series in enumerate(self.series)
                for label, value in enumerate(series.values)
                if known(value)
            ],
        }

    def path(self, scale: Scale, series: Series) -> str:
        """From value to value; each gap begins a new piece."""
        path, pen = [], "M"
        for place, value in enumerate(series.values):
            if known(value):
                path.append("{}{} {}".format(pen, *stretched(scale, self.middle(place), value)))
                pen = "L"
            else:
                pen = "M"
        return "".join(path)

    def mark(self, scale: Scale, series: Series, label: int, place: int) -> Mark:
        """The marker of a value. Of a crowd only those show that no line leads to."""
        beside = [*series.values[max(0, label - 1) : label], *series.values[label + 1 : label + 2]]
        quiet = len(self.labels) > CROWD and any(map(known, beside))
        title = self.title_of(label, series)
        return mark(scale, self.middle(label), series.values[label], look(place), title, quiet)
