-- A supplier by part of its name: ILIKE %...%, in the search field of the back office.
-- Needs the extension pg_trgm.

-- migrate:up
CREATE INDEX idx_suppliers_name_trigram
    ON core.suppliers USING gin (name gin_trgm_ops);
COMMENT ON INDEX core.idx_suppliers_name_trigram IS 'A supplier by part of its name: ILIKE %...%, in the search field of the back office.';

-- migrate:down
DROP INDEX core.idx_suppliers_name_trigram;
