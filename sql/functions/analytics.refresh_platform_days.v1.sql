-- Brings analytics.platform_days up to date: adds up the sales of stale days by platform and writes what differs.
-- How notes and turns are taken, system.take_notes says; what is returned, integration.refresh_opportunities.
-- Called by whoever reads analytics.platform_days, and manage.py refresh_views (apps/system/kept_tables.py).

-- migrate:up
CREATE FUNCTION analytics.refresh_platform_days(
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
      FROM system.take_notes('analytics.platform_days', 'analytics.stale_days', 'day', most, anew, patient) taken;
    IF NOT FOUND THEN
        RETURN;
    ELSIF NOT everything AND stale IS NULL THEN
        RETURN QUERY SELECT 0, 0::bigint, 0::bigint, 0::bigint, false;
        RETURN;
    END IF;
    RETURN QUERY
    WITH truth AS MATERIALIZED (
        SELECT s.day, s.platform_id, s.currency, s.sales, s.revenue, s.known_profits, s.profit
          FROM analytics.daily_platform_sales s
         WHERE everything
        UNION ALL
        SELECT c.day, c.platform_id, c.currency, c.sales, c.revenue, c.known_profits, c.profit
          FROM (SELECT u.day::timestamp AT TIME ZONE 'UTC' AS midnight FROM unnest(stale) u (day)) n
         CROSS JOIN LATERAL analytics.count_platform_sales(n.midnight, n.midnight + interval '23:59:59.999999') c
         WHERE NOT everything
    ), difference AS MATERIALIZED (
        SELECT k.id, t.day, t.platform_id, t.currency, t.sales, t.revenue, t.known_profits, t.profit,
               CASE WHEN k.id IS NULL THEN 'new' WHEN t.day IS NULL THEN 'gone' ELSE 'other' END AS kind
          FROM truth t
          FULL JOIN (SELECT p.* FROM analytics.platform_days p WHERE everything OR p.day = ANY (stale)) k
            ON k.day = t.day
           AND k.platform_id = t.platform_id
           AND k.currency = t.currency
         WHERE (k.sales, k.revenue, k.known_profits, k.profit) IS DISTINCT FROM (t.sales, t.revenue, t.known_profits, t.profit)
    ), gone AS (
        DELETE FROM analytics.platform_days k USING difference d WHERE d.kind = 'gone' AND k.id = d.id RETURNING 1
    ), other AS (
        UPDATE analytics.platform_days k
           SET sales = d.sales, revenue = d.revenue, known_profits = d.known_profits, profit = d.profit
          FROM difference d
         WHERE d.kind = 'other' AND k.id = d.id
        RETURNING 1
    ), new AS (
        INSERT INTO analytics.platform_days (day, platform_id, currency, sales, revenue, known_profits, profit)
        SELECT d.day, d.platform_id, d.currency, d.sales, d.revenue, d.known_profits, d.profit
          FROM difference d
         WHERE d.kind = 'new'
        RETURNING 1
    )
    SELECT CASE WHEN everything THEN (SELECT count(DISTINCT t.day) FROM truth t) ELSE cardinality(stale) END::integer,
           (SELECT count(*) FROM new), (SELECT count(*) FROM other), (SELECT count(*) FROM gone),
           EXISTS (SELECT FROM analytics.stale_days);
END
$$;
COMMENT ON FUNCTION analytics.refresh_platform_days(integer, boolean, boolean) IS
    'Brings analytics.platform_days up to date and returns what was done; no row: somebody else is at it';

-- migrate:down
DROP FUNCTION IF EXISTS analytics.refresh_platform_days(integer, boolean, boolean);
