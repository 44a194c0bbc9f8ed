-- What stands in a place.
-- Many lots have none.

-- migrate:up
CREATE INDEX idx_inventory_location
    ON products.inventory (location)
    WHERE location IS NOT NULL;
COMMENT ON INDEX products.idx_inventory_location IS 'What stands in a place.';

-- migrate:down
DROP INDEX IF EXISTS products.idx_inventory_location;
