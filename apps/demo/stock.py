"""The lots as the inventory has them."""

import json
from collections.abc import Iterable, Iterator

from apps.demo.copying import Copier
from apps.demo.lots import CANCELLED, LEGACY, RETURNED, SOLD, Lot
from apps.demo.plan import DAY, Plan, euros, stamp
from apps.demo.sizes import Run

COLUMNS = (
    "id, product_id, size_id, supplier_id, quantity, purchase_price, purchase_date, supplier, status, notes, "
    "delivery_date, gross_purchase_price, vat_amount, vat_rate, location, listed_stockx, listed_alias, listed_local, "
    "detailed_status, external_ids, created_at, updated_at"
)


def copy(copier: Copier, plan: Plan, runs: dict[str, Run], lots: Iterable[Lot]) -> None:
    copier.copy("products.inventory", COLUMNS, _rows(plan, runs, lots))


def is_listed(lot: Lot) -> bool:
    """Whether an unsold lot is offered somewhere."""
    return lot.fate not in (SOLD, RETURNED, LEGACY) and 0.25 < lot.luck < 0.75


def status_of(lot: Lot) -> str:
    if lot.fate in (SOLD, LEGACY):
        return "sold"
    if lot.fate == RETURNED:
        return "returned"
    if is_listed(lot):
        return "listed"
    return "error" if lot.luck > 0.99 else "reserved" if lot.luck > 0.95 else "in_stock"


def _rows(plan: Plan, runs: dict[str, Run], lots: Iterable[Lot]) -> Iterator[tuple]:
    for lot in lots:
        gross = round(lot.cost * 1.19)
        is_odd = lot.number % 97 == 0  # bought from somebody without a receipt
        status, age = status_of(lot), (plan.now - lot.bought) // DAY
        arrived = lot.bought + (1 + lot.number % 6) * DAY
        platform = lot.outlet[0]
        yield (
            plan.key("products.inventory", lot.number), lot.product.id, runs[lot.product.gender].ids[lot.size],
            None if is_odd else lot.shop.id, lot.quantity, None if lot.number % 89 == 0 else euros(lot.cost),
            None if is_odd else stamp(lot.bought), "Flohmarkt" if is_odd else None, status,
            "Karton beschädigt" if lot.number % 41 == 0 else None,
            stamp(arrived) if arrived < plan.now and not is_odd else None,
            euros(gross), euros(gross - lot.cost), 0 if is_odd else 19,
            None if lot.number % 5 == 0 else f"R{lot.number % 12 + 1}-{'ABCDEF'[lot.number % 6]}",
            status == "listed" and platform == "stockx", status == "listed" and platform == "alias",
            status == "listed" and platform == "kleinanzeigen", _detailed_status(lot, status, age),
            json.dumps({"receipt": f"DEMO-{lot.number}"}) if lot.number % 3 == 0 else None,
            stamp(lot.bought), stamp(max(lot.bought, lot.sold or 0) if lot.fate != CANCELLED else lot.bought),
        )  # fmt: skip


def _detailed_status(lot: Lot, status: str, age: int) -> str | None:
    if status == "sold":
        return "sale_completed"
    if lot.fate == CANCELLED and lot.number % 4 == 0:
        return "cancelled"
    if lot.number % 6 == 0:
        return None
    return "incoming" if age < 4 else "consigned" if lot.number % 11 == 0 else "available"
