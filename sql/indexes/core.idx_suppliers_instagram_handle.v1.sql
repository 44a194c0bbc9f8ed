-- The supplier behind an Instagram account.
-- Known for few.

-- migrate:up
CREATE INDEX idx_suppliers_instagram_handle
    ON core.suppliers (instagram_handle)
    WHERE instagram_handle IS NOT NULL;
COMMENT ON INDEX core.idx_suppliers_instagram_handle IS 'The supplier behind an Instagram account.';

-- migrate:down
DROP INDEX IF EXISTS core.idx_suppliers_instagram_handle;
