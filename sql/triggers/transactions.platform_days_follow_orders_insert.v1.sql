-- The sums by platform and day follow sales: insert.
-- A trigger for each event: PostgreSQL gives transition tables to triggers for one event only.

-- migrate:up
CREATE TRIGGER platform_days_follow_orders_insert
    AFTER INSERT ON transactions.orders
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION analytics.mark_stale_days();
COMMENT ON TRIGGER platform_days_follow_orders_insert ON transactions.orders IS 'Notes the days to add up anew';

-- migrate:down
DROP TRIGGER IF EXISTS platform_days_follow_orders_insert ON transactions.orders;
