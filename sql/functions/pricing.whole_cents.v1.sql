-- Cents as a whole number, half a cent away from zero; null for what is beyond any sum of money, which comes of a wrong
-- rate: it is left out, instead of failing all others.
-- Used by pricing.fee_cents and integration.profit_opportunities_v2.

-- migrate:up
CREATE FUNCTION pricing.whole_cents(cents numeric) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT nullif(greatest(nullif(least(round(cents), 9e15), 9e15), -9e15), -9e15)::bigint
$$;
COMMENT ON FUNCTION pricing.whole_cents(numeric) IS 'Rounded to whole cents; null: beyond any sum of money';

-- migrate:down
DROP FUNCTION IF EXISTS pricing.whole_cents(numeric);
