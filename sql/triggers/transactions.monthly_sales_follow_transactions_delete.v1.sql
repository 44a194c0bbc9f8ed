-- The monthly sales follow legacy sales: delete.
-- A trigger for each event: PostgreSQL gives transition tables to triggers for one event only.

-- migrate:up
CREATE TRIGGER monthly_sales_follow_transactions_delete
    AFTER DELETE ON transactions.transactions
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION analytics.follow_sales();
COMMENT ON TRIGGER monthly_sales_follow_transactions_delete ON transactions.transactions IS 'Keeps analytics.monthly_sales in step';

-- migrate:down
DROP TRIGGER IF EXISTS monthly_sales_follow_transactions_delete ON transactions.transactions;
