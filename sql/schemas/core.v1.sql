-- Schema core. Master data that every other schema refers to.
-- The comment is what \dn+ shows in psql.

-- migrate:up
CREATE SCHEMA core;
COMMENT ON SCHEMA core IS 'Brands, categories, platforms, and the suppliers we buy from';

-- migrate:down
DROP SCHEMA core;
