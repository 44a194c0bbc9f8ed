-- The amounts of today's fees in cents of their own currency and of each that there is a rate to.
-- A function for the reason that pricing.rates_in_force gives.
-- Used by integration.opportunity_figures.

-- migrate:up
CREATE FUNCTION pricing.fee_amounts_in_force()
RETURNS TABLE (platform_fee_id uuid, currency varchar, minimum_cents bigint, fixed_cents bigint, shipping_cents bigint)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 30
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT fee.id, way.currency,
           pricing.fee_cents(fee.minimum_fee, way.multiply_by, way.divide_by),
           pricing.fee_cents(fee.fixed_fee, way.multiply_by, way.divide_by),
           pricing.fee_cents(fee.shipping, way.multiply_by, way.divide_by)
      FROM pricing.fees_in_force() fee
     CROSS JOIN LATERAL (
           SELECT fee.currency AS currency, 1::numeric AS multiply_by, 1::numeric AS divide_by
            UNION ALL
           SELECT rate.to_currency, rate.multiply_by, rate.divide_by
             FROM pricing.rates_in_force() rate
            WHERE rate.from_currency = fee.currency
           ) way;
END
$$;
COMMENT ON FUNCTION pricing.fee_amounts_in_force() IS
    'The amounts of today''s fees in cents of their own currency and of each that there is a rate to';

-- migrate:down
DROP FUNCTION IF EXISTS pricing.fee_amounts_in_force();
