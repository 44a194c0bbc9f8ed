-- The best and the worst deals.
-- Null until the pair is sold.

-- migrate:up
CREATE INDEX idx_inventory_roi_percentage
    ON products.inventory (roi_percentage)
    WHERE roi_percentage IS NOT NULL;
COMMENT ON INDEX products.idx_inventory_roi_percentage IS 'The best and the worst deals.';

-- migrate:down
DROP INDEX IF EXISTS products.idx_inventory_roi_percentage;
