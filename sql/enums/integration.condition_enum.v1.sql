-- The condition of a pair.
-- Used by integration.price_sources.condition; in code apps/integration/choices.py.

-- migrate:up
CREATE TYPE integration.condition_enum AS ENUM ('new', 'like_new', 'used_excellent', 'used_good', 'used_fair', 'deadstock');
COMMENT ON TYPE integration.condition_enum IS 'The condition of a pair';

-- migrate:down
DROP TYPE integration.condition_enum;
