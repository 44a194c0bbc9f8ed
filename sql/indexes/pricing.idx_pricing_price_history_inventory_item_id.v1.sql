-- The prices of a lot; deleting the lot.
-- Market observations have none.

-- migrate:up
CREATE INDEX idx_pricing_price_history_inventory_item_id
    ON pricing.price_history (inventory_item_id)
    WHERE inventory_item_id IS NOT NULL;
COMMENT ON INDEX pricing.idx_pricing_price_history_inventory_item_id IS 'The prices of a lot; deleting the lot.';

-- migrate:down
DROP INDEX IF EXISTS pricing.idx_pricing_price_history_inventory_item_id;
