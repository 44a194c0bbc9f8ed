-- The sales of a listing; deleting a listing is refused by it.
-- Only StockX sales have one.

-- migrate:up
CREATE INDEX idx_orders_listing_id
    ON transactions.orders (listing_id)
    WHERE listing_id IS NOT NULL;
COMMENT ON INDEX transactions.idx_orders_listing_id IS 'The sales of a listing; deleting a listing is refused by it.';

-- migrate:down
DROP INDEX IF EXISTS transactions.idx_orders_listing_id;
