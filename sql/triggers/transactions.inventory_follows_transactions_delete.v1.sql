-- The figures of a lot follow its sale: delete of legacy sales.
-- A trigger for each event: PostgreSQL gives transition tables to triggers for one event only.

-- migrate:up
CREATE TRIGGER inventory_follows_transactions_delete
    AFTER DELETE ON transactions.transactions
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION transactions.refresh_sold_inventory();
COMMENT ON TRIGGER inventory_follows_transactions_delete ON transactions.transactions IS 'Has the figures of the lots computed anew';

-- migrate:down
DROP TRIGGER IF EXISTS inventory_follows_transactions_delete ON transactions.transactions;
