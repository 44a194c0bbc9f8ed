-- The products to enrich next: those that never were, then those enriched longest ago.

-- migrate:up
CREATE INDEX idx_products_last_enriched_at
    ON products.products (last_enriched_at NULLS FIRST);
COMMENT ON INDEX products.idx_products_last_enriched_at IS 'The products to enrich next: those that never were, then those enriched longest ago.';

-- migrate:down
DROP INDEX IF EXISTS products.idx_products_last_enriched_at;
