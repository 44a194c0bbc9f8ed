import datetime
from collections import defaultdict
from decimal import Decimal
from itertools import pairwise

from apps.analytics.currencies import in_order
from apps.integration.choices import PriceType
from apps.integration.price_history import Offer, offers
from apps.integration.price_words import change_in_words
from apps.platforms.models import ListingPriceChange
from apps.pricing.models import PricePoint
from apps.pricing.models.price_point import PricePointType
from apps.products.models import Product
from soleflip.admin import Card, card_on, periods
from soleflip.admin.formats import money
from soleflip.charts import Dots, Span, StepChart, Steps

LINES, OBSERVERS = 4, 2  # that can be told apart
MOST_DOTS = 500
ASKS_ARE_IN = "EUR"
KINDS = {
    PriceType.RESALE: "Ask",
    PriceType.RETAIL: "Retail",
    PriceType.AUCTION: "Auction",
    PriceType.WHOLESALE: "Wholesale",
}


@card_on("products.Product")
def prices(request, product: Product) -> Card | None:
    """Lowest asks, shop prices and bids over time, a chart for each currency, and when no shop had the product."""
    period = periods.asked(request)
    found = offers(product, period.since, period.until)
    dots = _observations(product, period)
    charts, sentences, left_out = [], [], 0
    for currency in in_order({offer.currency for offer in found} | {code for code, _ in dots}):
        of_currency = [offer for offer in found if offer.currency == currency]
        lines = sorted(of_currency, key=_asks_first)[:LINES]
        seen = [Dots(name, points) for (code, name), points in dots.items() if code == currency][:OBSERVERS]
        shops = [offer for offer in of_currency if offer.price_type == PriceType.RETAIL]
        charts.append(_chart(currency, lines, seen, _no_shop(shops, period), period))
        sentences += [change_in_words(_name(offer), offer.points, currency) for offer in lines]
        left_out += len(of_currency) - len(lines)
    if not charts:
        return None
    if left_out:
        sentences.append(
            f"Shops and marketplaces that are not shown: {left_out}. They are among the prices of the product."
        )
    return Card("Prices", "admin/cards/prices.html", {"charts": charts, "changes": sentences, "period": period}, True)


def _chart(currency: str, lines: list[Offer], dots: list[Dots], bands: list[Span], period: periods.Period) -> StepChart:
    steps = [Steps(_name(offer), offer.points) for offer in lines]
    return StepChart(
        f"Lowest price of any size, in {currency}",
        max(period.since, min(moment for row in [*steps, *dots] for moment, _ in row.points)),
        period.until,
        steps=steps,
        dots=dots,
        bands=bands,
        show=lambda amount: money(amount, currency),
    )


def _name(offer: Offer) -> str:
    return f"{KINDS[PriceType(offer.price_type)]} at {offer.place}"


def _asks_first(offer: Offer) -> tuple:
    """Asks, then what can be had now, the cheapest first."""
    now = offer.points[-1][1]
    return offer.price_type != PriceType.RESALE, now is None, now or 0, offer.place


def _no_shop(retail: list[Offer], period: periods.Period) -> list[Span]:
    """The times at which every shop was out of stock."""
    moments = sorted({moment for offer in retail for moment, _ in offer.points})
    return [
        Span("Out of stock in the shops", moment, end)
        for moment, end in pairwise([*moments, period.until])
        if all(_at(offer, moment) is None for offer in retail)
    ]


def _at(offer: Offer, moment: datetime.datetime) -> Decimal | None:
    return next((price for begins, price in reversed(offer.points) if begins <= moment), None)


def _observations(product: Product, period: periods.Period) -> dict[tuple[str, str], list]:
    """What was seen of the market at single moments, by currency and name, the bids at our changes of asks first."""
    found = defaultdict(list)
    bids = ListingPriceChange.objects.filter(listing__product=product, market_highest_bid__isnull=False)
    bids = bids.filter(created_at__range=(period.since, period.until)).order_by("-created_at")[:MOST_DOTS]
    for change in bids:
        found[ASKS_ARE_IN, "Highest bid when we changed an ask"].append((change.created_at, change.market_highest_bid))
    points = PricePoint.objects.filter(product=product, price_type=PricePointType.MARKET)
    points = points.filter(price_date__range=(period.since.date(), period.until.date())).order_by("-price_date")
    for point in points[:MOST_DOTS]:
        noon = datetime.datetime.combine(point.price_date, datetime.time(12), datetime.UTC)
        found[point.currency, point.source].append((noon, point.price_amount))
    return found
