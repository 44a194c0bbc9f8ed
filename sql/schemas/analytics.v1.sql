-- Schema analytics. Demand, forecasts, indicators, and the brand views.
-- The comment is what \dn+ shows in psql.

-- migrate:up
CREATE SCHEMA analytics;
COMMENT ON SCHEMA analytics IS 'Figures made from the other schemas';

-- migrate:down
DROP SCHEMA analytics;
