"""The sales of the lots: most go well, some are cancelled, come back, or are paid late."""

from collections.abc import Iterable, Iterator

from apps.demo.copying import Copier
from apps.demo.lots import CANCELLED, LEGACY, RETURNED, WAITING, Lot
from apps.demo.plan import DAY, Plan, euros, stamp
from apps.demo.rates import MIDDLE

COLUMNS = (
    "id, listing_id, platform_id, stockx_order_number, external_id, sale_price, seller_fee, net_proceeds, "
    "original_buy_price, gross_profit, net_profit, actual_margin, roi, order_status, shipping_status, tracking_number, "
    "platform_fee, shipping_cost, buyer_destination_country, buyer_destination_city, sold_at, payout_received, "
    "payout_date, shelf_life_days, shipped_at, completed_at, notes, inventory_id, sales_channel, currency, created_at, "
    "updated_at"
)
TOWNS = (
    ("Germany", "Berlin"), ("Germany", "München"), ("France", "Saint-Étienne"), ("Italy", "Forlì"),
    ("Spain", "Logroño"), ("Netherlands", "'s-Hertogenbosch"), ("Poland", "Łódź"), ("Austria", "Graz"),
    ("Denmark", "Aarhus"), ("United Kingdom", "Leeds"), ("United States", "Houston"),
)  # fmt: skip


def copy(copier: Copier, plan: Plan, platforms: dict[str, str], lots: Iterable[Lot]) -> None:
    copier.copy("transactions.orders", COLUMNS, _rows(plan, platforms, lots))


def payout(lot: Lot) -> int:
    """What arrives of the price, in cents of EUR."""
    _, _, _, keeps, besides = lot.outlet
    return max(0, round(lot.price * (1 - keeps)) - besides)


def _rows(plan: Plan, platforms: dict[str, str], lots: Iterable[Lot]) -> Iterator[tuple]:
    for lot in lots:
        if lot.fate not in (WAITING, LEGACY):
            yield _row(plan, platforms, lot)


def _row(plan: Plan, platforms: dict[str, str], lot: Lot) -> tuple:
    platform, channel, _, _, besides = lot.outlet
    currency = "USD" if platform == "alias" and lot.number % 3 == 0 else "EUR"
    rate = MIDDLE.get(currency, 1)
    price, arrives = round(lot.price * rate), round(payout(lot) * rate)
    days = (plan.now - lot.sold) // DAY
    is_cancelled = lot.fate == CANCELLED
    status = "cancelled" if is_cancelled else _status(lot, days)
    # What was paid in EUR tells no profit in another currency; of some lots the cost is not known.
    cost = lot.cost if currency == "EUR" and lot.number % 89 else None
    profit = None if cost is None or is_cancelled else arrives - cost
    shipped = lot.sold + (1 + lot.number % 3) * DAY
    completed = shipped + (2 + lot.number % 7) * DAY
    is_late = lot.number % 61 == 0
    paid = completed + (3 + lot.number % 5) * DAY + (lot.number % 400 * DAY if is_late else 0)
    is_paid = not is_cancelled and paid < plan.now
    country, town = TOWNS[lot.number * 7 % len(TOWNS)]
    is_stockx = platform == "stockx"
    number = f"DEMO-{lot.number:08d}"
    return (
        plan.key("transactions.orders", lot.number),
        plan.key("platforms.stockx_listings", lot.number) if is_stockx else None, platforms[platform],
        number if is_stockx else None, None if is_stockx else number, euros(price), euros(price - arrives),
        None if is_cancelled else euros(arrives), euros(cost), None if cost is None else euros(price - cost),
        euros(profit), None if profit is None else f"{profit * 100 / price:.2f}",
        None if not profit or not cost else f"{profit * 100 / cost:.2f}", status,
        None if is_cancelled else "delivered" if completed < plan.now else "in transit",
        f"DEMO{lot.number:010d}" if shipped < plan.now and not is_cancelled else None, euros(price - arrives),
        euros(round(besides * rate)), country, town, stamp(lot.sold), is_paid, stamp(paid) if is_paid else None,
        max(0, (lot.sold - lot.bought) // DAY),
        stamp(shipped) if shipped < plan.now and not is_cancelled else None,
        stamp(completed) if completed < plan.now and status == "completed" else None,
        "Paid late" if is_late and is_paid else None, plan.key("products.inventory", lot.number),
        "Return" if lot.fate == RETURNED else channel, currency, stamp(lot.sold), stamp(lot.sold),
    )  # fmt: skip


def _status(lot: Lot, days: int) -> str:
    """How far a sale is, so many days after it."""
    if days > 12:
        return "completed"
    if days > 5:
        return "authenticated" if lot.number % 2 else "completed"
    return "shipped" if days > 1 else "pending"
