-- Suppliers by age.
-- Known for few.

-- migrate:up
CREATE INDEX idx_suppliers_founded_year
    ON core.suppliers (founded_year)
    WHERE founded_year IS NOT NULL;
COMMENT ON INDEX core.idx_suppliers_founded_year IS 'Suppliers by age.';

-- migrate:down
DROP INDEX IF EXISTS core.idx_suppliers_founded_year;
