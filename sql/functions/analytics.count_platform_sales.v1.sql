-- Counts the sales of a span of time by day (UTC), platform and currency; the end belongs to it.
-- A sale is an order that is not cancelled, or a completed legacy transaction. Its profit is the one that was booked, else
-- payout less cost as known at the sale, else unknown: never zero. Amounts that are no number count as unknown, and times
-- outside of the calendar belong to no day, as in analytics.follow_sales. Amounts of different currencies are never added.
-- Read by analytics.daily_platform_sales, for all time, and analytics.refresh_platform_days, for single days: by the time, of
-- which there are indexes, and not by the day, of which there would have to be others.

-- migrate:up
CREATE FUNCTION analytics.count_platform_sales(since timestamptz, until timestamptz)
RETURNS TABLE (day date, platform_id uuid, currency bpchar, sales integer, revenue numeric, known_profits integer,
               profit numeric)
LANGUAGE sql STABLE
AS $$
    SELECT (sale.sold_at AT TIME ZONE 'UTC')::date,
           sale.platform_id,
           sale.currency,
           count(*)::integer,
           sum(sale.price),
           count(sale.profit)::integer,
           coalesce(sum(sale.profit), 0)
      FROM (
            SELECT o.platform_id, o.sold_at, o.currency, coalesce(nullif(o.sale_price, 'NaN'), 0) AS price,
                   nullif(coalesce(o.net_profit, o.net_proceeds - o.original_buy_price), 'NaN') AS profit
              FROM transactions.orders o
             WHERE o.order_status <> 'cancelled' AND o.sold_at BETWEEN since AND until
            UNION ALL
            SELECT t.platform_id, t.transaction_date, 'EUR', coalesce(nullif(t.sale_price, 'NaN'), 0),
                   nullif(t.net_profit, 'NaN')
              FROM transactions.transactions t
             WHERE t.status = 'completed' AND t.transaction_date BETWEEN since AND until
           ) sale
     WHERE sale.sold_at >= '0001-01-01 00:00Z' AND sale.sold_at < '9999-12-31 00:00Z'
     GROUP BY 1, 2, 3
$$;
COMMENT ON FUNCTION analytics.count_platform_sales(timestamptz, timestamptz) IS
    'Counts the sales of a span of time by day (UTC), platform and currency';

-- migrate:down
DROP FUNCTION IF EXISTS analytics.count_platform_sales(timestamptz, timestamptz);
