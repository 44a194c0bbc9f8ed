-- What was bought from a supplier; deleting the supplier.
-- Older lots have only a name.

-- migrate:up
CREATE INDEX idx_inventory_supplier_id
    ON products.inventory (supplier_id)
    WHERE supplier_id IS NOT NULL;
COMMENT ON INDEX products.idx_inventory_supplier_id IS 'What was bought from a supplier; deleting the supplier.';

-- migrate:down
DROP INDEX IF EXISTS products.idx_inventory_supplier_id;
