-- Schema products. Styles and the lots of pairs bought; public.sizes belongs to it but stays in public
-- for older clients.
-- The comment is what \dn+ shows in psql.

-- migrate:up
CREATE SCHEMA products;
COMMENT ON SCHEMA products IS 'The catalog and the pairs in stock';

-- migrate:down
DROP SCHEMA products;
