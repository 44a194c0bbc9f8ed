"""The shops that we buy from, and how they did month by month."""

import datetime
from decimal import Decimal

from django.utils.text import slugify

from apps.core.models import Supplier, SupplierEvent, SupplierPerformance
from tests.support.shop.scene import Shop

# Name; how it trades; town; orders a month; days to deliver; returns in percent; ROI in percent.
SHOPS = """
Corner Shop; retail; Cologne; 9; 1.0; 2; 21
Laces and Soles; online; Hamburg; 22; 2.5; 6; 17
Stadium Outlet; retailer; Leipzig; 14; 4.0; 4; 28
Brand Store Online; brand; Herzogenaurach; 18; 3.0; 9; 12
Sneaker and Streetwear Outlet in the Old Cotton Mill, Second Floor, Entrance by the Canal; retail; ; 3; 6.5; 12; 8
"""
EVENTS = [
    (0, 390, "milestone", "First hundred pairs bought here", "low"),
    (1, 350, "expansion", "Ships to Austria and the Netherlands from now on", "medium"),
    (2, 200, "opened_store", "Second outlet opened beside the stadium", "high"),
    (3, 120, "controversy", "Cancelled our orders on release day", "critical"),
    (3, 60, "rebranding", "New name of the loyalty programme", "low"),
    (4, 30, "closed_store", "Closed for renovation until further notice", "medium"),
]
MONTHS = 14


def meet_suppliers(shop: Shop) -> None:
    """The suppliers, their months and what happened to them."""
    lines = [[cell.strip() for cell in line.split(";")] for line in SHOPS.strip().splitlines()]
    shop.suppliers = Supplier.objects.bulk_create(_supplier(shop, *line) for line in lines)
    SupplierPerformance.objects.bulk_create(
        _month(shop, supplier, first_day, *(float(cell) for cell in line[3:]))
        for supplier, line in zip(shop.suppliers, lines, strict=True)
        for first_day in _months(shop.morning.date())
    )
    SupplierEvent.objects.bulk_create(
        SupplierEvent(
            supplier=shop.suppliers[number],
            event_date=shop.at(days_ago).date(),
            event_type=kind,
            event_title=title,
            impact_level=impact,
        )
        for number, days_ago, kind, title, impact in EVENTS
    )


def _supplier(shop: Shop, name, kind, town, orders, days, returns, roi) -> Supplier:
    slug = slugify(name)
    return Supplier(
        name=name,
        slug=slug,
        supplier_type=kind,
        business_size="small" if int(orders) < 10 else "medium",
        email=f"orders@{slug[:20].strip('-')}.example",
        website=f"https://{slug[:20].strip('-')}.example",
        city=town or None,
        country="Germany" if town else None,
        return_policy_days=30 if kind != "retail" else 14,
        return_conditions="unworn, with box",
        payment_terms="on order",
        discount_percent=5 if kind == "retailer" else None,
        rating=Decimal("4.6") - Decimal(returns) / 5,
        reliability_score=98 - 2 * int(returns),
        quality_score=95,
        status="active" if town else "inactive",
        preferred=int(roi) > 20,
        verified=True,
        average_processing_days=round(float(days)),
        vat_rate=19,
        supplier_category="direct_brands" if kind == "brand" else "sneaker_retailers",
        tags=["sneakers", kind],
        created_at=shop.at(420),
    )


def _month(shop: Shop, supplier, first_day, orders, days, returns, roi) -> SupplierPerformance:
    busy = 1.5 if first_day.month in (11, 12) else 0.8 if first_day.month in (2, 8) else 1
    return SupplierPerformance(
        supplier=supplier,
        month_year=first_day,
        total_orders=round(orders * busy * shop.dice.uniform(0.7, 1.3)),
        avg_delivery_time=round(Decimal(days * busy * shop.dice.uniform(0.8, 1.2)), 1),
        return_rate=round(Decimal(returns * shop.dice.uniform(0.3, 1.7)), 2),
        avg_roi=round(Decimal(roi + shop.dice.uniform(-9, 9)), 2),
    )


def _months(today: datetime.date) -> list[datetime.date]:
    """The first days of the last months, that of today included."""
    number = today.year * 12 + today.month - 1
    return [datetime.date(month // 12, month % 12 + 1, 1) for month in range(number - MONTHS + 1, number + 1)]
