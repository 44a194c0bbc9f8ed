-- An offer by part of its name, as in the search field of the back office.
-- Needs the extension pg_trgm, which may have been installed in any schema before us.

-- migrate:up
DO $$
BEGIN
    EXECUTE format(
        'CREATE INDEX idx_awin_products_product_name_trigram ON integration.awin_products USING gin (product_name %1$I.gin_trgm_ops)',
        (SELECT extnamespace::regnamespace FROM pg_catalog.pg_extension WHERE extname = 'pg_trgm'));
END
$$;
COMMENT ON INDEX integration.idx_awin_products_product_name_trigram IS 'An offer by part of its name: ILIKE';

-- migrate:down
DROP INDEX IF EXISTS integration.idx_awin_products_product_name_trigram;
