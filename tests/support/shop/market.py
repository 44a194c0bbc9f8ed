"""What pairs cost in the shops and bring on StockX, today and in the months before."""

import datetime
import math
import random
from decimal import Decimal

from django.db import connection

from apps.core.models import Supplier
from apps.integration.models import PriceHistory, PriceSource
from apps.pricing.models import ExchangeRate, PricePoint
from apps.products.models import Size
from tests.support.shop.scene import DAYS, Shop
from tests.support.shop.styles import STYLES, Style

BY_SIZE = [style for style in STYLES if style.is_hyped][:9]
SIZES = ["38", "40", "42", "43", "44.5", "46"]
IN_DOLLARS = STYLES[10:15]
DOLLARS = Decimal("1.1")


def resale_price(shop: Shop, style: Style, days_ago: int, size: str = "42") -> Decimal:
    """What a pair brings: dear at the release, then near its level, a little dearer before Christmas."""
    since_release = max(style.released - days_ago, 0)  # some pairs change hands before
    hype = 1 + 0.8 * math.exp(-since_release / 40) if style.is_hyped else 1
    day = (shop.morning - datetime.timedelta(days=days_ago)).timetuple().tm_yday
    season = 1 + 0.06 * math.cos((day - 345) / 365 * 2 * math.pi)
    wobble = random.Random(f"{style.code} {size} {days_ago // 7}").uniform(0.95, 1.05)
    rare = 1 + abs(float(size) - 42) * 0.015
    return Decimal(round(float(style.list_price) * style.heat * hype * season * wobble * rare)).quantize(
        Decimal("0.01")
    )


def highest_bid(ask: Decimal) -> Decimal:
    """What buyers bid while sellers ask that."""
    return round(ask * Decimal("0.91"))


def watch_prices(shop: Shop) -> None:
    """Retail and resale prices of every style with the changes of fourteen months, and bids on the best ones."""
    histories: list[tuple[PriceSource, list[PriceHistory]]] = []
    for number, style in enumerate(STYLES):
        first, second = shop.suppliers[number % 4], shop.suppliers[(number + 1) % 4]
        histories += [_retail(shop, style, first), _resale(shop, style)]
        if number % 3 == 0:
            histories.append(_retail(shop, style, second))
        for size in SIZES if style in BY_SIZE else []:
            histories += [_retail(shop, style, first, shop.sizes[size]), _resale(shop, style, size)]
        if style in IN_DOLLARS:
            histories += [_retail(shop, style, None, currency="USD"), _resale(shop, style, currency="USD")]
    PriceSource.objects.bulk_create(source for source, _ in histories)
    _replace_first_sights(shop, [change for _, changes in histories for change in changes])
    PricePoint.objects.bulk_create(_bids(shop))
    ExchangeRate.objects.bulk_create(_rates(shop))


def _retail(shop: Shop, style: Style, supplier: Supplier | None, size: Size | None = None, currency="EUR"):
    """The list price, less in sales; hyped styles are sold out but for some days."""
    rate = DOLLARS if currency == "USD" else 1
    full = int(style.list_price * 100 * rate)
    start = min(style.released, DAYS)
    changes = [(start, full, True)]
    day = start
    while (day := day - shop.dice.randint(25, 70)) > 14:
        if style.is_hyped:
            changes += [(day, full, False), (max(day - shop.dice.randint(15, 45), 3), full, True)]
            day = changes[-1][0]
        elif shop.dice.random() < 0.5:
            changes += [(day, full * shop.dice.choice([70, 75, 80]) // 100, True), (day - 12, full, True)]
            day -= 12
    if changes[-1][2] and shop.dice.random() < 0.3:
        changes.append((2, full, False))
    kind = {"source_type": "awin", "price_type": "retail", "supplier": supplier, "currency": currency}
    name = supplier.name if supplier else "Shop in New York"
    return _source(shop, style, size, changes, source_name=name, **kind)


def _resale(shop: Shop, style: Style, eu_size: str | None = None, currency="EUR"):
    """The lowest ask on StockX, week by week; Nike's sizes are in US there."""
    rate = DOLLARS if currency == "USD" else 1
    weeks = range(min(style.released, DAYS) // 7, -1, -1)
    sizes = shop.us_sizes if style.brand in ("Nike", "Jordan") else shop.sizes
    size = sizes[eu_size] if eu_size else None
    changes = [
        (week * 7, int(resale_price(shop, style, week * 7, eu_size or "42") * 100 * rate), True) for week in weeks
    ]
    if size and len(weeks) > 10 and shop.dice.random() < 0.3:  # nobody offers this size for some weeks
        changes[-8:-5] = [(days_ago, cents, False) for days_ago, cents, _ in changes[-8:-5]]
    kind = {"source_type": "stockx", "price_type": "resale", "source_name": "StockX", "currency": currency}
    return _source(shop, style, size, changes, **kind)


def _source(shop: Shop, style: Style, size: Size | None, changes, **kind) -> tuple[PriceSource, list[PriceHistory]]:
    """The price as its last change left it, and the changes: days ago, cents, in stock."""
    product = shop.products[style]
    days_ago, cents, in_stock = changes[-1]
    supplier = kind.get("supplier")
    source = PriceSource(
        product=product,
        size=size,
        source_product_id=f"{product.sku}-{supplier.slug[:12] if supplier else kind['currency']}",
        price_cents=cents,
        in_stock=in_stock,
        stock_quantity=shop.dice.randint(1, 30) if in_stock and supplier else None,
        affiliate_link=f"https://shop.example/{product.sku}" if supplier else None,
        source_url=None if supplier else f"https://market.example/{product.sku}",
        last_updated=shop.at(min(days_ago, 1)),
        created_at=shop.at(changes[0][0]),
        **kind,
    )
    history = [
        PriceHistory(price_source=source, price_cents=cents, in_stock=in_stock, recorded_at=shop.at(days_ago))
        for days_ago, cents, in_stock in changes
    ]
    history[-1].stock_quantity = source.stock_quantity
    return source, history


def _replace_first_sights(shop: Shop, changes: list[PriceHistory]) -> None:
    """The changes of all months, each in its partition, instead of what a trigger wrote when the prices came in."""
    first_month = (shop.morning - datetime.timedelta(days=DAYS)).date().replace(day=1)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM integration.price_history")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no event of a trigger may wait while partitions are attached
        cursor.execute("SELECT system.ensure_month_partitions('integration.price_history', 6, %s)", [first_month])
    PriceHistory.objects.bulk_create(changes)


def _bids(shop: Shop) -> list[PricePoint]:
    """The highest bids on StockX, every two weeks."""
    return [
        PricePoint(
            product=shop.products[style],
            platform=shop.platforms["StockX"],
            price_date=shop.at(days_ago).date(),
            price_type="market",
            price_amount=highest_bid(resale_price(shop, style, days_ago)),
            source="StockX highest bid",
            confidence_score=Decimal("0.9"),
        )
        for style in STYLES[:25]
        for days_ago in range(min(style.released, DAYS), -1, -14)
    ]


def _rates(shop: Shop) -> list[ExchangeRate]:
    """What a euro was worth in dollars on the working days of the last two months."""
    days = [shop.morning.date() - datetime.timedelta(days) for days in range(60)]
    return [
        ExchangeRate(date=day, base="EUR", quote="USD", rate=_rate(day), source="European Central Bank")
        for day in days
        if day.weekday() < 5
    ]


def _rate(day: datetime.date) -> Decimal:
    return DOLLARS + Decimal(random.Random(f"dollars {day}").randint(-80, 80)) / 10_000
