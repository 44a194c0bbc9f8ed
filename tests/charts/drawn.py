"""Reads charts back: what was drawn, as numbers, and what the table says."""

from dataclasses import dataclass
from xml.etree import ElementTree

from soleflip.charts.figure import Chart

UNKNOWN = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Rectangle:
    """A bar or a shade: x and width in percent, y and height in pixels, and what the mouse is told."""

    x: float
    width: float
    y: float
    height: float
    title: str


class Drawn:
    """A rendered chart. Parsing it proves that it is well-formed."""

    def __init__(self, chart: Chart):
        self.html = chart.render()
        self.figure = ElementTree.fromstring(self.html)

    def all(self, path: str) -> list[ElementTree.Element]:
        return self.figure.findall(f".//{path}")

    def of_class(self, name: str) -> list[ElementTree.Element]:
        """The elements with a class, outside the legend."""
        legend = {part for ul in self.all("ul") for part in ul.iter()}
        return [part for part in self.figure.iter() if name in part.get("class", "").split() and part not in legend]

    def words(self) -> str:
        return " ".join("".join(self.figure.itertext()).split())

    def rectangles(self, name: str) -> list[Rectangle]:
        return [
            Rectangle(
                x=float(part.get("x").rstrip("%")),
                width=float(part.get("width").rstrip("%")),
                y=float(part.get("y")),
                height=float(part.get("height", 0)),
                title=part.findtext("title"),
            )
            for part in self.of_class(name)
        ]

    def titles(self, name: str) -> list[str]:
        """What the mouse is told over elements of a class."""
        return [title.text for part in self.of_class(name) for title in part.iter("title")]

    def paths(self) -> list[str]:
        return [part.get("d") for part in self.of_class("line")]

    def ticks(self) -> list[str]:
        """The labels of the upright axis, from bottom to top."""
        return [text.text.replace(MINUS, "-") for svg in self.of_class("axis") for text in svg.iter("text")]

    def below(self) -> list[tuple[str, str]]:
        """The labels below bars and lines, each with what stands under it; empty places are left out."""
        cells = [[span.text or "" for span in cell] for row in self.of_class("below") for cell in row]
        return [(cell[0], cell[1] if len(cell) > 1 else "") for cell in cells if cell[0]]

    def times(self) -> list[str]:
        """The labels below an axis of time, with what stands under them."""
        return [text.text for svg in self.of_class("times") for text in svg.iter("text")]

    def gist(self) -> str:
        return next(part.get("aria-label") for part in self.all("svg") if part.get("role") == "img")

    def table(self) -> list[list[str]]:
        """Head and rows of the table."""
        return [[cell.text or "" for cell in row] for row in self.all("tr")]
