-- The sales that are not paid out yet, oldest first.
-- A few weeks out of years.

-- migrate:up
CREATE INDEX idx_orders_sold_at_payout_outstanding
    ON transactions.orders (sold_at)
    WHERE NOT payout_received;
COMMENT ON INDEX transactions.idx_orders_sold_at_payout_outstanding IS 'The sales that are not paid out yet, oldest first.';

-- migrate:down
DROP INDEX IF EXISTS transactions.idx_orders_sold_at_payout_outstanding;
