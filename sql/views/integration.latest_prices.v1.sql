-- The latest price that can be had of a product (and size) at each source.
-- A source is a marketplace, or one shop of a feed; retail and resale prices, and new and used
-- pairs, stand apart. A price whose last_updated is unknown counts as the oldest. Of two that
-- were seen at the same time the one written last is meant, then the one with the lower id.
-- Product by product, instead of sorting all prices: the prices of one are found by their index and sorted in memory, and a
-- page of the list, from either end, looks at its few products alone.
-- Read by the back office (LatestPrice).

-- migrate:up
CREATE VIEW integration.latest_prices AS
SELECT price.id,
       product.id AS product_id,
       price.size_id,
       price.source_type,
       price.source_product_id,
       price.source_name,
       price.price_type,
       price.price_cents,
       price.currency,
       price.stock_quantity,
       price.in_stock,
       price.condition,
       price.source_url,
       price.affiliate_link,
       price.supplier_id,
       price.metadata,
       price.last_updated,
       price.created_at,
       price.updated_at,
       product.name AS product_name,
       product.sku AS product_sku,
       product.ean AS product_ean,
       brand.name AS brand_name,
       supplier.name AS supplier_name
  FROM products.products product
 CROSS JOIN LATERAL (
       SELECT DISTINCT ON (known.price_type, known.size_id, known.source_type, known.supplier_id, known.source_name,
                           known.condition)
              known.id AS id, known.size_id AS size_id, known.source_type AS source_type,
              known.source_product_id AS source_product_id, known.source_name AS source_name,
              known.price_type AS price_type, known.price_cents AS price_cents, known.currency AS currency,
              known.stock_quantity AS stock_quantity, known.in_stock AS in_stock,
              known.condition AS condition, known.source_url AS source_url,
              known.affiliate_link AS affiliate_link, known.supplier_id AS supplier_id,
              known.metadata AS metadata, known.last_updated AS last_updated, known.created_at AS created_at,
              known.updated_at AS updated_at
         FROM integration.price_sources known
        CROSS JOIN (VALUES (1)) once (row_number)
        WHERE known.product_id = product.id
          AND known.in_stock
        ORDER BY known.price_type, known.size_id, known.source_type, known.supplier_id, known.source_name,
                 known.condition, known.last_updated DESC NULLS LAST, known.updated_at DESC, known.id
       ) price
  LEFT JOIN core.brands brand ON brand.id = product.brand_id
  LEFT JOIN core.suppliers supplier ON supplier.id = price.supplier_id;

COMMENT ON VIEW integration.latest_prices IS 'The latest price that can be had of a product (and size) at each source';
COMMENT ON COLUMN integration.latest_prices.price_cents IS 'In cents of currency';
COMMENT ON COLUMN integration.latest_prices.brand_name IS 'Null: the brand is not known';

-- migrate:down
DROP VIEW IF EXISTS integration.latest_prices;
