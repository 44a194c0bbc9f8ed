-- The monthly sales follow sales: update.
-- A trigger for each event: PostgreSQL gives transition tables to triggers for one event only.

-- migrate:up
CREATE TRIGGER monthly_sales_follow_orders_update
    AFTER UPDATE ON transactions.orders
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION analytics.follow_sales();
COMMENT ON TRIGGER monthly_sales_follow_orders_update ON transactions.orders IS 'Keeps analytics.monthly_sales in step';

-- migrate:down
DROP TRIGGER IF EXISTS monthly_sales_follow_orders_update ON transactions.orders;
