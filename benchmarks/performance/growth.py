"""How a case grows with the rows, and what that comes to where nothing was measured."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from performance.runs import Run

ON_PAPER = 100  # the scale that is not measured


@dataclass(frozen=True)
class Curve:
    """What a case took in one way: (scale, value) as measured."""

    points: Sequence[tuple[float, float]]

    @property
    def power(self) -> float | None:
        """With which power of the rows it grows between the two largest scales; 0: not at all, 1: in step with them."""
        if len(self.points) < 2:
            return None
        (small, less), (large, more) = self.points[-2:]
        if not less or not more:
            return 0.0
        return max(0.0, math.log(more / less) / math.log(large / small))

    def at(self, scale: float) -> float | None:
        """What it would take if it went on so. Nothing is promised by that."""
        if self.power is None:
            return None
        largest, value = self.points[-1]
        return value * (scale / largest) ** self.power


def curve(runs: Sequence[Run], case: str, way: str) -> Curve:
    """The curve of a case in one way."""
    measured = [(run.scale, run.median(case, way)) for run in runs]
    return Curve([(scale, value) for scale, value in measured if value is not None])
