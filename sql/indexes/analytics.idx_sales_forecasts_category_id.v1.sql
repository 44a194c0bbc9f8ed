-- The forecasts of a category; deleting the category.
-- A row is about one level only.

-- migrate:up
CREATE INDEX idx_sales_forecasts_category_id
    ON analytics.sales_forecasts (category_id)
    WHERE category_id IS NOT NULL;
COMMENT ON INDEX analytics.idx_sales_forecasts_category_id IS 'The forecasts of a category; deleting the category.';

-- migrate:down
DROP INDEX IF EXISTS analytics.idx_sales_forecasts_category_id;
