-- Schema platforms. What we offer where, and what we asked over time.
-- The comment is what \dn+ shows in psql.

-- migrate:up
CREATE SCHEMA platforms;
COMMENT ON SCHEMA platforms IS 'Listings on the marketplaces';

-- migrate:down
DROP SCHEMA platforms;
