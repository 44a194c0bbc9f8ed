"""The upright axis and the ground that shapes are drawn on, in pixels from the top: it never stretches."""

from dataclasses import dataclass
from decimal import Decimal

from soleflip.charts.scale import Scale, number

TOP = 10  # pixels above the highest tick, for half of its label
HEIGHT = 220  # pixels from the highest tick to the lowest; 10 more are below it
DIGIT = 7  # pixels of a character in the widest fonts that the stylesheet may meet

# From which value on, what ticks are divided by, and how that is written.
ROUNDINGS = ((10**9, 10**9, "bn"), (10**6, 10**6, "M"), (10**4, 10**3, "k"))


@dataclass(frozen=True)
class Tick:
    y: str
    label: str
    is_zero: bool


class Axis:
    """The ticks of a scale with their labels, and how wide the column of labels is."""

    def __init__(self, scale: Scale):
        labels = tick_labels(scale.ticks)
        self.ticks = [
            Tick(number(height(scale, value)), text, not value) for value, text in zip(scale.ticks, labels, strict=True)
        ]
        self.width = str(DIGIT * max(map(len, labels)) + 10)


def height(scale: Scale, value: Decimal | int) -> float:
    """Where a value lies, in pixels from the top."""
    return TOP + HEIGHT * (1 - scale.share(value))


def tick_labels(ticks: list[Decimal]) -> list[str]:
    """The ticks as short as they can be without becoming alike: 1,500 as it is, 15000 as 15k, 2000000 as 2M."""
    largest, step = max(map(abs, ticks)), ticks[1] - ticks[0]
    fitting = ((size, unit) for least, size, unit in ROUNDINGS if largest >= least and not step % (Decimal(size) / 100))
    size, unit = next(fitting, (1, ""))
    decimals = max(0, -(step / size).normalize().as_tuple().exponent)
    return [f"{value / size:,.{decimals}f}{unit}".replace("-", "\N{MINUS SIGN}") if value else "0" for value in ticks]
