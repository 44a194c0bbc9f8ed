-- Schema system. Used by the application itself and by whoever operates it.
-- The comment is what \dn+ shows in psql.

-- migrate:up
CREATE SCHEMA system;
COMMENT ON SCHEMA system IS 'Settings, the application log, and functions that keep the database in order';

-- migrate:down
DROP SCHEMA system;
