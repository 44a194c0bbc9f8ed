"""Valid rows: model-bakery fills what a row needs, and here stands what it cannot know."""

import datetime
import uuid
from collections.abc import Callable
from decimal import Decimal
from itertools import count, cycle

from django.apps import apps
from django.db import models
from model_bakery import baker

from apps.system.jobs.plan import TASKS
from soleflip.columns import KeyField

baker.generators.add(KeyField, lambda: uuid.uuid4().hex)

NUMBERS = count(1)

NOON = datetime.datetime(2026, 3, 14, 12, tzinfo=datetime.UTC)
OUR_APPS = [config.label for config in apps.get_app_configs() if config.name.startswith("apps.")]

JOBS = cycle(TASKS)  # the back office shows no others


def new_gtin() -> str:
    """An EAN-13 that no other row of the run has."""
    digits = f"200{next(NUMBERS):09}"  # 200 to 299 are for shops' own use
    weighted = sum(int(digit) * weight for digit, weight in zip(digits, (1, 3) * 6, strict=True))
    return f"{digits}{-weighted % 10}"


# What the constraints of a table ask for beyond types, lengths and choices; a function makes a value for each row.
VALID: dict[str, dict[str, object | Callable[[], object]]] = {
    "analytics.ForecastAccuracy": {"records_evaluated": 10, "evaluation_period_days": 30},
    "analytics.DemandPattern": {"demand_score": Decimal("1.5")},
    "analytics.SalesForecast": {"forecasted_units": 5, "forecasted_revenue": 500},
    "analytics.MonthlySales": {"month": datetime.date(2026, 3, 1), "currency": "EUR", "sales": 1, "revenue": 150},
    "analytics.BrandMonth": {"month": datetime.date(2026, 3, 1), "currency": "EUR", "sales": 1, "revenue": 150},
    "analytics.PlatformDay": {"day": NOON.date(), "currency": "EUR", "sales": 1, "revenue": 150},
    "core.AccountPurchase": {"purchase_amount": Decimal("99.90")},
    "core.SupplierPerformance": {"month_year": datetime.date(2026, 3, 1)},
    "integration.ImportChange": {"row_ids": [uuid.uuid4()], "fingerprints": [0]},
    "integration.ImportRecord": {"row_number": 1, "source_data": {"Order Number": "1"}},
    "integration.LegacyMarketPrice": {"buy_price": 80},
    "integration.PriceHistory": {"price_cents": 10000, "recorded_at": NOON},
    "integration.PriceSource": {"price_cents": 10000},
    "platforms.LegacyStockXOrder": {"sale_price": 150, "sold_at": NOON},
    "platforms.ListingPriceChange": {"new_price": 140},
    "platforms.StockXListing": {"ask_price": 150},
    "pricing.BrandMultiplier": {"multiplier_value": Decimal("1.1"), "effective_from": NOON.date()},
    "pricing.ExchangeRate": {
        "date": lambda: NOON.date() - datetime.timedelta(next(NUMBERS)),
        "base": "EUR",
        "quote": "USD",
        "rate": Decimal("1.1"),
    },
    "pricing.PlatformFee": {"valid_from": NOON.date(), "seller_percent": 8},
    "pricing.PricePoint": {"price_amount": 120},
    "pricing.PriceRule": {"effective_from": NOON},
    "products.InventoryItem": {"quantity": 1},
    "products.ProductGTIN": {"gtin": new_gtin},
    "products.ProductStyleCode": {"code": lambda: f"TS{next(NUMBERS):06}-100"},
    "system.ConfigEntry": {"value_encrypted": "secret"},
    "system.Job": {"name": lambda: next(JOBS)},
    "transactions.LegacyTransaction": {
        "transaction_date": NOON,
        "sale_price": 150,
        "platform_fee": 15,
        "shipping_cost": 5,
        "net_profit": 30,
    },
    "transactions.Order": {"sale_price": 150, "sold_at": NOON, "inventory": "make"},
}


def make(model: type[models.Model] | str, **values) -> models.Model:
    """A saved, valid row of the model, with these values."""
    model = apps.get_model(model) if isinstance(model, str) else model
    known = VALID.get(model._meta.label, {})
    row = {name: value() if callable(value) else value for name, value in {**known, **values}.items()}
    for name in [name for name, value in row.items() if isinstance(value, str) and value == "make"]:
        row[name] = make(model._meta.get_field(name).related_model)
    for field in model._meta.concrete_fields:
        if field.is_relation and not field.null and field.name not in row and field.attname not in row:
            row[field.name] = make(field.related_model)
    return baker.make(model, **row)


def our_models(managed: bool = True) -> list[type[models.Model]]:
    """The models of our tables, or of our views."""
    return [
        model
        for label in OUR_APPS
        for model in apps.get_app_config(label).get_models()
        if model._meta.managed == managed
    ]
