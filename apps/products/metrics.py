"""What /metrics says of the stock."""

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric

from apps.products import figures

CURRENCY = "EUR"  # of what lots cost, see soleflip/columns.py: money()


def stock() -> Iterator[Metric]:
    """Pairs and what they cost without VAT, by how long they have been there."""
    pairs = GaugeMetricFamily("soleflip_stock_pairs", "Pairs in stock, by days since the purchase", labels=["age"])
    value = GaugeMetricFamily(
        "soleflip_stock_value",
        "What the stock cost without VAT, by days since the purchase",
        labels=["age", "currency"],
    )
    rows = [row for row in figures.stock() if row.status in figures.IN_STOCK]
    for age in figures.AGES:
        of_this_age = [row for row in rows if row.age == age.name]
        pairs.add_metric([age.name], sum(row.pairs for row in of_this_age))
        value.add_metric([age.name, CURRENCY], sum(row.cost or 0 for row in of_this_age))
    yield pairs
    yield value
