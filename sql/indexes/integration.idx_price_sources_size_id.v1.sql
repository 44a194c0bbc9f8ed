-- The prices of a size; deleting a size is refused by it.
-- Prices for a whole style have none.

-- migrate:up
CREATE INDEX idx_price_sources_size_id
    ON integration.price_sources (size_id)
    WHERE size_id IS NOT NULL;
COMMENT ON INDEX integration.idx_price_sources_size_id IS 'The prices of a size; deleting a size is refused by it.';

-- migrate:down
DROP INDEX IF EXISTS integration.idx_price_sources_size_id;
