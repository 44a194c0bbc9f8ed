"""The history of every price: when it came, each change, and last what it says now."""

from collections.abc import Iterator
from itertools import count

from apps.demo.copying import Copier
from apps.demo.plan import DAY, MONTHS, PRICES, day
from apps.demo.prices import Prices

COLUMNS = "id, price_source_id, price_cents, in_stock, stock_quantity, recorded_at"
CLOCK = [
    f" {hour:02d}:{minute:02d}:{second:02d}+00" for hour in range(24) for minute in range(60) for second in range(60)
]
CHANGES = 9.2  # of a price on average between its first and its last row, as far as there are months for them


def copy(copier: Copier, prices: Prices) -> None:
    """Add the history month by month: the indexes of one month fit into memory, those of two years may not."""
    numbers = count(1)
    for month in range(MONTHS):
        copier.copy("integration.price_history", COLUMNS, _rows(prices, month, numbers))


def _rows(prices: Prices, month: int, numbers: Iterator[int]) -> Iterator[tuple]:
    plan = prices.plan
    key, price_key = plan.prefix("integration.price_history"), plan.prefix("integration.price_sources")
    start, length = plan.months[month]
    days = [day(start + DAY * number).isoformat() for number in range(length // DAY)]
    clock = CLOCK
    first, last = prices.first, prices.last
    for product in prices.catalog.products:
        if month < product.curve.first:
            continue
        begin = product.number * PRICES
        for number in range(begin, begin + PRICES):
            came, changed = first[number], last[number]
            if not came <= month <= changed:
                continue
            if month == changed:
                cents = prices.cents[number]
                in_stock, quantity = prices.quantity(number)
            else:
                luck = (number * 2_246_822_519 + month * 3_266_489_917) % 4_294_967_291 / 4_294_967_291
                if month != came and luck * (changed - came) >= CHANGES:
                    continue
                cents = prices.at(product, number - begin, month)
                in_stock, quantity = luck < 0.85 * min(1, CHANGES / (changed - came)), None
            of_month, second = divmod(prices.moment(number, month) - start, DAY)
            yield (
                f"{key}{next(numbers):012x}", f"{price_key}{number:012x}", cents, in_stock, quantity,
                days[of_month] + clock[second],
            )  # fmt: skip
