-- The sales that are not paid out yet, oldest first.
-- A few weeks out of years.

-- migrate:up
CREATE INDEX idx_orders_payout_outstanding
    ON transactions.orders (sold_at)
    WHERE payout_received IS NOT TRUE;
COMMENT ON INDEX transactions.idx_orders_payout_outstanding IS 'The sales that are not paid out yet, oldest first.';

-- migrate:down
DROP INDEX transactions.idx_orders_payout_outstanding;
