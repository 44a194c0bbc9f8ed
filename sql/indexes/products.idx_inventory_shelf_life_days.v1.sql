-- What lies longest.
-- Null without a purchase date.

-- migrate:up
CREATE INDEX idx_inventory_shelf_life_days
    ON products.inventory (shelf_life_days)
    WHERE shelf_life_days IS NOT NULL;
COMMENT ON INDEX products.idx_inventory_shelf_life_days IS 'What lies longest.';

-- migrate:down
DROP INDEX IF EXISTS products.idx_inventory_shelf_life_days;
