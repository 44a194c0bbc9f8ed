"""What was sold in the last fourteen months."""

import datetime
from decimal import Decimal

from apps.platforms.choices import OrderStatus
from apps.platforms.models import StockXListing
from apps.products.models import InventoryItem
from apps.products.models.inventory_item import StockStatus
from apps.transactions.models import LegacyTransaction, Order
from apps.transactions.sales import PROFIT, fill_figures
from tests.support.shop.market import DOLLARS, resale_price
from tests.support.shop.scene import DAYS, Shop
from tests.support.shop.stock import bought, listing_of
from tests.support.shop.styles import STYLES, Style

BIG_BRANDS = ["Nike", "Jordan", "Adidas", "New Balance", "Asics"]
SOLD = 450
# Platform: how often we sell there, its commission, its fee for the payment.
PLATFORMS = {"StockX": (60, "0.09", "0.03"), "Alias": (20, "0.095", "0.029"), "eBay": (13, "0.08", "0"),
             "Kleinanzeigen": (7, "0", "0")}  # fmt: skip
COUNTRIES = {"Germany": "Berlin", "France": "Lyon", "Italy": "Turin", "Netherlands": "Utrecht", "Poland": "Gdansk"}
NAMES_OF_STATUS = {
    OrderStatus.PENDING: ("label printed", "need_shipping"),
    OrderStatus.SHIPPED: ("in transit", "outgoing"),
    OrderStatus.AUTHENTICATED: ("delivered", "outgoing"),
    OrderStatus.COMPLETED: ("delivered", "sale_completed"),
}


def sell_for_a_year(shop: Shop) -> None:
    """Sales on all platforms, a few in dollars, cancelled or not paid out yet; before them those of the old system."""
    weights = [style.heat * (3 if style.brand in BIG_BRANDS else 1) for style in STYLES]
    wanted = _of_these_months(shop)
    while len(wanted) < SOLD:
        days_ago = int(DAYS * shop.dice.random() ** 1.15)  # business grows
        style = shop.dice.choices(STYLES, weights)[0]
        if days_ago < style.released:
            wanted.append((style, days_ago))
    sales = [_sale(shop, number, style, days_ago) for number, (style, days_ago) in enumerate(wanted)]
    InventoryItem.objects.bulk_create(order.inventory for order in sales)
    StockXListing.objects.bulk_create(order.listing for order in sales if order.listing)
    Order.objects.bulk_create(sales)
    _sell_in_the_old_system(shop)


def _of_these_months(shop: Shop) -> list[tuple[Style, int]]:
    """Some sales of each big brand in this month and the last, so that both can be compared on any day."""
    today = shop.morning.day - 1
    return [
        (style, days_ago)
        for brand in BIG_BRANDS
        for style in [style for style in STYLES if style.brand == brand][:3]
        for days_ago in (shop.dice.randint(0, today), today + shop.dice.randint(1, 28))
    ]


def _sale(shop: Shop, number: int, style: Style, days_ago: int) -> Order:
    name = shop.dice.choices(list(PLATFORMS), [often for often, _, _ in PLATFORMS.values()])[0]
    in_dollars = name in ("StockX", "Alias") and number % 40 == 7
    is_cancelled = number % 30 == 11
    rate = DOLLARS if in_dollars else 1
    held = min(int(shop.dice.expovariate(1 / 35)) + 1, max(style.released - days_ago, 1))
    lot = bought(shop, style, days_ago + held, status=StockStatus.RETURNED if is_cancelled else StockStatus.SOLD)
    sold_at = shop.at(days_ago)
    price = round(resale_price(shop, style, days_ago, lot.size.value) * rate)
    order_number = f"{shop.dice.randint(10_000_000, 99_999_999)}-{number:08}"
    order = Order(
        inventory=lot,
        listing=_listing(shop, style, lot, sold_at) if name == "StockX" and not is_cancelled and number % 3 else None,
        platform=shop.platforms[name],
        sales_channel=name,
        external_id=order_number,
        stockx_order_number=order_number if name == "StockX" else None,
        sale_price=price,
        gross_sale=price + 12,
        buyer_premium=12,
        currency="USD" if in_dollars else "EUR",
        original_buy_price=round(lot.purchase_price * rate, 2),
        sold_at=sold_at,
        created_at=sold_at,
        buyer_destination_country=(country := shop.dice.choice(list(COUNTRIES))),
        buyer_destination_city=COUNTRIES[country],
    )
    if is_cancelled:
        order.order_status = OrderStatus.CANCELLED
        order.notes = "Returned: the buyer found a mark on the toe box."
        fill_figures(order)
        for figure in PROFIT:
            setattr(order, figure, None)
    else:
        _fulfil(shop, order, days_ago, is_late=number % 45 == 21)
        fill_figures(order)
    return order


