-- What arrived in a period.
-- Null until it arrives.

-- migrate:up
CREATE INDEX idx_inventory_delivery_date
    ON products.inventory (delivery_date)
    WHERE delivery_date IS NOT NULL;
COMMENT ON INDEX products.idx_inventory_delivery_date IS 'What arrived in a period.';

-- migrate:down
DROP INDEX IF EXISTS products.idx_inventory_delivery_date;
