-- What a platform keeps of a sale on a day, line by line, in cents of the currency of the sale. No row where the fees of
-- the platform on that day are not known; a line is null where it takes an exchange rate that is not there: unknown is
-- not zero.
-- Amounts in another currency are converted at the rates of today, whatever the day.
-- For whoever asks by hand, and for the worked examples; the opportunities take pricing.fee_lines for many sales at once.

-- migrate:up
CREATE FUNCTION pricing.fees_of_sale(platform_slug text, price_cents integer, price_currency text, sold_on date)
RETURNS TABLE (
    platform_fee_id uuid, seller_fee_cents bigint, payment_fee_cents bigint, fixed_fee_cents bigint, shipping_cents bigint)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
AS $$
    SELECT fee.id, line.seller_fee_cents, line.payment_fee_cents, line.fixed_fee_cents, line.shipping_cents
      FROM pricing.platform_fees fee
      JOIN core.platforms platform ON platform.id = fee.platform_id
      LEFT JOIN pricing.current_rates rate ON rate.from_currency = fee.currency AND rate.to_currency = price_currency
     CROSS JOIN LATERAL (
           SELECT CASE WHEN fee.currency = price_currency THEN 1 ELSE rate.multiply_by END AS multiply_by,
                  CASE WHEN fee.currency = price_currency THEN 1 ELSE rate.divide_by END AS divide_by
           ) way
     CROSS JOIN LATERAL pricing.fee_lines(
           price_cents, (fee.seller_percent * 100)::integer, (fee.payment_percent * 100)::integer,
           pricing.fee_cents(fee.minimum_fee, way.multiply_by, way.divide_by),
           pricing.fee_cents(fee.fixed_fee, way.multiply_by, way.divide_by),
           pricing.fee_cents(fee.shipping, way.multiply_by, way.divide_by)) line
     WHERE platform.slug = platform_slug
       AND daterange(fee.valid_from, fee.valid_to, '[]') @> sold_on
$$;
COMMENT ON FUNCTION pricing.fees_of_sale(text, integer, text, date) IS
    'What a platform keeps of a sale on a day, line by line, in cents of the currency of the sale';

-- migrate:down
DROP FUNCTION IF EXISTS pricing.fees_of_sale(text, integer, text, date);
