-- The sums by platform and day follow sales: truncate.
-- A trigger for each event: PostgreSQL gives transition tables to triggers for one event only.

-- migrate:up
CREATE TRIGGER platform_days_follow_orders_truncate
    AFTER TRUNCATE ON transactions.orders
    FOR EACH STATEMENT EXECUTE FUNCTION analytics.mark_stale_days();
COMMENT ON TRIGGER platform_days_follow_orders_truncate ON transactions.orders IS 'Notes the days to add up anew';

-- migrate:down
DROP TRIGGER IF EXISTS platform_days_follow_orders_truncate ON transactions.orders;
