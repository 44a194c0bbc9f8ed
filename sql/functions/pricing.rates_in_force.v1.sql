-- The rows of pricing.current_rates. A function because of its place in a plan: the view would be worked out within the statement
-- that joins it, by one process before all others, and no other process could join it; this is asked for in each of them.
-- Runs with the rights of its owner, as a view reads its tables: who may read a view that calls it needs no more. Whoever has
-- USAGE on the schema may call it, and so know today's rates; pricing.fees_in_force tells them the fees likewise.
-- Used by pricing.fee_amounts_in_force, integration.opportunity_figures and integration.opportunity_terms.

-- migrate:up
CREATE FUNCTION pricing.rates_in_force()
RETURNS TABLE (from_currency varchar, to_currency varchar, multiply_by numeric, divide_by numeric, date date)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT known.from_currency, known.to_currency, known.multiply_by, known.divide_by, known.date
      FROM pricing.current_rates known;
END
$$;
COMMENT ON FUNCTION pricing.rates_in_force() IS
    'What an amount of one currency is in another, by the latest rate of the last 7 days';

-- migrate:down
DROP FUNCTION IF EXISTS pricing.rates_in_force();
