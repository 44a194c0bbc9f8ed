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
           FROM pricing.rates_in_force() rate),
        (SELECT string_agg(concat_ws(' ', fee.platform, fee.seller_hundredths, fee.payment_hundredths, fee.minimum_fee,
                                     fee.fixed_fee, fee.shipping, fee.currency), ';' ORDER BY fee.platform)
           FROM pricing.fees_in_force() fee)));
END
$$;
COMMENT ON FUNCTION integration.opportunity_terms() IS
    'A digest of the exchange rates and fees on which every opportunity depends';

-- migrate:down
DROP FUNCTION IF EXISTS integration.opportunity_terms();
