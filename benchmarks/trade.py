"""Plain SQL that fills a migrated database with a reseller's trade of two years."""

from filling import run

# {sales} sold lots with a sale each, a quarter as many in stock, 2,000 products at most, and 27 prices of each product.
# The figures of lots are not what is measured, so their triggers rest meanwhile; the monthly sales follow as always.
STATEMENTS = """
INSERT INTO public.sizes (value, region, gender, standardized_value)
SELECT n::text, 'EU', 'men', n FROM generate_series(35, 49) n;

INSERT INTO products.products (sku, name, style_code, brand_id, category_id)
SELECT 'SKU-' || n, 'Shoe number ' || n, 'DZ' || n || '-100',
       (SELECT id FROM core.brands ORDER BY slug OFFSET n % 10 LIMIT 1), (SELECT id FROM core.categories LIMIT 1)
  FROM generate_series(1, least(2000, {sales} / 10)) n;

CREATE TEMP TABLE p AS SELECT id, row_number() OVER (ORDER BY sku) AS n FROM products.products;
CREATE TEMP TABLE s AS SELECT id, row_number() OVER (ORDER BY value) AS n FROM public.sizes;
CREATE TEMP TABLE f AS SELECT id, row_number() OVER (ORDER BY slug) AS n FROM core.platforms;

ALTER TABLE products.inventory DISABLE TRIGGER trigger_calculate_inventory_analytics;
ALTER TABLE transactions.orders DISABLE TRIGGER inventory_follows_orders_insert;

INSERT INTO products.inventory
       (product_id, size_id, quantity, status, purchase_price, purchase_date, created_at)
SELECT p.id, s.id, 1, CASE WHEN g <= {sales} THEN 'sold' WHEN g % 3 = 0 THEN 'listed' ELSE 'in_stock' END, 60 + g % 90,
       now() - (g % 730) * interval '1 day', now() - (g % 730) * interval '1 day'
  FROM generate_series(1, {sales} + {sales} / 4) g
  JOIN p ON p.n = 1 + (g * 7919::bigint) % (SELECT count(*) FROM p)
  JOIN s ON s.n = 1 + g % 15;

INSERT INTO transactions.orders
       (inventory_id, platform_id, sale_price, net_proceeds, original_buy_price, net_profit, sold_at, external_id,
        order_status, payout_received)
SELECT i.id, f.id, 150, 130, i.purchase_price, 130 - i.purchase_price,
       least(now(), i.purchase_date + (g % 30) * interval '1 day'), 'ORDER-' || g,
       CASE WHEN g % 50 = 0 THEN 'cancelled' ELSE 'completed' END, g % 100 > 0
  FROM (SELECT *, row_number() OVER () AS g FROM products.inventory WHERE status = 'sold') i
  JOIN f ON f.n = 1 + g % 8;

ALTER TABLE products.inventory ENABLE TRIGGER trigger_calculate_inventory_analytics;
ALTER TABLE transactions.orders ENABLE TRIGGER inventory_follows_orders_insert;

INSERT INTO integration.price_sources
       (product_id, size_id, source_type, source_product_id, price_type, price_cents, in_stock, last_updated)
SELECT p.id, s.id, (CASE WHEN k < 2 THEN 'awin' ELSE 'stockx' END)::integration.source_type_enum, p.n || '-' || k,
       (CASE WHEN k < 2 THEN 'retail' ELSE 'resale' END)::integration.price_type_enum,
       9000 + (p.n * 37 + k * 1001 + s.n * 131) % 4000, (p.n + s.n + k) % 4 <> 0, now()
  FROM p CROSS JOIN s CROSS JOIN generate_series(0, 2) k
 WHERE s.n <= 9;

INSERT INTO integration.import_batches (source, source_file, status, total_records, error_records, created_at)
SELECT 'awin', 'feed.csv', 'completed', n % 40 / 39, n % 40 / 39, now() - n * interval '1 hour'
  FROM generate_series(1, 5000) n;
"""


def fill(sales: int) -> None:
    """Fill the current database with so many sales and what belongs to them; then VACUUM and ANALYZE."""
    run(STATEMENTS.format(sales=sales))
