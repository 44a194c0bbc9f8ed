-- The lot that another system knows under an id: external_ids @> ...
-- jsonb_path_ops: containment is all that is asked, and the index is smaller for it.

-- migrate:up
CREATE INDEX idx_inventory_external_ids
    ON products.inventory USING gin (external_ids jsonb_path_ops);
COMMENT ON INDEX products.idx_inventory_external_ids IS 'The lot that another system knows under an id: external_ids @> ...';

-- migrate:down
DROP INDEX IF EXISTS products.idx_inventory_external_ids;
