-- A product by part of one of its further style codes, as in the search field of the back office.
-- Needs the extension pg_trgm, which may have been installed in any schema before us.

-- migrate:up
DO $$
BEGIN
    EXECUTE format(
        'CREATE INDEX idx_product_style_codes_code_trigram ON products.product_style_codes USING gin (code %I.gin_trgm_ops)',
        (SELECT extnamespace::regnamespace FROM pg_catalog.pg_extension WHERE extname = 'pg_trgm'));
END
$$;
COMMENT ON INDEX products.idx_product_style_codes_code_trigram IS 'A product by part of a further style code: ILIKE';

-- migrate:down
DROP INDEX IF EXISTS products.idx_product_style_codes_code_trigram;
