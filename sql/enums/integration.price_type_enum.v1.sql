-- What kind of price it is.
-- Used by integration.price_sources.price_type; in code apps/integration/choices.py.

-- migrate:up
CREATE TYPE integration.price_type_enum AS ENUM ('resale', 'retail', 'auction', 'wholesale');
COMMENT ON TYPE integration.price_type_enum IS 'What kind of price it is';

-- migrate:down
DROP TYPE integration.price_type_enum;
