"""Where the lots are offered on StockX, and the asks that were changed."""

from collections.abc import Iterable, Iterator

from apps.demo.copying import Copier
from apps.demo.lots import CANCELLED, LEGACY, RETURNED, SOLD, WAITING, Lot
from apps.demo.plan import DAY, MONTHS, Plan, euros, stamp
from apps.demo.sales import payout
from apps.demo.stock import is_listed

COLUMNS = (
    "id, product_id, stockx_listing_id, stockx_product_id, variant_id, ask_price, original_ask_price, buy_price, "
    "expected_profit, expected_margin, status, is_active, expires_at, current_lowest_ask, current_highest_bid, "
    "last_price_update, created_from, listed_at, delisted_at, inventory_id, created_at, updated_at"
)
ASK_COLUMNS = "id, listing_id, old_price, new_price, change_reason, market_lowest_ask, market_highest_bid, created_at"
REASONS = ("undercut", "price of the week", "lies too long", "hype")
ASKS = 4  # changes of a listing at most


def copy(copier: Copier, plan: Plan, lots: Iterable[Lot]) -> None:
    copier.copy("platforms.stockx_listings", COLUMNS, _rows(plan, lots))


def copy_asks(copier: Copier, plan: Plan, lots: Iterable[Lot]) -> None:
    copier.copy("platforms.pricing_history", ASK_COLUMNS, _asks(plan, lots))


def is_on_stockx(lot: Lot) -> bool:
    """Whether the lot is or was listed there: each that sold there, and of the others those that are listed."""
    return lot.outlet[0] == "stockx" and lot.fate != LEGACY and (lot.fate != WAITING or lot.luck < 0.8)


def listed_at(plan: Plan, lot: Lot) -> int:
    return min(lot.bought + DAY // 2, (lot.sold or plan.now) - 1)


def _status(lot: Lot) -> str:
    if lot.fate in (SOLD, RETURNED):
        return "sold"
    if is_listed(lot):
        return "active"
    return "cancelled" if lot.fate == CANCELLED else "expired" if lot.luck < 0.15 else "inactive"


def changes(lot: Lot) -> int:
    """How often the ask was changed."""
    return lot.number % 7 if lot.number % 7 < ASKS else 0


def _rows(plan: Plan, lots: Iterable[Lot]) -> Iterator[tuple]:
    for lot in lots:
        if not is_on_stockx(lot):
            continue
        status, listed = _status(lot), listed_at(plan, lot)
        first_ask = round(lot.price * (1 + 0.05 * changes(lot)))
        profit = payout(lot) - lot.cost
        lowest = round(lot.product.resale(MONTHS - 1))
        gone = None if status == "active" else max(listed, min(lot.sold or listed + 30 * DAY, plan.now - 1))
        yield (
            plan.key("platforms.stockx_listings", lot.number), lot.product.id, f"demo-listing-{lot.number:08d}",
            f"demo-{lot.product.number + 1:06d}", f"demo-{lot.product.number + 1:06d}-{lot.size}", euros(lot.price),
            euros(first_ask), euros(lot.cost), euros(profit), f"{profit * 100 / lot.price:.2f}", status,
            status == "active", stamp(plan.now + (lot.number % 60 - 2) * DAY) if status == "active" else None,
            euros(lowest), euros(round(lowest * 0.88)), stamp(min(plan.now, listed + 5 * DAY)),
            ("manual", "bulk", "import", "quickflip")[lot.number % 4], stamp(listed),
            None if gone is None else stamp(gone), plan.key("products.inventory", lot.number), stamp(listed),
            stamp(gone or listed),
        )  # fmt: skip


def _asks(plan: Plan, lots: Iterable[Lot]) -> Iterator[tuple]:
    for lot in lots:
        if not is_on_stockx(lot):
            continue
        listed, number = listed_at(plan, lot), changes(lot)
        until = lot.sold or plan.now
        for change in range(number):
            old = round(lot.price * (1 + 0.05 * (number - change)))
            new = round(lot.price * (1 + 0.05 * (number - change - 1)))
            yield (
                plan.key("platforms.pricing_history", lot.number * ASKS + change),
                plan.key("platforms.stockx_listings", lot.number), euros(old), euros(new),
                REASONS[(lot.number + change) % len(REASONS)], euros(round(new * 0.99)), euros(round(new * 0.86)),
                stamp(listed + (until - listed) * (change + 1) // (number + 1)),
            )  # fmt: skip
