from apps.core.models import Supplier
from soleflip.admin import Card, card_on
from soleflip.charts import BarChart, LineChart, Series

SHOWN = 24


@card_on("core.Supplier")
def months(request, supplier: Supplier) -> Card | None:
    """Orders, days to delivery, returns and ROI of the last months that are known."""
    rows = list(supplier.performance.order_by("-month_year")[:SHOWN])[::-1]
    if not rows:
        return None
    labels = [row.month_year for row in rows]
    charts = [
        BarChart("Orders by month", labels, [Series("Orders", [row.total_orders for row in rows])]),
        LineChart(
            "Return rate and ROI by month, in percent",
            labels,
            [
                Series("Return rate", [row.return_rate for row in rows]),
                Series("ROI", [row.avg_roi for row in rows]),
            ],
            show=lambda percent: f"{percent:.1f} %",
        ),
        BarChart(
            "Days from order to delivery by month",
            labels,
            [Series("Days to delivery", [row.avg_delivery_time for row in rows])],
            show=lambda days: f"{days:.1f} days",
        ),
    ]
    known = [chart for chart in charts if any(value is not None for row in chart.series for value in row.values)]
    return Card("Its months", "admin/cards/charts.html", {"charts": known}, True)