def _fulfil(shop: Shop, order: Order, days_ago: int, is_late: bool) -> None:
    """Send the pair, and have it paid out when it has arrived; what is late is paid out another day."""
    order.shipped_at = shop.later(order.sold_at, 1, 3)
    if order.shipped_at is None:
        order.order_status = OrderStatus.PENDING
    elif days_ago < 8:
        order.order_status = OrderStatus.SHIPPED
    elif days_ago < 14:
        order.order_status = OrderStatus.AUTHENTICATED
    else:
        order.order_status = OrderStatus.COMPLETED
        order.completed_at = shop.later(order.sold_at, 8, 12)
    order.shipping_status, order.inventory.detailed_status = NAMES_OF_STATUS[order.order_status]
    order.shipping_cost = Decimal("4.90") if order.sales_channel != "StockX" else 0
    if order.shipped_at:
        order.tracking_number = f"JJD{shop.dice.randint(10**11, 10**12 - 1)}"
    if order.completed_at and not is_late:
        _, commission, payment = PLATFORMS[order.sales_channel]
        order.seller_fee = round(order.sale_price * Decimal(commission), 2)
        order.processing_fee = round(order.sale_price * Decimal(payment), 2)
        order.net_proceeds = order.sale_price - order.seller_fee - order.processing_fee
        order.payout_date = shop.later(order.completed_at, 1, 4)
        order.payout_received = order.payout_date is not None


def _listing(shop: Shop, style: Style, lot: InventoryItem, sold_at: datetime.datetime) -> StockXListing:
    """The listing that sold, taken down with the sale."""
    listed_at = max(lot.created_at, sold_at - datetime.timedelta(days=shop.dice.randint(1, 20)))
    ask = resale_price(shop, style, (shop.morning - sold_at).days, lot.size.value)
    return listing_of(
        shop, style, lot, min(listed_at, sold_at), ask, status="sold", is_active=False, delisted_at=sold_at
    )


def _sell_in_the_old_system(shop: Shop) -> None:
    """The sales that were booked before there was this one."""
    sales = []
    for number in range(30):
        style = shop.dice.choice(STYLES[:10])
        days_ago = shop.dice.randint(430, 600)
        lot = bought(shop, style, days_ago + 20, status=StockStatus.SOLD)
        price = round(style.list_price * Decimal("1.2"))
        fee = round(price * Decimal("0.1"), 2)
        sales.append(
            LegacyTransaction(
                inventory=lot,
                platform=shop.platforms["eBay"],
                transaction_date=shop.at(days_ago),
                sale_price=price,
                platform_fee=fee,
                shipping_cost=Decimal("4.90"),
                net_profit=price - fee - Decimal("4.90") - lot.purchase_price,
                status="refunded" if number % 10 == 9 else "completed",
                external_id=f"OLD-{number:04}",
            )
        )
    InventoryItem.objects.bulk_create(sale.inventory for sale in sales)
    LegacyTransaction.objects.bulk_create(sales)
