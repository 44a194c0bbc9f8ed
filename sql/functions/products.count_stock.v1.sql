-- Counts the lots in stock that were bought in a span of time by day (UTC) and status; the end belongs to it, and
-- those of which no purchase date is known belong to all time, and to the last day of the calendar, which notes stand
-- for them by. A price that is no number is as unknown as one that is missing. Read by products.daily_stock, for all
-- time, and products.refresh_stock_days, for single days: by the time, by which idx_inventory_unsold leads to them.

-- migrate:up
CREATE FUNCTION products.count_stock(since timestamptz, until timestamptz)
RETURNS TABLE (day date, status text, lots integer, pairs bigint, cost numeric, unpriced bigint)
LANGUAGE sql STABLE
AS $$
    SELECT (lot.purchase_date AT TIME ZONE 'UTC')::date,
           lot.status,
           count(*)::integer,
           sum(lot.quantity),
           coalesce(sum(lot.quantity * lot.price), 0),
           coalesce(sum(lot.quantity) FILTER (WHERE lot.price IS NULL), 0)
      FROM (
            SELECT i.purchase_date, i.status::text, i.quantity, nullif(i.purchase_price, 'NaN') AS price
              FROM products.inventory i
             WHERE i.status IN ('in_stock', 'listed', 'reserved', 'returned') AND i.quantity > 0
               AND i.purchase_date BETWEEN since AND until
            UNION ALL
            SELECT i.purchase_date, i.status, i.quantity, nullif(i.purchase_price, 'NaN')
              FROM products.inventory i
             WHERE i.status IN ('in_stock', 'listed', 'reserved', 'returned') AND i.quantity > 0
               AND i.purchase_date IS NULL
               AND (since = '-infinity' AND until = 'infinity' OR until = '9999-12-31 23:59:59.999999Z')
           ) lot
     GROUP BY 1, 2
$$;
COMMENT ON FUNCTION products.count_stock(timestamptz, timestamptz) IS
    'Counts the lots in stock that were bought in a span of time by day (UTC) and status';

-- migrate:down
DROP FUNCTION IF EXISTS products.count_stock(timestamptz, timestamptz);
