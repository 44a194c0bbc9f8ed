-- Schema transactions. One sale is one row, whatever the platform.
-- The comment is what \dn+ shows in psql.

-- migrate:up
CREATE SCHEMA transactions;
COMMENT ON SCHEMA transactions IS 'Sales';

-- migrate:down
DROP SCHEMA transactions;
