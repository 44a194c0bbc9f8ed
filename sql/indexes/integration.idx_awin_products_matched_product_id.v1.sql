-- The offers of a product; deleting the product.
-- Most rows of a feed match nothing.

-- migrate:up
CREATE INDEX idx_awin_products_matched_product_id
    ON integration.awin_products (matched_product_id)
    WHERE matched_product_id IS NOT NULL;
COMMENT ON INDEX integration.idx_awin_products_matched_product_id IS 'The offers of a product; deleting the product.';

-- migrate:down
DROP INDEX IF EXISTS integration.idx_awin_products_matched_product_id;
