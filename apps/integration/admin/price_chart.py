from apps.integration.models import PriceSource
from apps.integration.price_history import State, states
from apps.integration.price_words import change_in_words
from soleflip.admin import Card, card_on, periods
from soleflip.admin.formats import money
from soleflip.charts import Span, StepChart, Steps


@card_on("integration.PriceSource")
def price_history(request, price: PriceSource) -> Card | None:
    """How the price went, and when it could not be had."""
    period = periods.asked(request)
    found = states(price, period.since)
    if not found:
        return None
    begin = max(period.since, found[0].moment)
    points = [(max(state.moment, begin), state.price if state.in_stock else None) for state in found]
    name = price.get_price_type_display().capitalize()
    chart = StepChart(
        f"{name} price in {price.currency}",
        begin,
        period.until,
        steps=[Steps(name, points)],
        bands=_stock_outs(found, period),
        show=lambda amount: money(amount, price.currency),
    )
    context = {"charts": [chart], "changes": [change_in_words(name, points, price.currency)], "period": period}
    return Card("Price history", "admin/cards/prices.html", context, True)


def _stock_outs(found: list[State], period: periods.Period) -> list[Span]:
    ends = [*(state.moment for state in found[1:]), period.until]
    return [
        Span("Out of stock", state.moment, end) for state, end in zip(found, ends, strict=True) if not state.in_stock
    ]
