"""Charts as HTML with inline SVG, drawn on the server: no script, no inline style, and every figure in a table too.

A template writes one with {{ chart }}; the page needs the stylesheet soleflip/charts.css.
"""

from soleflip.charts.bars import BarChart
from soleflip.charts.labels import Series
from soleflip.charts.lines import LineChart
from soleflip.charts.spans import SpanBar
from soleflip.charts.steps import Dots, Span, StepChart, Steps

__all__ = ["BarChart", "Dots", "LineChart", "Series", "Span", "SpanBar", "StepChart", "Steps"]
