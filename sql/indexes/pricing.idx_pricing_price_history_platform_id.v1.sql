-- The prices on a platform; deleting the platform.
-- Purchases have none.

-- migrate:up
CREATE INDEX idx_pricing_price_history_platform_id
    ON pricing.price_history (platform_id)
    WHERE platform_id IS NOT NULL;
COMMENT ON INDEX pricing.idx_pricing_price_history_platform_id IS 'The prices on a platform; deleting the platform.';

-- migrate:down
DROP INDEX IF EXISTS pricing.idx_pricing_price_history_platform_id;
