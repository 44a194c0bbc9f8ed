-- The forecasts of a platform; deleting the platform.
-- A row is about one level only.

-- migrate:up
CREATE INDEX idx_sales_forecasts_platform_id
    ON analytics.sales_forecasts (platform_id)
    WHERE platform_id IS NOT NULL;
COMMENT ON INDEX analytics.idx_sales_forecasts_platform_id IS 'The forecasts of a platform; deleting the platform.';

-- migrate:down
DROP INDEX IF EXISTS analytics.idx_sales_forecasts_platform_id;
