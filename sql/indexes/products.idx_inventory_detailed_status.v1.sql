-- What is to be packed or sent.
-- Only pairs on their way have one.

-- migrate:up
CREATE INDEX idx_inventory_detailed_status
    ON products.inventory (detailed_status)
    WHERE detailed_status IS NOT NULL;
COMMENT ON INDEX products.idx_inventory_detailed_status IS 'What is to be packed or sent.';

-- migrate:down
DROP INDEX IF EXISTS products.idx_inventory_detailed_status;
