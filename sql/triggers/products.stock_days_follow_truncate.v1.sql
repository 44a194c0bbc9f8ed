-- The stock by day of purchase follows the lots: truncate.
-- A trigger for each event: PostgreSQL gives transition tables to triggers for one event only.

-- migrate:up
CREATE TRIGGER stock_days_follow_truncate
    AFTER TRUNCATE ON products.inventory
    FOR EACH STATEMENT EXECUTE FUNCTION products.mark_stale_stock();
COMMENT ON TRIGGER stock_days_follow_truncate ON products.inventory IS 'Notes the days of purchase to add up anew';

-- migrate:down
DROP TRIGGER IF EXISTS stock_days_follow_truncate ON products.inventory;
