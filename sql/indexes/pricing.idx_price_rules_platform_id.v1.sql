-- The rules of a platform; deleting the platform.
-- Most rules are for all.

-- migrate:up
CREATE INDEX idx_price_rules_platform_id
    ON pricing.price_rules (platform_id)
    WHERE platform_id IS NOT NULL;
COMMENT ON INDEX pricing.idx_price_rules_platform_id IS 'The rules of a platform; deleting the platform.';

-- migrate:down
DROP INDEX IF EXISTS pricing.idx_price_rules_platform_id;
