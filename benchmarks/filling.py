"""Plain SQL that fills a migrated database with as many rows as a benchmark asks for."""

# In order of their foreign keys. {n} is the number of log lines; what is fewer of in life is fewer of here.
STATEMENTS = """
INSERT INTO public.sizes (value, region, gender) SELECT n::text, 'EU', 'men' FROM generate_series(35, 49) n;

INSERT INTO products.products (sku, name, style_code, ean, brand_id, category_id)
SELECT 'SKU-' || n, (ARRAY['Dunk', 'Jordan', 'Gazelle', 'Samba', 'Gel'])[1 + n % 5] || ' number ' || n,
       'DZ' || n || '-100', lpad(n::text, 13, '4'),
       (SELECT id FROM core.brands ORDER BY slug OFFSET n % 10 LIMIT 1), (SELECT id FROM core.categories LIMIT 1)
  FROM generate_series(1, {n} / 5) n;

CREATE TEMP TABLE p AS SELECT id, row_number() OVER (ORDER BY sku) AS n FROM products.products;
CREATE TEMP TABLE s AS SELECT id, row_number() OVER (ORDER BY value) AS n FROM public.sizes;

INSERT INTO products.inventory (product_id, size_id, quantity, status, purchase_price, purchase_date, created_at)
SELECT p.id, s.id, 1, (ARRAY['in_stock', 'listed', 'sold'])[1 + p.n % 3], 100, now() - p.n * interval '1 minute',
       now() - p.n * interval '1 minute'
  FROM p JOIN s ON s.n = 1 + p.n % 15;

INSERT INTO transactions.orders (inventory_id, platform_id, sale_price, net_proceeds, sold_at, external_id)
SELECT i.id, (SELECT id FROM core.platforms WHERE slug = 'alias'), 150, 130, i.created_at, 'ORDER-' || i.id
  FROM products.inventory i;

INSERT INTO platforms.stockx_listings
       (product_id, inventory_id, stockx_listing_id, stockx_product_id, ask_price, created_at)
SELECT i.product_id, i.id, 'L-' || i.id, 'P', 160, i.created_at FROM products.inventory i;

INSERT INTO integration.price_sources
       (product_id, size_id, source_type, source_product_id, price_type, price_cents, in_stock, created_at)
SELECT p.id, s.id, 'awin', 'A' || p.n, 'retail', 9000, true, now() - p.n * interval '1 minute'
  FROM p CROSS JOIN s WHERE s.n <= 3;

INSERT INTO integration.awin_products
       (awin_product_id, merchant_id, product_name, retail_price_cents, ean, last_updated)
SELECT 'A' || p.n, 1, 'Shop ' || p.n || ' shoe', 9000, lpad(p.n::text, 13, '4'), now() - p.n * interval '1 minute'
  FROM p;

INSERT INTO integration.import_batches (source, source_file) VALUES ('awin', 'feed.csv');
INSERT INTO integration.import_records (batch_id, source_data, row_number)
SELECT b.id, '{{}}', n FROM integration.import_batches b, generate_series(1, {n} / 2) n;

INSERT INTO pricing.price_history (product_id, price_date, price_type, price_amount, source)
SELECT p.id, current_date - (p.n % 700)::int, 'market', 120, 'StockX' FROM p;

INSERT INTO system.logs (level, component, message, created_at)
SELECT 'INFO', 'import', 'line ' || n, now() - n * interval '10 seconds' FROM generate_series(1, {n}) n;
"""

# {n} more changes of prices, and as many more lines of the log, over the 24 months before this one. The foreign key
# rests meanwhile: ten million checks of it are not what is measured.
HISTORIES = """
SELECT system.ensure_month_partitions('integration.price_history', 0, (now() - interval '24 months')::date);
SELECT system.ensure_month_partitions('system.logs', 0, (now() - interval '24 months')::date);

ALTER TABLE integration.price_history DROP CONSTRAINT fk_integration_price_history_price_source_id;
INSERT INTO integration.price_history (price_source_id, price_cents, in_stock, recorded_at)
SELECT p.id, 9000 + month, true, now() - (month + p.n::float / ({n} / 24)) * interval '30 days'
  FROM generate_series(1, 24) month
  JOIN (SELECT id, row_number() OVER () AS n FROM integration.price_sources LIMIT {n} / 24) p ON true;
ALTER TABLE integration.price_history ADD CONSTRAINT fk_integration_price_history_price_source_id
    FOREIGN KEY (price_source_id) REFERENCES integration.price_sources (id)
    ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

INSERT INTO system.logs (level, component, message, details, created_at)
SELECT CASE WHEN n % 1000 = 0 THEN 'ERROR' ELSE 'INFO' END, 'import', 'an older line ' || n,
       jsonb_build_object('row', n, 'text', repeat('what helps to find the cause ', 10)),
       now() - interval '1 month' - n::float / {n} * interval '700 days'
  FROM generate_series(1, {n}) n;
"""


def fill_histories(rows: int) -> None:
    """Add so many changes of prices and so many lines of the log, over two years, to what fill() made."""
    run(HISTORIES.format(n=rows))


def fill(rows: int) -> None:
    """Fill the current database: `rows` log lines, a fifth as many products and lots, and so on; then ANALYZE."""
    run(STATEMENTS.format(n=rows))


def run(statements: str) -> None:
    """Run statements that fill the current database, then VACUUM and ANALYZE it."""
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements.split(";\n"):
            if statement.strip():
                cursor.execute(statement)
        cursor.execute("VACUUM (ANALYZE)")
