-- The products enriched longest ago.
-- Null until enriched.

-- migrate:up
CREATE INDEX idx_products_last_enriched_at
    ON products.products (last_enriched_at)
    WHERE last_enriched_at IS NOT NULL;
COMMENT ON INDEX products.idx_products_last_enriched_at IS 'The products enriched longest ago.';

-- migrate:down
DROP INDEX products.idx_products_last_enriched_at;
