-- Suppliers that carry all of some tags: tags @> ...
-- jsonb_path_ops: containment is all that is asked, and the index is smaller for it.

-- migrate:up
CREATE INDEX idx_suppliers_tags
    ON core.suppliers USING gin (tags jsonb_path_ops);
COMMENT ON INDEX core.idx_suppliers_tags IS 'Suppliers that carry all of some tags: tags @> ...';

-- migrate:down
DROP INDEX IF EXISTS core.idx_suppliers_tags;
