-- Counts sales by month, product and currency, as rows of analytics.monthly_sales: those of some lots, those that some
-- listings alone name, or all when both are null. What counts as a sale and as its profit, analytics.follow_sales says.
-- Used by analytics.follow_product and analytics.rebuild_monthly_sales.

-- migrate:up
CREATE FUNCTION analytics.count_sales(lots uuid[], listings uuid[]) RETURNS SETOF analytics.monthly_sales
LANGUAGE sql STABLE
AS $$
    SELECT NULL::uuid,
           date_trunc('month', sale.sold_at AT TIME ZONE 'UTC')::date,
           coalesce(item.product_id, offered.product_id),
           sale.currency,
           count(*)::integer,
           sum(sale.sale_price)::numeric(20, 2),
           count(sale.profit)::integer,
           coalesce(sum(sale.profit), 0)::numeric(20, 2)
      FROM (
            SELECT o.sold_at, o.sale_price, coalesce(o.net_profit, o.net_proceeds - o.original_buy_price) AS profit,
                   o.currency, o.inventory_id, o.listing_id
              FROM transactions.orders o
             WHERE o.order_status <> 'cancelled'
            UNION ALL
            SELECT t.transaction_date, t.sale_price, t.net_profit, 'EUR'::character(3), t.inventory_id, NULL::uuid
              FROM transactions.transactions t
             WHERE t.status = 'completed'
           ) sale
      LEFT JOIN products.inventory item ON item.id = sale.inventory_id
      LEFT JOIN platforms.stockx_listings offered ON offered.id = sale.listing_id
     WHERE (lots IS NULL OR sale.inventory_id = ANY (lots))
       AND (listings IS NULL OR (sale.listing_id = ANY (listings) AND sale.inventory_id IS NULL))
       AND coalesce(item.product_id, offered.product_id) IS NOT NULL
     GROUP BY 2, 3, 4
$$;
COMMENT ON FUNCTION analytics.count_sales(uuid[], uuid[]) IS
    'Counts the sales of lots, those that listings alone name, or all, as rows of analytics.monthly_sales';

-- migrate:down
DROP FUNCTION IF EXISTS analytics.count_sales(uuid[], uuid[]);
