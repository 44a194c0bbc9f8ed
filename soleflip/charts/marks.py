"""Markers, and lines in the coordinates of an SVG that is stretched to the width of the chart."""

from dataclasses import dataclass

from soleflip.charts.axis import height
from soleflip.charts.looks import Look
from soleflip.charts.scale import Scale, number, percent

CROWD = 36  # more markers than these would hide the line on a phone


@dataclass(frozen=True)
class Mark:
    """A marker. A quiet one appears under the mouse only."""

    x: str
    y: str
    look: Look
    title: str
    quiet: bool


@dataclass(frozen=True)
class Line:
    """A line with its look. path is in a view box of 1000 by 100, which becomes as wide and high as the chart."""

    path: str
    look: Look
    title: str = ""


def mark(scale: Scale, along: float, value, look: Look, title: str, quiet: bool = False) -> Mark:
    """The marker of a value that lies along the chart by a share from 0 to 1."""
    return Mark(percent(along), number(height(scale, value)), look, title, quiet)


def stretched(scale: Scale, along: float, value) -> tuple[str, str]:
    """The same place in a line's path: x of 1000, y of 100 from the top."""
    return number(along * 1000), number((1 - scale.share(value)) * 100)
