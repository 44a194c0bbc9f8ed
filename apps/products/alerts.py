"""What `alerts check` can find wrong with the stock."""

from collections.abc import Iterator

from apps.products import figures


def dead_stock(*, euro: float, percent: float) -> Iterator[tuple[str, str]]:
    """Whether what nobody has bought in three months cost much, by itself and as a part of all."""
    rows = [row for row in figures.stock() if row.status in figures.IN_STOCK]
    dead = [row for row in rows if row.age == figures.DEAD]
    cost, of_all = sum(row.cost or 0 for row in dead), sum(row.cost or 0 for row in rows)
    if dead and cost >= euro and cost * 100 >= of_all * percent:
        pairs = sum(row.pairs for row in dead)
        share = f"{cost * 100 / of_all:.0f} % of the stock" if of_all else "all of the stock"
        yield "", f"{pairs:,} pairs lie for more than 90 days; they cost {cost:,.2f} EUR without VAT, {share}."
