-- The prices of a supplier; deleting the supplier.
-- Marketplaces are no suppliers.

-- migrate:up
CREATE INDEX idx_price_sources_supplier_id
    ON integration.price_sources (supplier_id)
    WHERE supplier_id IS NOT NULL;
COMMENT ON INDEX integration.idx_price_sources_supplier_id IS 'The prices of a supplier; deleting the supplier.';

-- migrate:down
DROP INDEX IF EXISTS integration.idx_price_sources_supplier_id;
