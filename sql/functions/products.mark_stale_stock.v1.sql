-- Notes the days of purchase of the lots in stock that a statement changed, in products.stale_stock_days: of a lot
-- whose purchase moves both days. Lots without a purchase date are noted as the last day of the calendar, since null
-- is a note of all. What leaves the sums as they were is not noted: a location, days on the shelf, a lot that was
-- sold long ago. Used by the triggers stock_days_follow_* of products.inventory. Which lots are in stock,
-- products.count_stock says. Runs with the rights of its owner: whoever may write lots need not know of that table.

-- migrate:up
CREATE FUNCTION products.mark_stale_stock() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET work_mem = '64MB' -- for a statement that changes all lots
AS $$
DECLARE
    lots CONSTANT text := 'SELECT purchase_date, status, quantity, purchase_price FROM %s
        WHERE status IN (''in_stock'', ''listed'', ''reserved'', ''returned'') AND quantity > 0';
    what_was CONSTANT text := format(lots, 'old_rows');
    what_is CONSTANT text := format(lots, 'new_rows');
BEGIN
    IF TG_RELID <> 'products.inventory'::regclass THEN
        RAISE EXCEPTION 'products.mark_stale_stock() is for the inventory' USING ERRCODE = 'wrong_object_type';
    END IF;
    IF TG_OP = 'TRUNCATE' THEN
        INSERT INTO products.stale_stock_days (day) VALUES (NULL);
        RETURN NULL;
    END IF;
    EXECUTE format(
        $query$
        INSERT INTO products.stale_stock_days (day)
        SELECT DISTINCT coalesce((c.purchase_date AT TIME ZONE 'UTC')::date, '9999-12-31') FROM (%s) c
        $query$,
        CASE TG_OP
            WHEN 'INSERT' THEN what_is
            WHEN 'DELETE' THEN what_was
            ELSE format('(%1$s EXCEPT ALL %2$s) UNION ALL (%2$s EXCEPT ALL %1$s)', what_is, what_was)
        END);
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION products.mark_stale_stock() FROM PUBLIC;
COMMENT ON FUNCTION products.mark_stale_stock() IS
    'Notes the days of purchase of the lots in stock that a statement changed in products.stale_stock_days';

-- migrate:down
DROP FUNCTION IF EXISTS products.mark_stale_stock();
