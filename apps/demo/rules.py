"""Price rules and brand multipliers."""

import json

from apps.demo.copying import Copier
from apps.demo.plan import DAY, Plan, day, stamp

COLUMNS = (
    "id, name, rule_type, priority, active, brand_id, base_markup_percent, minimum_margin_percent, "
    "maximum_discount_percent, condition_multipliers, seasonal_adjustments, effective_from, effective_until, "
    "created_at, updated_at"
)
MULTIPLIER_COLUMNS = (
    "id, brand_id, multiplier_type, multiplier_value, active, effective_from, effective_until, created_at, updated_at"
)


def copy(copier: Copier, plan: Plan, brands: dict[str, str]) -> None:
    began, half_way = stamp(plan.months[0][0]), stamp(plan.months[12][0])
    key, worn = lambda number: plan.key("pricing.price_rules", number), json.dumps({"like_new": 0.85, "used_good": 0.6})
    rules = [
        (key(1), "Cost plus a third", "cost_plus", 100, True, None, 33, 10, 20, worn, None, began, None, began, began),
        (key(2), "As the market", "market_based", 50, True, None, None, 8, 25, None,
         json.dumps({"11": 1.05, "12": 1.08, "1": 0.95}), half_way, None, began, began),
        (key(3), "Jordan keeps its price", "competitive", 10, True, brands["jordan"], None, 15, 5, None, None, began,
         None, began, began),
        (key(4), "Clearance of the first year", "cost_plus", 20, False, None, 10, 0, 50, None, None, began, half_way,
         began, began),
    ]  # fmt: skip
    copier.copy("pricing.price_rules", COLUMNS, rules)
    copier.copy("pricing.brand_multipliers", MULTIPLIER_COLUMNS, _multipliers(plan, brands))


def _multipliers(plan: Plan, brands: dict[str, str]) -> list[tuple]:
    began, rows = stamp(plan.months[0][0]), []
    facts = (
        ("jordan", "premium", 1.15),
        ("yeezy", "premium", 1.1),
        ("vans", "discount", 0.9),
        ("ugg", "seasonal", 1.2),
    )
    for number, (slug, kind, value) in enumerate(facts):
        until = day(plan.now - 60 * DAY) if kind == "seasonal" else None
        key = plan.key("pricing.brand_multipliers", number)
        is_active = until is None
        rows.append((key, brands[slug], kind, value, is_active, day(plan.months[0][0]), until, began, began))
    return rows
