"""Series over labels, and the labels below a chart: months or names, so many and such that they fit on a phone."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.dateformat import format as date_format

PHONE = 290  # pixels that a phone leaves for the labels
LETTER = 6  # pixels of a letter on a phone, in the widest fonts that the stylesheet may meet
SPACE = 8  # pixels between two labels
MANY = 12  # up to here every label is shown


@dataclass(frozen=True)
class Series:
    """Values with a name, one for each label of the chart; None is unknown and drawn as a gap."""

    name: str
    values: Sequence[Decimal | int | None]


@dataclass(frozen=True)
class Text:
    """What stands below a place of the chart, and under that what changes less often: the year."""

    text: str = ""
    under: str = ""


class Below:
    """The texts below a chart, one for each label; of many only every n-th, the others are empty.

    style says what to do on a narrow screen: keep them whole, wrap between words, or stand them upright.
    """

    def __init__(self, labels: Sequence[str | datetime.date]):
        pairs = [month(label) if isinstance(label, datetime.date) else Text(str(label)) for label in labels]
        nth = every_nth(pairs)
        self.texts, said = [], ""
        for place, pair in enumerate(pairs):
            if place % nth:
                self.texts.append(Text())
            else:
                self.texts.append(Text(pair.text, pair.under if pair.under != said else ""))
                said = pair.under
        if len(pairs) == MANY and self.texts[1].under:  # on a phone two years would run into each other
            self.texts[0] = Text(self.texts[0].text)
        if nth > 1 or all(isinstance(label, datetime.date) for label in labels):
            self.style = "whole"
        else:
            longest = max(len(word) for pair in pairs for word in (*pair.text.split(), ""))
            self.style = "wrapped" if longest * LETTER * len(pairs) <= PHONE else "upright"


def month(label: datetime.date) -> Text:
    """The month of a date, and the year under it."""
    return Text(*full(label).rsplit(" ", 1))


def full(label: str | datetime.date) -> str:
    """A label where there is room: Nov 2026 for a month."""
    return date_format(label, "M Y") if isinstance(label, datetime.date) else str(label)


def every_nth(pairs: Sequence[Text]) -> int:
    """Of how many labels one is shown, so that they do not meet on a phone."""
    if len(pairs) <= MANY:
        return 1
    widest = max(len(text) for pair in pairs for text in (pair.text, pair.under)) * LETTER + SPACE
    return -(-len(pairs) * widest // PHONE)
