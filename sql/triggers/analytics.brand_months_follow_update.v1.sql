-- The sums by brand follow the monthly sales: update.
-- A trigger for each event: PostgreSQL gives transition tables to triggers for one event only.

-- migrate:up
CREATE TRIGGER brand_months_follow_update
    AFTER UPDATE ON analytics.monthly_sales
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION analytics.mark_stale_months();
COMMENT ON TRIGGER brand_months_follow_update ON analytics.monthly_sales IS 'Notes the months to add up anew';

-- migrate:down
DROP TRIGGER IF EXISTS brand_months_follow_update ON analytics.monthly_sales;
