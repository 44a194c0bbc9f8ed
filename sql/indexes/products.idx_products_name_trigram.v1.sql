-- A product by part of its name: ILIKE %...%, in the search field of the back office.
-- Needs the extension pg_trgm.

-- migrate:up
CREATE INDEX idx_products_name_trigram
    ON products.products USING gin (name gin_trgm_ops);
COMMENT ON INDEX products.idx_products_name_trigram IS 'A product by part of its name: ILIKE %...%, in the search field of the back office.';

-- migrate:down
DROP INDEX products.idx_products_name_trigram;
