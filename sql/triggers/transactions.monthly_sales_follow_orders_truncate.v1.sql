-- The monthly sales follow sales: truncate.
-- A trigger for each event: PostgreSQL gives transition tables to triggers for one event only.

-- migrate:up
CREATE TRIGGER monthly_sales_follow_orders_truncate
    AFTER TRUNCATE ON transactions.orders
    FOR EACH STATEMENT EXECUTE FUNCTION analytics.follow_sales();
COMMENT ON TRIGGER monthly_sales_follow_orders_truncate ON transactions.orders IS 'Keeps analytics.monthly_sales in step';

-- migrate:down
DROP TRIGGER IF EXISTS monthly_sales_follow_orders_truncate ON transactions.orders;
