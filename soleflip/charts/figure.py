"""What all charts have in common: the figure with its title, legend and table."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from soleflip.charts.looks import Look
from soleflip.charts.scale import known
from soleflip.written import written

UNKNOWN = "\N{EN DASH}"
MOST_ROWS = 200
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Entry:
    """A line of the legend. kind says how its sample is drawn: bar, line, dots or band."""

    kind: str
    look: Look
    name: str
    value: str = ""


@dataclass(frozen=True)
class Table:
    """The figures: the head of each column, and rows of as many texts; the first of a row says what it is about."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]

    @property
    def shown(self) -> Sequence[Sequence[str]]:
        return self.rows[:MOST_ROWS]

    @property
    def left_out(self) -> int:
        return max(0, len(self.rows) - MOST_ROWS)


class Chart:
    """A chart with a title and a note. Its kinds say what is drawn, by which template, and what the table has."""

    title: str
    note: str
    show: Callable[..., str] = str  # writes a value for people, as plain text
    template: str

    def drawing(self) -> dict | None:
        """What the template draws: gist, legend and the shapes; None where there is nothing to show."""
        raise NotImplementedError

    def table(self) -> Table:
        """The figures that are drawn."""
        raise NotImplementedError

    def render(self) -> SafeString:
        """The figure as HTML. Each has ids of its own, also when one chart stands on a page twice."""
        context = {"chart": self, "drawing": self.drawing(), "key": f"chart-{next(_numbers)}"}
        return written("charts/figure.html", context)

    __str__ = __html__ = render

    def shown(self, value: Decimal | int | None) -> str:
        """A value for people."""
        return self.show(value) if known(value) else UNKNOWN

    def in_words(self, name: str, values: Sequence[Decimal | int | None]) -> str:
        """A series for who cannot see it: where it begins and ends, and between what it moves."""
        numbers = [value for value in values if known(value)]
        if not numbers:
            return f"{name}: nothing known."
        ends = {"first": numbers[0], "last": numbers[-1], "lowest": min(numbers), "highest": max(numbers)}
        return f"{name}: {', '.join(f'{word} {self.shown(value)}' for word, value in ends.items())}."
