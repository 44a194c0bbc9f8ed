-- Brings products.stock_days up to date: adds up the lots in stock of stale days of purchase and writes what differs.
-- How notes and turns are taken, system.take_notes says; what is returned, integration.refresh_opportunities.
-- A note of the last day of the calendar is of the lots without a purchase date too (products.mark_stale_stock).
-- Called by whoever reads products.stock_days, and manage.py refresh_views (apps/system/kept_tables.py).

-- migrate:up
CREATE FUNCTION products.refresh_stock_days(
    most integer DEFAULT NULL, anew boolean DEFAULT false, patient boolean DEFAULT true)
RETURNS TABLE (keys integer, added bigint, changed bigint, removed bigint, is_left boolean)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan -- one day and all of them want other plans
SET jit = off -- compiling takes longer than adding up
AS $$
DECLARE
    everything boolean;
    stale date[];
BEGIN
    SELECT taken.everything, taken.stale
      INTO everything, stale
      FROM system.take_notes('products.stock_days', 'products.stale_stock_days', 'day', most, anew, patient) taken;
    IF NOT FOUND THEN
        RETURN;
    ELSIF NOT everything AND stale IS NULL THEN
        RETURN QUERY SELECT 0, 0::bigint, 0::bigint, 0::bigint, false;
        RETURN;
    END IF;
    RETURN QUERY
    WITH truth AS MATERIALIZED (
        SELECT s.day, s.status, s.lots, s.pairs, s.cost, s.unpriced
          FROM products.daily_stock s
         WHERE everything
        UNION ALL
        SELECT c.day, c.status, c.lots, c.pairs, c.cost, c.unpriced
          FROM (SELECT u.day::timestamp AT TIME ZONE 'UTC' AS midnight FROM unnest(stale) u (day)) n
         CROSS JOIN LATERAL products.count_stock(n.midnight, n.midnight + interval '23:59:59.999999') c
         WHERE NOT everything
    ), difference AS MATERIALIZED (
        SELECT k.id, t.day, t.status, t.lots, t.pairs, t.cost, t.unpriced,
               CASE WHEN k.id IS NULL THEN 'new' WHEN t.status IS NULL THEN 'gone' ELSE 'other' END AS kind
          FROM truth t
          FULL JOIN (
               SELECT d.* FROM products.stock_days d WHERE everything OR coalesce(d.day, '9999-12-31') = ANY (stale)
               ) k
            ON coalesce(k.day::text, '') = coalesce(t.day::text, '')
           AND k.status = t.status
         WHERE (k.lots, k.pairs, k.cost, k.unpriced) IS DISTINCT FROM (t.lots, t.pairs, t.cost, t.unpriced)
    ), gone AS (
        DELETE FROM products.stock_days k USING difference d WHERE d.kind = 'gone' AND k.id = d.id RETURNING 1
    ), other AS (
        UPDATE products.stock_days k
           SET lots = d.lots, pairs = d.pairs, cost = d.cost, unpriced = d.unpriced
          FROM difference d
         WHERE d.kind = 'other' AND k.id = d.id
        RETURNING 1
    ), new AS (
        INSERT INTO products.stock_days (day, status, lots, pairs, cost, unpriced)
        SELECT d.day, d.status, d.lots, d.pairs, d.cost, d.unpriced
          FROM difference d
         WHERE d.kind = 'new'
        RETURNING 1
    )
    SELECT CASE WHEN everything THEN (SELECT count(DISTINCT coalesce(t.day, '9999-12-31')) FROM truth t)
                ELSE cardinality(stale)
           END::integer,
           (SELECT count(*) FROM new), (SELECT count(*) FROM other), (SELECT count(*) FROM gone),
           EXISTS (SELECT FROM products.stale_stock_days);
END
$$;
COMMENT ON FUNCTION products.refresh_stock_days(integer, boolean, boolean) IS
    'Brings products.stock_days up to date and returns what was done; no row: somebody else is at it';

-- migrate:down
DROP FUNCTION IF EXISTS products.refresh_stock_days(integer, boolean, boolean);
