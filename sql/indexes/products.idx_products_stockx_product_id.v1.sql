-- The product behind StockXs id.
-- Null until enriched.

-- migrate:up
CREATE INDEX idx_products_stockx_product_id
    ON products.products (stockx_product_id)
    WHERE stockx_product_id IS NOT NULL;
COMMENT ON INDEX products.idx_products_stockx_product_id IS 'The product behind StockXs id.';

-- migrate:down
DROP INDEX IF EXISTS products.idx_products_stockx_product_id;
