-- The offers of a StockX style.
-- Null until enriched.

-- migrate:up
CREATE INDEX idx_awin_products_stockx_product_id
    ON integration.awin_products (stockx_product_id)
    WHERE stockx_product_id IS NOT NULL;
COMMENT ON INDEX integration.idx_awin_products_stockx_product_id IS 'The offers of a StockX style.';

-- migrate:down
DROP INDEX IF EXISTS integration.idx_awin_products_stockx_product_id;
