-- The active listings that expire soon.
-- Finished listings are nearly all.

-- migrate:up
CREATE INDEX idx_stockx_listings_expires_at
    ON platforms.stockx_listings (expires_at)
    WHERE is_active;
COMMENT ON INDEX platforms.idx_stockx_listings_expires_at IS 'The active listings that expire soon.';

-- migrate:down
DROP INDEX IF EXISTS platforms.idx_stockx_listings_expires_at;
