-- What each platform takes off a sale today (pricing.platform_fees), by the platform's slug; the shares in hundredths of a
-- percent, as pricing.fee_lines counts. A function for the reason that pricing.rates_in_force gives.
-- Used by pricing.fee_amounts_in_force, integration.opportunity_figures and integration.opportunity_terms.

-- migrate:up
CREATE FUNCTION pricing.fees_in_force()
RETURNS TABLE (
    id uuid, platform varchar, seller_hundredths integer, payment_hundredths integer, minimum_fee numeric, fixed_fee numeric,
    shipping numeric, currency varchar)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT fee.id, sold_at.slug, (fee.seller_percent * 100)::integer, (fee.payment_percent * 100)::integer,
           fee.minimum_fee, fee.fixed_fee, fee.shipping, fee.currency::varchar
      FROM pricing.platform_fees fee
      JOIN core.platforms sold_at ON sold_at.id = fee.platform_id
     WHERE daterange(fee.valid_from, fee.valid_to, '[]') @> (now() AT TIME ZONE 'UTC')::date;
END
$$;
COMMENT ON FUNCTION pricing.fees_in_force() IS
    'What each platform takes off a sale today; shares in hundredths of a percent, amounts in currency';

-- migrate:down
DROP FUNCTION IF EXISTS pricing.fees_in_force();
