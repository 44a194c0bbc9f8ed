"""The few numbers at the top."""

from decimal import Decimal
from typing import NamedTuple

from django.urls import reverse

from apps.analytics.currencies import MAIN, in_order
from apps.analytics.first_page.sales import PLATFORMS, Sales
from apps.products.figures import DEAD, Stock
from apps.transactions.figures import Sold
from soleflip.admin import Card
from soleflip.admin.formats import money

BY_NOW = "by this day of last month"


class Figure(NamedTuple):
    """A number that is read from afar, with what it means and what it is to be compared with."""

    title: str
    value: str
    beside: str
    address: str = ""


def summary(sales: Sales, lots: list[Stock]) -> Card:
    """Stock, sales and profit."""
    pairs, cost, unpriced = (sum(getattr(cell, name) for cell in lots) for name in ("pairs", "cost", "unpriced"))
    dead = _share(sum(cell.pairs for cell in lots if cell.age == DEAD), pairs)
    inventory = f"{reverse('admin:products_inventoryitem_changelist')}?stock=all"
    figures = [
        Figure("Pairs in stock", f"{pairs:,}", dead, inventory),
        Figure(
            "Money in stock",
            money(cost, MAIN, cents=False),
            f"cost without VAT; of {unpriced:,} it is not known" if unpriced else "cost without VAT",
        ),
    ]
    this, last = (sum(sold.sales for sold in period.values()) for period in (sales.this, sales.last_so_far))
    figures.append(Figure("Sales this month", f"{this:,}", f"{last:,} {BY_NOW}"))
    for currency in in_order({currency for _, currency in (*sales.this, *sales.last_so_far)}) or [MAIN]:
        title = "Profit this month" if currency == MAIN else f"Profit this month in {currency}"
        this, last = (_all(period, currency) for period in (sales.this, sales.last_so_far))
        figures.append(Figure(title, _profit(this, currency), _of(this, f"{_profit(last, currency)} {BY_NOW}", last)))
    return Card("At a glance", "first_page/summary.html", {"figures": figures}, True)


def _all(period: PLATFORMS, currency: str) -> Sold:
    return sum((sold for (_, code), sold in period.items() if code == currency), Sold())


def _profit(sold: Sold, currency: str) -> str:
    known = sold.known_profits or not sold.sales
    return money(sold.profit, currency, cents=False) if known else "not known"


def _of(this: Sold, beside: str, last: Sold) -> str:
    """What stands beside a profit: of how many sales it is known, where that is not all."""
    parts = [f"of {this.known_profits:,} of {this.sales:,} sales"] if this.unknown_profits else []
    known = f", of {last.known_profits:,} of {last.sales:,} sales" if last.unknown_profits else ""
    return "; ".join([*parts, f"{beside}{known}"])


def _share(part: int, whole: int) -> str:
    percent = f" ({Decimal(100 * part) / whole:.0f} %)" if whole else ""
    return f"{part:,}{percent} for over 90 days"
