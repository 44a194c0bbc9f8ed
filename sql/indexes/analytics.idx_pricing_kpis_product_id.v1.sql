-- The indicators of a product; deleting the product.
-- A row is about one level only.

-- migrate:up
CREATE INDEX idx_pricing_kpis_product_id
    ON analytics.pricing_kpis (product_id)
    WHERE product_id IS NOT NULL;
COMMENT ON INDEX analytics.idx_pricing_kpis_product_id IS 'The indicators of a product; deleting the product.';

-- migrate:down
DROP INDEX IF EXISTS analytics.idx_pricing_kpis_product_id;
