-- Brings analytics.brand_months up to date: adds up the sales of stale months by brand and writes what differs. A month is a
-- few thousand rows of analytics.monthly_sales, so the whole month is added up, whichever brand the sale was of.
-- How notes and turns are taken, system.take_notes says; what is returned, integration.refresh_opportunities.
-- Called by whoever reads analytics.brand_months, and manage.py refresh_views (apps/system/kept_tables.py).

-- migrate:up
CREATE FUNCTION analytics.refresh_brand_months(
    most integer DEFAULT NULL, anew boolean DEFAULT false, patient boolean DEFAULT true)
RETURNS TABLE (keys integer, added bigint, changed bigint, removed bigint, is_left boolean)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan -- one month and all of them want other plans
AS $$
DECLARE
    everything boolean;
    stale date[];
BEGIN
    SELECT taken.everything, taken.stale
      INTO everything, stale
      FROM system.take_notes('analytics.brand_months', 'analytics.stale_months', 'month', most, anew, patient) taken;
    IF NOT FOUND THEN
        RETURN;
    ELSIF NOT everything AND stale IS NULL THEN
        RETURN QUERY SELECT 0, 0::bigint, 0::bigint, 0::bigint, false;
        RETURN;
    END IF;
    RETURN QUERY
    WITH truth AS MATERIALIZED (
        SELECT s.brand_id, s.month, s.currency, s.sales, s.revenue, s.known_profits, s.profit
          FROM analytics.monthly_brand_sales s
         WHERE everything OR s.month = ANY (stale)
    ), difference AS MATERIALIZED (
        SELECT k.id, t.brand_id, t.month, t.currency, t.sales, t.revenue, t.known_profits, t.profit,
               CASE WHEN k.id IS NULL THEN 'new' WHEN t.month IS NULL THEN 'gone' ELSE 'other' END AS kind
          FROM truth t
          FULL JOIN (SELECT b.* FROM analytics.brand_months b WHERE everything OR b.month = ANY (stale)) k
            ON k.month = t.month
           AND k.currency = t.currency
           AND coalesce(k.brand_id::text, '') = coalesce(t.brand_id::text, '')
         WHERE (k.sales, k.revenue, k.known_profits, k.profit) IS DISTINCT FROM (t.sales, t.revenue, t.known_profits, t.profit)
    ), gone AS (
        DELETE FROM analytics.brand_months k USING difference d WHERE d.kind = 'gone' AND k.id = d.id RETURNING 1
    ), other AS (
        UPDATE analytics.brand_months k
           SET sales = d.sales, revenue = d.revenue, known_profits = d.known_profits, profit = d.profit
          FROM difference d
         WHERE d.kind = 'other' AND k.id = d.id
        RETURNING 1
    ), new AS (
        INSERT INTO analytics.brand_months (brand_id, month, currency, sales, revenue, known_profits, profit)
        SELECT d.brand_id, d.month, d.currency, d.sales, d.revenue, d.known_profits, d.profit
          FROM difference d
         WHERE d.kind = 'new'
        RETURNING 1
    )
    SELECT CASE WHEN everything THEN (SELECT count(DISTINCT t.month) FROM truth t) ELSE cardinality(stale) END::integer,
           (SELECT count(*) FROM new), (SELECT count(*) FROM other), (SELECT count(*) FROM gone),
           EXISTS (SELECT FROM analytics.stale_months);
END
$$;
COMMENT ON FUNCTION analytics.refresh_brand_months(integer, boolean, boolean) IS
    'Brings analytics.brand_months up to date and returns what was done; no row: somebody else is at it';

-- migrate:down
DROP FUNCTION IF EXISTS analytics.refresh_brand_months(integer, boolean, boolean);
