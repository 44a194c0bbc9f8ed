-- The listings of a lot; deleting the lot.
-- Listings made by hand may name none.

-- migrate:up
CREATE INDEX idx_stockx_listings_inventory_id
    ON platforms.stockx_listings (inventory_id)
    WHERE inventory_id IS NOT NULL;
COMMENT ON INDEX platforms.idx_stockx_listings_inventory_id IS 'The listings of a lot; deleting the lot.';

-- migrate:down
DROP INDEX IF EXISTS platforms.idx_stockx_listings_inventory_id;
