"""Values over time: each holds until the next change, beside single observations and shaded spans."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from operator import itemgetter

from soleflip.charts.axis import Axis
from soleflip.charts.figure import Chart, Entry, Table
from soleflip.charts.looks import Look, band_look, look
from soleflip.charts.marks import CROWD, Line, Mark, mark, stretched
from soleflip.charts.scale import Scale, known, percent
from soleflip.charts.time_axis import along, day, time_labels

Point = tuple[datetime, Decimal | int | None]


@dataclass(frozen=True)
class Steps:
    """A value holds from its moment to that of the next point; None: from then on there is none."""

    name: str
    points: Sequence[Point]

    def between(self, begin: datetime, end: datetime) -> "Steps":
        """From the point that holds at begin to the last one up to end, in order of time."""
        points = sorted(self.points, key=itemgetter(0))
        before = [point for point in points if point[0] <= begin]
        return Steps(self.name, before[-1:] + [point for point in points if begin < point[0] <= end])


@dataclass(frozen=True)
class Dots:
    """Single observations, such as sales."""

    name: str
    points: Sequence[Point]

    def between(self, begin: datetime, end: datetime) -> "Dots":
        """Those from begin to end, in order of time."""
        return Dots(self.name, sorted((point for point in self.points if begin <= point[0] <= end), key=itemgetter(0)))


@dataclass(frozen=True)
class Span:
    """A time to be shaded, such as out of stock."""

    name: str
    begin: datetime
    end: datetime

    def __str__(self) -> str:
        return f"{self.name}: {day(self.begin)} to {day(self.end)}"


@dataclass(frozen=True)
class Band:
    x: str
    width: str
    look: Look
    title: str


@dataclass(frozen=True)
class StepChart(Chart):
    """Steps and dots from begin to end. The axis begins near the lowest value, as its ticks say."""

    title: str
    begin: datetime
    end: datetime
    steps: Sequence[Steps]
    dots: Sequence[Dots] = ()
    bands: Sequence[Span] = ()
    show: Callable[..., str] = str
    note: str = ""

    template = "charts/steps.html"

    @cached_property
    def seen(self) -> list[tuple[Steps | Dots, Look]]:
        """Steps and dots, cut to the time that the chart shows, each with its look."""
        if self.end < self.begin:
            return []
        rows = [row.between(self.begin, self.end) for row in (*self.steps, *self.dots)]
        return [(row, look(place)) for place, row in enumerate(rows)]

    @cached_property
    def seen_bands(self) -> list[tuple[Span, Look]]:
        """The spans of which something is seen; those of one name look alike."""
        spans = [span for span in self.bands if span.begin <= self.end and self.begin <= span.end]
        names = list(dict.fromkeys(span.name for span in spans))
        return [(span, band_look(names.index(span.name))) for span in spans]

    def drawing(self) -> dict | None:
        scale = Scale.over(value for row, _ in self.seen for _, value in row.points)
        if not scale:
            return None
        steps = [(row, its) for row, its in self.seen if isinstance(row, Steps)]
        return {
            "gist": self.gist(),
            "axis": Axis(scale),
            "below": time_labels(self.begin, self.end),
            "legend": self.legend(),
            "bands": [self.band(span, its) for span, its in self.seen_bands],
            "lines": [Line(self.path(scale, row), its) for row, its in steps],
            "holds": [line for row, its in steps for line in self.holds(scale, row, its)],
            "marks": [mark for row, its in self.seen for mark in self.marks(scale, row, its)],
        }

    def table(self) -> Table:
        rows = [(moment, row.name, self.shown(value)) for row, _ in self.seen for moment, value in row.points]
        rows += [(span.begin, span.name, self.until(span)) for span, _ in self.seen_bands]
        rows = sorted(rows, key=itemgetter(0))[::-1]
        return Table(["When", "What", "Value"], [(day(moment), *texts) for moment, *texts in rows])

    def until(self, span: Span) -> str:
        """When a span ended; one that reaches the end of the chart has not."""
        return "still" if span.end >= self.end else f"until {day(span.end)}"

    def gist(self) -> str:
        rows = [self.in_words(row.name, [value for _, value in row.points]) for row, _ in self.seen]
        bands = [f"{span}." for span, _ in self.seen_bands]
        return " ".join([f"{self.title}, {day(self.begin)} to {day(self.end)}.", *rows, *bands])

    def legend(self) -> list[Entry]:
        rows = [Entry("line" if isinstance(row, Steps) else "dots", its, row.name) for row, its in self.seen]
        bands = {span.name: its for span, its in self.seen_bands}
        return rows + [Entry("band", its, name) for name, its in bands.items()]

    def along(self, moment: datetime) -> float:
        """How far along the chart a moment lies, 0 to 1; what is outside lies at the edge."""
        return along(min(max(moment, self.begin), self.end), self.begin, self.end)

    def path(self, scale: Scale, row: Steps) -> str:
        """Along while a value holds, then straight up or down to the next; where there is none the line is broken."""
        path, pen = [], "M"
        for (moment, value), (until, _) in self.holding(row):
            if known(value):
                path.append(f"{pen}{self.level(scale, moment, until, value)}")
                pen = "L"
            else:
                pen = "M"
        return "".join(path)

    def level(self, scale: Scale, moment: datetime, until: datetime, value) -> str:
        """The piece of a path along which a value holds."""
        x, y = stretched(scale, self.along(moment), value)
        return f"{x} {y}H{stretched(scale, self.along(until), value)[0]}"

    def holding(self, row: Steps):
        """Each point with the one that ends it; the last holds until the chart ends."""
        return pairwise([*row.points, (self.end, None)])

    def holds(self, scale: Scale, row: Steps, its: Look) -> list[Line]:
        """For the mouse, the time that each value holds."""
        lines = []
        for (moment, value), (until, _) in self.holding(row):
            if known(value):
                path = f"M{self.level(scale, moment, until, value)}"
                lines.append(Line(path, its, self.title_of(row, moment, value)))
        return lines

    def marks(self, scale: Scale, row: Steps | Dots, its: Look) -> list[Mark]:
        """A marker for each observation, and where a value begins unless that is a crowd."""
        if isinstance(row, Steps) and len(row.points) > CROWD:
            return []
        return [
            mark(scale, self.along(moment), value, its, self.title_of(row, moment, value))
            for moment, value in row.points
            if known(value)
        ]

    def title_of(self, row: Steps | Dots, moment: datetime, value) -> str:
        """What the mouse is told: 14 Mar 2026, lowest ask: 180.00 EUR."""
        return f"{day(moment)}, {row.name}: {self.shown(value)}"

    def band(self, span: Span, its: Look) -> Band:
        left, right = self.along(span.begin), self.along(span.end)
        return Band(percent(left), percent(right - left), its, str(span))
