-- The accounts used last.
-- New accounts have no date.

-- migrate:up
CREATE INDEX idx_supplier_accounts_last_used_at
    ON core.supplier_accounts (last_used_at)
    WHERE last_used_at IS NOT NULL;
COMMENT ON INDEX core.idx_supplier_accounts_last_used_at IS 'The accounts used last.';

-- migrate:down
DROP INDEX IF EXISTS core.idx_supplier_accounts_last_used_at;
