-- Where a price comes from.
-- Used by integration.price_sources.source_type; in code apps/integration/choices.py.

-- migrate:up
CREATE TYPE integration.source_type_enum AS ENUM ('stockx', 'awin', 'ebay', 'goat', 'klekt', 'restocks', 'stockxapi');
COMMENT ON TYPE integration.source_type_enum IS 'Where a price comes from';

-- migrate:down
DROP TYPE integration.source_type_enum;
