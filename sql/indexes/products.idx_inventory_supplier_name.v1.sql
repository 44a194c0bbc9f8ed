-- What was bought from a seller whom the lot names by its text alone: until when the voucher keeps their name.
-- Most lots name their supplier by its id.

-- migrate:up
CREATE INDEX idx_inventory_supplier_name
    ON products.inventory (lower(supplier))
    WHERE supplier IS NOT NULL;
COMMENT ON INDEX products.idx_inventory_supplier_name IS 'What was bought from a seller whom lots name by their text alone.';

-- migrate:down
DROP INDEX IF EXISTS products.idx_inventory_supplier_name;
