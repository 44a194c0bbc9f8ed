-- The newest sale of an item: the trigger that keeps its figures asks for it.
-- Sales known by their listing alone have none.

-- migrate:up
CREATE INDEX idx_orders_inventory_id_sold_at
    ON transactions.orders (inventory_id, sold_at)
    WHERE inventory_id IS NOT NULL;
COMMENT ON INDEX transactions.idx_orders_inventory_id_sold_at IS 'The newest sale of an item: the trigger that keeps its figures asks for it.';

-- migrate:down
DROP INDEX IF EXISTS transactions.idx_orders_inventory_id_sold_at;
