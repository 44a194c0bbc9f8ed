"""What holds for every kind of chart: nothing inline that the page's policy refuses, all text escaped, ids unique."""

import datetime
import re
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from soleflip.charts import BarChart, Dots, LineChart, Series, Span, SpanBar, StepChart, Steps
from tests.charts.drawn import UNKNOWN, Drawn

BEGIN = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
END = BEGIN + datetime.timedelta(days=30)
EVIL = "<script>alert(1)</script>\"'&"


def each_kind(name="StockX", values=(Decimal("1234.5"), None, -3)):
    """One chart of each kind with this name in every place that takes one."""
    points = [(BEGIN + datetime.timedelta(days=place), value) for place, value in enumerate(values)]
    labels = [f"{name} {place}" for place in range(len(values))]
    series = [Series(name, values), Series(name, values)]
    bands = [Span(name, BEGIN, END)]
    return {
        "bars": BarChart(name, labels, series, note=name, show=lambda value: f"{value} {name}"),
        "lines": LineChart(name, labels, series, note=name, show=lambda value: f"{value} {name}"),
        "steps": StepChart(name, BEGIN, END, [Steps(name, points)], [Dots(name, points)], bands, note=name),
        "spans": SpanBar(name, [(name, value and int(value)) for value in values], note=name),
    }


KINDS = list(each_kind())


@pytest.mark.parametrize("kind", KINDS)
class TestEveryKind:
    def test_a_template_writes_it(self, kind):
        html = Template("{{ chart }}").render(Context({"chart": each_kind()[kind]}))
        assert html.startswith('<figure class="chart">')
        assert html.rstrip().endswith("</figure>")

    def test_nothing_is_inline(self, kind):
        drawn = Drawn(each_kind()[kind])
        assert not [part for part in drawn.figure.iter() if part.tag in ("script", "style")]
        names = {name for part in drawn.figure.iter() for name in part.attrib}
        assert not [name for name in names if name == "style" or name.startswith("on")]

    def test_all_text_is_escaped(self, kind):
        drawn = Drawn(each_kind(EVIL)[kind])
        assert "<script" not in drawn.html
        assert EVIL in drawn.words()
        assert EVIL in drawn.gist()

    def test_two_of_them_on_a_page_share_no_id(self, kind):
        chart = each_kind()[kind]
        first, second = ({part.get("id") for part in Drawn(chart).figure.iter()} - {None} for _ in range(2))
        assert not first & second

    @pytest.mark.parametrize("values", [(1, 2), (0, 0)])
    def test_every_hatching_that_is_used_is_there(self, kind, values):
        drawn = Drawn(each_kind(values=values)[kind])
        ids = [part.get("id") for part in drawn.all("pattern")]
        assert len(set(ids)) == len(ids)
        assert set(re.findall(r"url\(#(.+?)\)", drawn.html)) <= set(ids)

    @pytest.mark.parametrize("values", [(), (None,), (None, None)])
    def test_without_figures_it_says_so(self, kind, values):
        drawn = Drawn(each_kind(values=values)[kind])
        assert drawn.words() == "StockX StockX Nothing to show yet."

    @pytest.mark.parametrize("values", [(5,), (0, 0, 0), (10**9, -(10**9)), (None, 3)])
    def test_unusual_figures(self, kind, values):
        drawn = Drawn(each_kind(values=values)[kind])
        assert "Nothing to show yet." not in drawn.words()
        assert "nan" not in drawn.html.lower()

    def test_the_language_does_not_change_numbers_of_the_drawing(self, kind, settings):
        settings.USE_THOUSAND_SEPARATOR = True
        chart = each_kind()[kind]
        english, german = [], []
        for language, found in (("en-gb", english), ("de", german)):
            with translation.override(language):
                drawn = Drawn(chart)
            found += [
                part.get(name)
                for part in drawn.figure.iter()
                for name in ("x", "y", "width", "height", "d")
                if part.get(name)
            ]
        assert english == german

    def test_the_table_has_heads(self, kind):
        drawn = Drawn(each_kind()[kind])
        assert drawn.all("caption")[0].text == "StockX"
        assert {head.get("scope") for head in drawn.all("th")} == {"col", "row"}

    def test_the_legend_has_a_sample_of_each_look(self, kind):
        for item in Drawn(each_kind()[kind]).all("li"):
            assert item.find("svg") is not None


def test_the_table_has_exactly_the_figures():
    series = [Series("Bought", [1, 2]), Series("Sold", [Decimal("3.50"), None])]
    for kind in (BarChart, LineChart):
        drawn = Drawn(kind("Pairs", ["StockX", "eBay"], series, show=lambda value: f"{value} EUR"))
        assert drawn.table() == [["", "Bought", "Sold"], ["StockX", "1 EUR", "3.50 EUR"], ["eBay", "2 EUR", UNKNOWN]]
