-- The sums by platform and day follow legacy sales: truncate.
-- A trigger for each event: PostgreSQL gives transition tables to triggers for one event only.

-- migrate:up
CREATE TRIGGER platform_days_follow_transactions_truncate
    AFTER TRUNCATE ON transactions.transactions
    FOR EACH STATEMENT EXECUTE FUNCTION analytics.mark_stale_days();
COMMENT ON TRIGGER platform_days_follow_transactions_truncate ON transactions.transactions IS 'Notes the days to add up anew';

-- migrate:down
DROP TRIGGER IF EXISTS platform_days_follow_transactions_truncate ON transactions.transactions;
