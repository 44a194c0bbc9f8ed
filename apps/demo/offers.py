"""What feeds say: every tenth price of a shop as the row of a feed, with its history, and what is not matched yet."""

from apps.demo.copying import Copier
from apps.demo.plan import Plan

OFFERS = """
INSERT INTO integration.awin_products
       (id, awin_product_id, merchant_product_id, merchant_id, merchant_name, data_feed_id, product_name, brand_name,
        ean, mpn, retail_price_cents, rrp_price_cents, currency, size, in_stock, stock_quantity, delivery_time,
        affiliate_link, merchant_link, matched_product_id, match_confidence, match_method, last_enriched_at,
        enrichment_status, last_updated, feed_import_date, created_at, updated_at)
SELECT (%(integration_awin_products)s || right(price.id::text, 12))::uuid, price.source_product_id,
       'M' || right(price.source_product_id, -5), 900000 + ('x' || right(price.supplier_id::text, 4))::bit(16)::integer,
       price.source_name, 1, product.name || ' - ' || size.value, brand.name, code.gtin, product.style_code,
       price.price_cents, round(product.retail_price * 100), price.currency, size.value, price.in_stock,
       coalesce(price.stock_quantity, 0), '2-4 days', price.affiliate_link, price.source_url,
       CASE WHEN decided.is_certain THEN product.id END,
       CASE WHEN decided.is_certain THEN CASE WHEN code.gtin IS NULL THEN 0.95 ELSE 1 END END,
       CASE WHEN decided.is_certain THEN CASE WHEN code.gtin IS NULL THEN 'style_code' ELSE 'ean' END END,
       price.updated_at, CASE WHEN decided.is_certain THEN 'matched' ELSE 'pending' END, price.last_updated,
       price.updated_at, price.created_at, price.updated_at
  FROM integration.price_sources price
  JOIN products.products product ON product.id = price.product_id
  JOIN public.sizes size ON size.id = price.size_id
  LEFT JOIN core.brands brand ON brand.id = product.brand_id
  LEFT JOIN products.product_gtins code ON code.product_id = product.id AND code.size_id = price.size_id
  LEFT JOIN products.products twin
    ON twin.style_code = product.style_code AND twin.id <> product.id
   AND twin.id BETWEEN %(products_products_low)s AND %(products_products_high)s
 CROSS JOIN LATERAL (SELECT code.gtin IS NOT NULL OR twin.id IS NULL AS is_certain) decided
 WHERE price.id BETWEEN %(integration_price_sources_low)s AND %(integration_price_sources_high)s
   AND price.source_type = 'awin' AND price.source_product_id LIKE 'DEMO-%%7'
   AND (code.gtin IS NOT NULL OR (product.style_code IS NOT NULL AND brand.id IS NOT NULL))"""
# Offers of shoes that the catalog has not.
UNKNOWN = """
INSERT INTO integration.awin_products
       (id, awin_product_id, merchant_product_id, merchant_id, merchant_name, data_feed_id, product_name, brand_name,
        mpn, retail_price_cents, currency, size, in_stock, stock_quantity, feed_import_date, enrichment_status,
        last_updated, created_at, updated_at)
SELECT (%(integration_awin_products)s || lpad(to_hex(x'f00000000'::bigint + n), 12, '0'))::uuid, 'DEMO-X' || n,
       'MX' || n, 900001, 'Läuferglück', 1, 'Trail shoe no. ' || n, CASE WHEN n %% 4 = 0 THEN 'Nobody Knows' END,
       CASE WHEN n %% 2 = 0 THEN 'XX9' || n || '-001' END, 5000 + n * 137 %% 9000, 'EUR', '42', n %% 3 > 0, n %% 5,
       %(now)s::timestamptz - interval '1 day', 'not_found', %(now)s::timestamptz - interval '1 day',
       %(now)s::timestamptz - interval '9 days', %(now)s::timestamptz - interval '1 day'
  FROM generate_series(1, 60) n"""
HISTORY = """
INSERT INTO integration.awin_price_history (id, awin_product_id, price_cents, in_stock, recorded_at)
SELECT (%(integration_awin_price_history)s || right(h.id::text, 12))::uuid, offer.awin_product_id, h.price_cents,
       h.in_stock, h.recorded_at
  FROM integration.awin_products offer
  JOIN integration.price_sources price
    ON price.id = (%(integration_price_sources)s || right(offer.id::text, 12))::uuid
  JOIN integration.price_history h ON h.price_source_id = price.id
 WHERE offer.id BETWEEN %(integration_awin_products_low)s AND %(integration_awin_products_high)s"""
FIRST_SIGHTS = """
INSERT INTO integration.awin_price_history (id, awin_product_id, price_cents, in_stock, recorded_at)
SELECT (%(integration_awin_price_history)s || right(offer.id::text, 12))::uuid, offer.awin_product_id,
       offer.retail_price_cents, offer.in_stock, offer.created_at
  FROM integration.awin_products offer
 WHERE offer.id BETWEEN %(integration_awin_products_low)s AND %(integration_awin_products_high)s
   AND offer.awin_product_id LIKE 'DEMO-X%%'"""
# A digest that no row of a feed has: a feed that really brings the offer is read.
FEED_ROWS = """
INSERT INTO integration.awin_feed_rows (awin_product_id, digest)
SELECT offer.awin_product_id, md5(offer.awin_product_id)::uuid
  FROM integration.awin_products offer
 WHERE offer.id BETWEEN %(integration_awin_products_low)s AND %(integration_awin_products_high)s"""
JOBS = """
INSERT INTO integration.awin_enrichment_jobs
       (id, job_type, status, total_products, processed_products, matched_products, failed_products, results_summary,
        error_log, started_at, completed_at, created_at, updated_at)
SELECT (%(integration_awin_enrichment_jobs)s || lpad(to_hex(n), 12, '0'))::uuid,
       (ARRAY['catalog_match', 'stockx_match', 'price_update'])[1 + n %% 3],
       CASE WHEN n %% 7 = 3 THEN 'failed' ELSE 'completed' END, 400 + n * 10,
       400 + n * 10 - n %% 7, 350 + n * 9, n %% 7,
       jsonb_build_object('seconds', 30 + n), CASE WHEN n %% 7 = 3 THEN 'The marketplace answered 429.' END,
       moment, moment + interval '1 minute', moment, moment + interval '1 minute'
  FROM generate_series(1, 12) n
 CROSS JOIN LATERAL (SELECT %(now)s::timestamptz - n * interval '6 days' AS moment) begun"""


def copy(copier: Copier, plan: Plan) -> None:
    """Add the offers and their history; the prices must be there."""
    with copier.without_triggers("integration.awin_products"):
        copier.insert(OFFERS, plan)
        copier.insert(UNKNOWN, plan)
    for query in (HISTORY, FIRST_SIGHTS, FEED_ROWS, JOBS):
        copier.insert(query, plan)
