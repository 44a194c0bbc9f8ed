-- A digest of what every opportunity depends on beside prices and sizes: the exchange rates of the last 7 days and the fees
-- of today. Where it is another one than when the opportunities were computed last, all of them are stale: rates came in,
-- fees were corrected, or a day has begun on which others hold.
-- Used by integration.refresh_opportunities.

-- migrate:up
CREATE FUNCTION integration.opportunity_terms() RETURNS text
LANGUAGE plpgsql STABLE -- which keeps its plan: each look at the opportunities asks for this
AS $$
BEGIN
    RETURN md5(concat(
        (SELECT string_agg(concat_ws(' ', rate.from_currency, rate.to_currency, rate.multiply_by, rate.divide_by), ';'
                           ORDER BY rate.from_currency, rate.to_currency)
           FROM pricing.current_rates rate),
        (SELECT string_agg(concat_ws(' ', platform.slug, fee.seller_percent, fee.payment_percent, fee.minimum_fee,
                                     fee.fixed_fee, fee.shipping, fee.currency), ';' ORDER BY platform.slug)
           FROM pricing.platform_fees fee
           JOIN core.platforms platform ON platform.id = fee.platform_id
          WHERE daterange(fee.valid_from, fee.valid_to, '[]') @> (now() AT TIME ZONE 'UTC')::date)));
END
$$;
COMMENT ON FUNCTION integration.opportunity_terms() IS
    'A digest of the exchange rates and fees on which every opportunity depends';

-- migrate:down
DROP FUNCTION IF EXISTS integration.opportunity_terms();
