-- Notes the days whose sales a statement changed, in analytics.stale_days: of a sale that moves both days. What leaves the sums
-- as they were is not noted: a payout that arrives, a tracking number, a cancelled order.
-- Used by the triggers platform_days_follow_* of transactions.orders and transactions.transactions.
-- What counts as a sale, analytics.count_platform_sales says.
-- Runs with the rights of its owner: whoever may write sales need not know of that table.

-- migrate:up
CREATE FUNCTION analytics.mark_stale_days() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET work_mem = '64MB' -- for a statement that changes all sales
AS $$
DECLARE
    sales text := CASE TG_TABLE_NAME
        WHEN 'orders' THEN 'SELECT sold_at, platform_id, currency, sale_price,
            coalesce(net_profit, net_proceeds - original_buy_price) FROM %s WHERE order_status <> ''cancelled'''
        ELSE 'SELECT transaction_date AS sold_at, platform_id, sale_price, net_profit FROM %s WHERE status = ''completed'''
    END;
    what_was text := format(sales, 'old_rows');
    what_is text := format(sales, 'new_rows');
BEGIN
    IF TG_RELID NOT IN ('transactions.orders'::regclass, 'transactions.transactions'::regclass) THEN
        RAISE EXCEPTION 'analytics.mark_stale_days() is for the tables of sales' USING ERRCODE = 'wrong_object_type';
    END IF;
    IF TG_OP = 'TRUNCATE' THEN
        INSERT INTO analytics.stale_days (day) VALUES (NULL);
        RETURN NULL;
    END IF;
    EXECUTE format(
        $query$
        INSERT INTO analytics.stale_days (day)
        SELECT DISTINCT (c.sold_at AT TIME ZONE 'UTC')::date
          FROM (%s) c
         WHERE c.sold_at >= '0001-01-01 00:00Z' AND c.sold_at < '9999-12-31 00:00Z'
        $query$,
        CASE TG_OP
            WHEN 'INSERT' THEN what_is
            WHEN 'DELETE' THEN what_was
            ELSE format('(%1$s EXCEPT ALL %2$s) UNION ALL (%2$s EXCEPT ALL %1$s)', what_is, what_was)
        END);
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION analytics.mark_stale_days() FROM PUBLIC;
COMMENT ON FUNCTION analytics.mark_stale_days() IS 'Notes the days whose sales a statement changed in analytics.stale_days';

-- migrate:down
DROP FUNCTION IF EXISTS analytics.mark_stale_days();
