-- The monthly sales follow legacy sales: update.
-- A trigger for each event: PostgreSQL gives transition tables to triggers for one event only.

-- migrate:up
CREATE TRIGGER monthly_sales_follow_transactions_update
    AFTER UPDATE ON transactions.transactions
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION analytics.follow_sales();
COMMENT ON TRIGGER monthly_sales_follow_transactions_update ON transactions.transactions IS 'Keeps analytics.monthly_sales in step';

-- migrate:down
DROP TRIGGER IF EXISTS monthly_sales_follow_transactions_update ON transactions.transactions;
