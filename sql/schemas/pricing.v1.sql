-- Schema pricing. Price rules, brand multipliers and price points.
-- The comment is what \dn+ shows in psql.

-- migrate:up
CREATE SCHEMA pricing;
COMMENT ON SCHEMA pricing IS 'Rules and observations that asking prices are made from';

-- migrate:down
DROP SCHEMA pricing;
