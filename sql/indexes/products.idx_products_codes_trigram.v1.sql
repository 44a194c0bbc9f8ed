-- A product by part of its article number or style code, as in the search field of the back office.
-- Needs the extension pg_trgm, which may have been installed in any schema before us.

-- migrate:up
DO $$
BEGIN
    EXECUTE format(
        'CREATE INDEX idx_products_codes_trigram ON products.products USING gin (sku %1$I.gin_trgm_ops, style_code %1$I.gin_trgm_ops)',
        (SELECT extnamespace::regnamespace FROM pg_catalog.pg_extension WHERE extname = 'pg_trgm'));
END
$$;
COMMENT ON INDEX products.idx_products_codes_trigram IS 'A product by part of its SKU or style code: ILIKE';

-- migrate:down
DROP INDEX IF EXISTS products.idx_products_codes_trigram;
