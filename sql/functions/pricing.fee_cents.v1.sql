-- An amount that a platform takes (pricing.platform_fees), in cents of another currency: times multiply_by, then divided by
-- divide_by. Null where there is no rate, but nothing is nothing in any currency.
-- Used by pricing.fees_of_sale and integration.profit_opportunities_v2.

-- migrate:up
CREATE FUNCTION pricing.fee_cents(amount numeric, multiply_by numeric, divide_by numeric) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT CASE WHEN amount = 0 THEN 0 ELSE pricing.whole_cents(amount * 100 * multiply_by / divide_by) END
$$;
COMMENT ON FUNCTION pricing.fee_cents(numeric, numeric, numeric) IS
    'An amount of a platform''s fees in cents of another currency; null without a rate';

-- migrate:down
DROP FUNCTION IF EXISTS pricing.fee_cents(numeric, numeric, numeric);
