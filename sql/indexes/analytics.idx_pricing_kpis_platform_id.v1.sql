-- The indicators of a platform; deleting the platform.
-- A row is about one level only.

-- migrate:up
CREATE INDEX idx_pricing_kpis_platform_id
    ON analytics.pricing_kpis (platform_id)
    WHERE platform_id IS NOT NULL;
COMMENT ON INDEX analytics.idx_pricing_kpis_platform_id IS 'The indicators of a platform; deleting the platform.';

-- migrate:down
DROP INDEX IF EXISTS analytics.idx_pricing_kpis_platform_id;
