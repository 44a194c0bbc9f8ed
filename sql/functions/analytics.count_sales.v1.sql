-- Counts sales by month, product and currency, as rows of analytics.monthly_sales: those of some lots, and those that some
-- listings alone name. What counts as a sale and as its profit, analytics.follow_sales says.
-- Used by analytics.follow_product and analytics.rebuild_monthly_sales.

-- migrate:up
CREATE FUNCTION analytics.count_sales(lots uuid[], listings uuid[]) RETURNS SETOF analytics.monthly_sales
LANGUAGE sql STABLE
AS $$
    SELECT NULL::uuid,
           date_trunc('month', sale.sold_at AT TIME ZONE 'UTC')::date,
           sale.product_id,
           sale.currency,
           count(*)::integer,
           sum(sale.price)::numeric(20, 2),
           count(sale.profit)::integer,
           coalesce(sum(sale.profit), 0)::numeric(20, 2)
      FROM (
            SELECT item.product_id, o.sold_at, o.currency, coalesce(nullif(o.sale_price, 'NaN'), 0) AS price,
                   nullif(coalesce(o.net_profit, o.net_proceeds - o.original_buy_price), 'NaN') AS profit
              FROM transactions.orders o
              JOIN products.inventory item ON item.id = o.inventory_id
             WHERE o.order_status <> 'cancelled' AND o.inventory_id = ANY (lots)
            UNION ALL
            SELECT offered.product_id, o.sold_at, o.currency, coalesce(nullif(o.sale_price, 'NaN'), 0) AS price,
                   nullif(coalesce(o.net_profit, o.net_proceeds - o.original_buy_price), 'NaN') AS profit
              FROM transactions.orders o
              JOIN platforms.stockx_listings offered ON offered.id = o.listing_id
             WHERE o.order_status <> 'cancelled' AND o.inventory_id IS NULL AND o.listing_id = ANY (listings)
            UNION ALL
            SELECT item.product_id, t.transaction_date, 'EUR', coalesce(nullif(t.sale_price, 'NaN'), 0) AS price,
                   nullif(t.net_profit, 'NaN') AS profit
              FROM transactions.transactions t
              JOIN products.inventory item ON item.id = t.inventory_id
             WHERE t.status = 'completed' AND t.inventory_id = ANY (lots)
           ) sale
     WHERE sale.sold_at >= '0001-01-01 00:00Z' AND sale.sold_at < '9999-12-31 00:00Z'
     GROUP BY 2, 3, 4
$$;
COMMENT ON FUNCTION analytics.count_sales(uuid[], uuid[]) IS
    'Counts the sales of lots, and those that listings alone name, as rows of analytics.monthly_sales';

-- migrate:down
DROP FUNCTION IF EXISTS analytics.count_sales(uuid[], uuid[]);
