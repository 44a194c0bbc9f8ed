-- The product behind an EAN: every feed row asks.
-- Many products have none.

-- migrate:up
CREATE INDEX idx_products_ean
    ON products.products (ean)
    WHERE ean IS NOT NULL;
COMMENT ON INDEX products.idx_products_ean IS 'The product behind an EAN: every feed row asks.';

-- migrate:down
DROP INDEX IF EXISTS products.idx_products_ean;
