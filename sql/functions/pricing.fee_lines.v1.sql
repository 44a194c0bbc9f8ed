-- The lines that a platform takes off a sale, in cents of the currency of the sale, each rounded to the cent, half a cent
-- up. The shares are in hundredths of a percent, and whole numbers are enough: a price of 2^31 cents times 10,000 fits into
-- a bigint. The seller fee is the share of the price, or the minimum where that is more. The amounts are in cents of the
-- currency of the sale (pricing.fee_cents): null where they are not known, and then so is a line that needs them.
-- Used by pricing.fees_of_sale and integration.profit_opportunities_v2: the formula stands here alone.

-- migrate:up
CREATE FUNCTION pricing.fee_lines(
    price_cents integer, seller_hundredths integer, payment_hundredths integer, minimum_cents bigint, fixed_cents bigint,
    shipping_cents bigint)
RETURNS TABLE (seller_fee_cents bigint, payment_fee_cents bigint, fixed_fee_cents bigint, shipping_cents bigint)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
AS $$
    SELECT CASE WHEN $4 IS NOT NULL THEN greatest(($1::bigint * $2 + 5000) / 10000, $4) END,
           ($1::bigint * $3 + 5000) / 10000,
           $5,
           $6
$$;
COMMENT ON FUNCTION pricing.fee_lines(integer, integer, integer, bigint, bigint, bigint) IS
    'The lines that a platform takes off a sale, in cents of the currency of the sale';

-- migrate:down
DROP FUNCTION IF EXISTS pricing.fee_lines(integer, integer, integer, bigint, bigint, bigint);
