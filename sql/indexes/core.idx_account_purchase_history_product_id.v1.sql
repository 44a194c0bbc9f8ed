-- The purchases of a product; deleting the product.
-- Few attempts name one.

-- migrate:up
CREATE INDEX idx_account_purchase_history_product_id
    ON core.account_purchase_history (product_id)
    WHERE product_id IS NOT NULL;
COMMENT ON INDEX core.idx_account_purchase_history_product_id IS 'The purchases of a product; deleting the product.';

-- migrate:down
DROP INDEX IF EXISTS core.idx_account_purchase_history_product_id;
