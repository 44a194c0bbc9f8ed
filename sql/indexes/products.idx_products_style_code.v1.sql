-- The product behind a style code: every sales report asks.
-- Toys and apparel have none.

-- migrate:up
CREATE INDEX idx_products_style_code
    ON products.products (style_code)
    WHERE style_code IS NOT NULL;
COMMENT ON INDEX products.idx_products_style_code IS 'The product behind a style code: every sales report asks.';

-- migrate:down
DROP INDEX IF EXISTS products.idx_products_style_code;
