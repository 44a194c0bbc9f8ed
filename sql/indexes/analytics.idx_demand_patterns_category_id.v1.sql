-- The patterns of a category; deleting the category.
-- A row is about a product, a brand or a category.

-- migrate:up
CREATE INDEX idx_demand_patterns_category_id
    ON analytics.demand_patterns (category_id)
    WHERE category_id IS NOT NULL;
COMMENT ON INDEX analytics.idx_demand_patterns_category_id IS 'The patterns of a category; deleting the category.';

-- migrate:down
DROP INDEX IF EXISTS analytics.idx_demand_patterns_category_id;
