"""What the charts answer: the EU size of a label, and the label in another region."""

import datetime
from decimal import Decimal
from typing import NamedTuple

from apps.products.models.size import Gender, SizeRegion
from apps.products.size_charts.chart import Line
from apps.products.size_charts.numbers import eu_size, half_size, written
from apps.products.size_charts.published import CHARTS, TAKEN_OVER

SCALES = {SizeRegion.US: "us", SizeRegion.UK: "uk", SizeRegion.EU: "eu"}
_CHARTS = {(chart.slug, chart.gender): chart for chart in CHARTS}


class Answer(NamedTuple):
    """What public.sizes holds of a label beside it; all None where the charts do not have it."""

    standardized_value: Decimal | None
    chart_source: str | None
    chart_date: datetime.date | None


EU_RULE = "EU sizes are their own value, for every brand"
NOTHING = Answer(None, None, None)


class NoAnswer(Exception):
    """The charts have no single answer; says why in a sentence."""


class NotInChart(NoAnswer):
    """No chart has the label, or the chart does not say what it is in the other region."""


class Ambiguous(NoAnswer):
    """The label stands for several sizes."""

    def __init__(self, sentence: str, labels: tuple[str, ...]):
        super().__init__(sentence)
        self.labels = labels


def standardized(chart: str | None, gender: str | None, region: str, value: str) -> Decimal | None:
    """The EU size of a label, thirds as .33 and .67; None where the chart has no answer, or two.

    `chart` is the slug of the brand whose chart it is, None where the brand is not known. EU labels need none: they are
    their own value.
    """
    if region == SizeRegion.EU:
        return eu_size(value)
    found = {line.eu for line in lines_of(chart, gender, region, value)}
    return found.pop() if len(found) == 1 else None


def converted(chart: str | None, gender: str | None, value: str, from_region: str, to_region: str) -> str:
    """The label in another region. Raises Ambiguous, which names all that it may be, or NotInChart."""
    lines, to = lines_of(chart, gender, from_region, value), SCALES.get(to_region)
    found = {getattr(line, to) if to else None for line in lines}
    label = f"{from_region} {value} {gender or 'of an unknown gender'}"
    name = next((f"the chart of {found.brand}" for found in CHARTS if found.slug == chart), "")
    if not found or None in found:
        says = f"{name} does not say" if name else "no chart of ours says"
        raise NotInChart(f"{label}: {says} what that is in {to_region}.")
    labels = tuple(written(size) for size in sorted(found))
    if len(labels) > 1:
        raise Ambiguous(f"{label}: {name} has {' and '.join(f'{to_region} {one}' for one in labels)} for it.", labels)
    return labels[0]


def answer(chart: str | None, gender: str | None, region: str, value: str) -> Answer:
    """The EU size with its source. A label that is in a chart has that as its source, also where it stands for two."""
    size = standardized(chart, gender, region, value)
    if region == SizeRegion.EU:
        return Answer(size, EU_RULE, TAKEN_OVER) if size else NOTHING
    if lines_of(chart, gender, region, value):
        return Answer(size, _CHARTS[chart, gender].source, _CHARTS[chart, gender].date)
    return NOTHING


def lines_of(chart: str | None, gender: str | None, region: str, value: str) -> list[Line]:
    """The lines of the chart in which the label stands: more than one where it stands for several sizes."""
    scale, found = SCALES.get(region), _CHARTS.get((chart, gender))
    size = (eu_size if region == SizeRegion.EU else half_size)(value)
    if scale is None or found is None or size is None:
        return []
    return [line for line in found.lines if getattr(line, scale) == size]


def has_chart(chart: str | None) -> bool:
    """Whether there is a chart of the brand at all, for any gender."""
    return any((chart, gender) in _CHARTS for gender in Gender)
