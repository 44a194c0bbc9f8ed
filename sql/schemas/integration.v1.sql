-- Schema integration. What comes in from outside: Awin rows, import runs, and the unified price table
-- with its history.
-- The comment is what \dn+ shows in psql.

-- migrate:up
CREATE SCHEMA integration;
COMMENT ON SCHEMA integration IS 'Feeds, imports, and the prices that they bring';

-- migrate:down
DROP SCHEMA integration;
