-- The product behind a GTIN: every feed row asks.
-- Many products have none.

-- migrate:up
CREATE INDEX idx_products_gtin
    ON products.products (gtin)
    WHERE gtin IS NOT NULL;
COMMENT ON INDEX products.idx_products_gtin IS 'The product behind a GTIN: every feed row asks.';

-- migrate:down
DROP INDEX IF EXISTS products.idx_products_gtin;
