-- The indicators of a category; deleting the category.
-- A row is about one level only.

-- migrate:up
CREATE INDEX idx_pricing_kpis_category_id
    ON analytics.pricing_kpis (category_id)
    WHERE category_id IS NOT NULL;
COMMENT ON INDEX analytics.idx_pricing_kpis_category_id IS 'The indicators of a category; deleting the category.';

-- migrate:down
DROP INDEX IF EXISTS analytics.idx_pricing_kpis_category_id;
