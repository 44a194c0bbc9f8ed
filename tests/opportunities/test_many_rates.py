"""The European Central Bank names some thirty currencies, which make 930 rates: no pair is held against all of them."""

import json

import pytest

from tests.opportunities.market import fees_today, opportunity, pair, rate
from tests.support.sql import query, value

pytestmark = pytest.mark.django_db
PLAN = "EXPLAIN (FORMAT JSON) SELECT * FROM integration.profit_opportunities_v2"
MANY_PRODUCTS = """
INSERT INTO products.products (sku, name, category_id)
SELECT 'M-' || n, 'Shoe ' || n, (SELECT id FROM core.categories LIMIT 1) FROM generate_series(1, 500) n"""
MANY_PRICES = """
INSERT INTO integration.price_sources
       (product_id, source_type, source_product_id, price_type, price_cents, currency, in_stock)
SELECT product.id, source::integration.source_type_enum, number, kind::integration.price_type_enum, 1000 * factor,
       'EUR', true
  FROM products.products product, generate_series(1, 3) number,
       (VALUES ('awin', 'retail', 1), ('stockx', 'resale', 9)) of_a_kind (source, kind, factor)
 WHERE product.sku LIKE 'M-%'"""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def looked_up(node: dict):
    """The rates and amounts of fees that a plan takes, each with what it is put into."""
    for child in node.get("Plans", ()):
        if child.get("Alias") in ("to_euro", "fee_amount"):
            yield child["Alias"], node["Node Type"]
        yield from looked_up(child)


def test_rates_are_looked_up_by_hash():
    for letter in LETTERS:
        rate(f"X{letter}Z", "2")
    fees_today(minimum_fee=1, currency="XBZ")
    prices = pair(1_000, 9_000, {"currency": "XCZ"}, {"currency": "XDZ"})
    query(MANY_PRODUCTS)
    query(MANY_PRICES)
    query("ANALYZE integration.price_sources, products.products")
    assert opportunity(prices).net_profit_eur is not None
    plan = value(PLAN)
    (plan,) = json.loads(plan) if isinstance(plan, str) else plan
    assert set(looked_up(plan["Plan"])) == {("to_euro", "Hash"), ("fee_amount", "Hash")}
