"""Stock by status and age, and what lies longest."""

from decimal import Decimal
from functools import partial
from typing import NamedTuple

from django.urls import reverse

from apps.products.figures import AGES, Stock, days_on_the_shelf, oldest
from apps.products.models.inventory_item import StockStatus
from soleflip.admin import Card

SHOWN = 8
LOTS = "admin:products_inventoryitem_changelist"


class Cell(NamedTuple):
    """Pairs, the lots that they are in, and their cost without VAT (EUR), with the address of the list of the lots."""

    pairs: int
    lots: int
    cost: Decimal | None  # None: not known of any pair
    address: str


def stock_by_age(lots: list[Stock]) -> Card | None:
    """A table: a line for each status, a column for each age."""
    if not lots:
        return None
    ages = [age for age in AGES if age.first is not None or any(cell.age == age.name for cell in lots)]
    statuses = [status for status in StockStatus if any(cell.status == status for cell in lots)]
    cell = partial(_cell, lots, reverse(LOTS))
    lines = [
        (status.label, [cell(status.value, age.name) for age in ages], cell(status.value, None)) for status in statuses
    ]
    if len(lines) > 1:
        lines.append(("All", [cell(None, age.name) for age in ages], cell(None, None)))
    context = {"ages": ages, "lines": lines, "unpriced": sum(cell.unpriced for cell in lots)}
    return Card("Stock by age", "first_page/stock.html", context, True, _list(reverse(LOTS)))


def _cell(lots: list[Stock], inventory: str, status: str | None, age: str | None) -> Cell:
    found = [cell for cell in lots if status in (None, cell.status) and age in (None, cell.age)]
    pairs, unpriced = sum(cell.pairs for cell in found), sum(cell.unpriced for cell in found)
    cost = sum((cell.cost for cell in found), Decimal(0)) if unpriced < pairs else None
    return Cell(pairs, sum(cell.lots for cell in found), cost, _list(inventory, status, age))


def _list(inventory: str, status: str | None = None, age: str | None = None) -> str:
    chosen = f"&status__exact={status}" if status else ""
    return f"{inventory}?stock={age or 'all'}{chosen}"


def longest_on_the_shelf() -> Card | None:
    """The lots that were bought longest ago."""
    lots = [(lot, days_on_the_shelf(lot)) for lot in oldest(SHOWN)]
    if not lots:
        return None
    return Card("Longest on the shelf", "first_page/oldest.html", {"lots": lots}, more=f"{_list(reverse(LOTS))}&o=10")
