-- A sale by the number that the platform prints, without knowing the platform.
-- Not every platform gives one.

-- migrate:up
CREATE INDEX idx_orders_external_id
    ON transactions.orders (external_id)
    WHERE external_id IS NOT NULL;
COMMENT ON INDEX transactions.idx_orders_external_id IS 'A sale by the number that the platform prints, without knowing the platform.';

-- migrate:down
DROP INDEX IF EXISTS transactions.idx_orders_external_id;
