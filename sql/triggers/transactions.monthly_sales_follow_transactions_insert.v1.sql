-- The monthly sales follow legacy sales: insert.
-- A trigger for each event: PostgreSQL gives transition tables to triggers for one event only.

-- migrate:up
CREATE TRIGGER monthly_sales_follow_transactions_insert
    AFTER INSERT ON transactions.transactions
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION analytics.follow_sales();
COMMENT ON TRIGGER monthly_sales_follow_transactions_insert ON transactions.transactions IS 'Keeps analytics.monthly_sales in step';

-- migrate:down
DROP TRIGGER IF EXISTS monthly_sales_follow_transactions_insert ON transactions.transactions;
