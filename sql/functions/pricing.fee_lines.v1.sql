-- The lines that a platform takes off a sale, in cents of the currency of the sale, each rounded to the cent, half a cent
-- up. The seller fee is the share of the price, or the minimum where that is more. The amounts are in another currency
-- times multiply_by, divided by divide_by: null where there is no rate, and then so is a line that needs it,
-- as is one that no such rate can have made.
-- Used by pricing.fees_of_sale and integration.profit_opportunities_v2: the formula stands here alone.

-- migrate:up
CREATE FUNCTION pricing.fee_lines(
    price_cents integer, seller_percent numeric, minimum_fee numeric, payment_percent numeric, fixed_fee numeric,
    shipping numeric, multiply_by numeric, divide_by numeric)
RETURNS TABLE (seller_fee_cents bigint, payment_fee_cents bigint, fixed_fee_cents bigint, shipping_cents bigint)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
AS $$
    SELECT CASE WHEN line.seller_fee < 9e15 THEN line.seller_fee END::bigint,
           round(price_cents * payment_percent / 100)::bigint,
           CASE WHEN line.fixed_fee < 9e15 THEN line.fixed_fee END::bigint,
           CASE WHEN line.shipping < 9e15 THEN line.shipping END::bigint
      FROM (SELECT CASE WHEN minimum_fee = 0 THEN round(price_cents * seller_percent / 100)
                   WHEN divide_by IS NOT NULL THEN
                        greatest(round(price_cents * seller_percent / 100),
                                 round(minimum_fee * 100 * multiply_by / divide_by))
                   END AS seller_fee,
                   CASE WHEN fixed_fee = 0 THEN 0 ELSE round(fixed_fee * 100 * multiply_by / divide_by) END AS fixed_fee,
                   CASE WHEN shipping = 0 THEN 0 ELSE round(shipping * 100 * multiply_by / divide_by) END AS shipping
           ) line
$$;
COMMENT ON FUNCTION pricing.fee_lines(integer, numeric, numeric, numeric, numeric, numeric, numeric, numeric) IS
    'The lines that a platform takes off a sale, in cents of the currency of the sale';

-- migrate:down
DROP FUNCTION IF EXISTS pricing.fee_lines(integer, numeric, numeric, numeric, numeric, numeric, numeric, numeric);
