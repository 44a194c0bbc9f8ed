-- Whole days from the purchase of a lot to its sale, or to now while it is unsold; none before the purchase.
-- Null where one of them is unknown, or outside of the calendar (infinity).
-- CASE, because greatest() passes over null: unknown would turn into 0 days. One expression, so that PostgreSQL puts it in
-- the place of the call. Used by public.calculate_inventory_analytics and by manage.py age_inventory.

-- migrate:up
CREATE FUNCTION products.days_on_the_shelf(bought timestamptz, left_at timestamptz) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT CASE WHEN isfinite(bought) AND isfinite(left_at)
           THEN greatest(0, floor(extract(epoch FROM left_at - bought) / 86400))::integer END
$$;
COMMENT ON FUNCTION products.days_on_the_shelf(timestamptz, timestamptz) IS
    'Whole days from the purchase of a lot until it left, 0 at least; null where one of them is unknown';

-- migrate:down
DROP FUNCTION IF EXISTS products.days_on_the_shelf(timestamptz, timestamptz);
