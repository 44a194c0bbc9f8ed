"""The growth of all cases as one SVG: a small panel for each, both axes by powers of ten."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from scale.units import BYTES, shown

from performance.growth import ON_PAPER, Curve, curve
from performance.runs import Run

COLUMNS, WIDTH, HEIGHT = 3, 330, 190  # panels in a row, and the pixels of each
LEFT, RIGHT, TOP, BOTTOM = 68, 14, 34, 26  # what a panel leaves around its lines
LOOKS = {"ours": ("#1f5fa8", ""), "naive": ("#b3541e", "6 3")}  # colour, and dashes for whom colours say nothing
HEAD = 34
MB = 1 << 20


def plotted(runs: Sequence[Run]) -> str:
    """The picture."""
    cases = runs[-1].cases
    width, height = COLUMNS * WIDTH, HEAD + math.ceil(len(cases) / COLUMNS) * HEIGHT
    panels = [
        f'<g transform="translate({place % COLUMNS * WIDTH} {HEAD + place // COLUMNS * HEIGHT})">'
        + "".join(panel(runs, case))
        + "</g>"
        for place, case in enumerate(cases)
    ]
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' font-family="sans-serif" font-size="11" fill="#222">',
        "<title>How the cases grow with the rows</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        *legend(),
        *panels,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def legend() -> Iterator[str]:
    x = 16
    for name, (colour, dashes) in LOOKS.items():
        yield f'<path d="M{x} 17h30" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>'
        yield f'<text x="{x + 36}" y="21">{name}</text>'
        x += 100
    yield f'<circle cx="{x + 6}" cy="17" r="3.5" fill="#fff" stroke="#222"/>'
    yield f'<text x="{x + 16}" y="21">{ON_PAPER}x: on paper, from the two scales before</text>'


@dataclass(frozen=True)
class Axis:
    """The upright axis: from one power of ten to another, of seconds or megabytes."""

    low: int
    high: int
    one: float

    @classmethod
    def over(cls, values: Sequence[float], unit: str) -> "Axis":
        """The powers of ten around the values, at least one apart."""
        one = MB if unit == BYTES else 1
        logarithms = [math.log10(value / one) for value in values if value > 0] or [0.0]
        low, high = math.floor(min(logarithms)), math.ceil(max(logarithms))
        return cls(low, max(high, low + 1), one)

    @property
    def lines(self) -> list[float]:
        return [self.one * 10.0**power for power in range(self.low, self.high + 1)]

    def height(self, value: float) -> float:
        """Pixels from the top of the panel."""
        share = (math.log10(value / self.one) - self.low) / (self.high - self.low)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def panel(runs: Sequence[Run], case: dict) -> Iterator[str]:
    """One case: its lines over the scales."""
    curves = {name: curve(runs, case["name"], name) for name in LOOKS}
    axis = Axis.over([value for of in curves.values() for _, value in drawn(of)], case["unit"])
    yield f'<text x="12" y="18" font-weight="bold">{escape(case["about"])}</text>'
    for value in axis.lines:
        y = axis.height(value)
        yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{shown(value, case["unit"])}</text>'
    for scale in [*(run.scale for run in runs), ON_PAPER]:
        yield f'<text x="{along(scale, runs):.1f}" y="{HEIGHT - 10}" text-anchor="middle">{scale:g}x</text>'
    for name, of in curves.items():
        if of.points:
            yield from line(of, name, runs, axis)


def line(of: Curve, name: str, runs: Sequence[Run], axis: Axis) -> Iterator[str]:
    colour, dashes = LOOKS[name]
    places = [(along(scale, runs), axis.height(value), scale) for scale, value in drawn(of) if value > 0]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y, _ in places)
    yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>'
    for x, y, scale in places:
        fill = "#fff" if scale == ON_PAPER else colour
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{fill}" stroke="{colour}"/>'


def drawn(of: Curve) -> list[tuple[float, float]]:
    """What was measured, and the point on paper."""
    paper = of.at(ON_PAPER)
    return [*of.points, *([] if paper is None else [(ON_PAPER, paper)])]


def along(scale: float, runs: Sequence[Run]) -> float:
    """Pixels from the left of the panel."""
    first, last = math.log10(runs[0].scale), math.log10(ON_PAPER)
    return LEFT + 12 + (math.log10(scale) - first) / (last - first) * (WIDTH - LEFT - RIGHT - 24)
