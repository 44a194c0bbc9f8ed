-- Keeps analytics.monthly_sales in step with the sales, for all rows of a statement at once.
-- Used by the triggers monthly_sales_follow_* of transactions.orders and transactions.transactions.
--
-- A sale is an order that is not cancelled, or a completed legacy transaction. Its profit is the one that was booked, else
-- payout less cost as known at the sale, else unknown: never zero.
-- A lot that is written after its sale, as within a transaction it may, is followed by analytics.follow_product.
-- The lots and listings that name the product are locked first: whoever gives one another product at the same moment
-- waits, and then moves this sale too. An update takes out what was and adds what is.

-- migrate:up
CREATE FUNCTION analytics.follow_sales() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    columns text := CASE TG_TABLE_NAME
        WHEN 'orders' THEN 'sold_at, sale_price, coalesce(net_profit, net_proceeds - original_buy_price) AS profit,
                            currency, inventory_id, listing_id, order_status <> ''cancelled'' AS is_sale'
        ELSE 'transaction_date AS sold_at, sale_price, net_profit AS profit,
              ''EUR'' AS currency, inventory_id, NULL::uuid AS listing_id, status = ''completed'' AS is_sale'
    END;
    what_was text := format('SELECT -1 AS sign, %s FROM old_rows', columns);
    what_is text := format('SELECT 1 AS sign, %s FROM new_rows', columns);
    changed text := CASE TG_OP
        WHEN 'INSERT' THEN what_is
        WHEN 'DELETE' THEN what_was
        ELSE what_is || ' UNION ALL ' || what_was
    END;
    changes analytics.monthly_sales[];
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        PERFORM analytics.rebuild_monthly_sales();
        RETURN NULL;
    END IF;
    EXECUTE format(
        'SELECT FROM products.inventory WHERE id IN (SELECT inventory_id FROM (%s) c) ORDER BY id FOR NO KEY UPDATE',
        changed);
    EXECUTE format(
        'SELECT FROM platforms.stockx_listings
          WHERE id IN (SELECT listing_id FROM (%s) c WHERE inventory_id IS NULL) ORDER BY id FOR NO KEY UPDATE',
        changed);
    EXECUTE format($query$
        SELECT array_agg(ROW(NULL, month, product_id, currency, sales, revenue, known_profits, profit)
                         ::analytics.monthly_sales)
          FROM (
                SELECT date_trunc('month', c.sold_at AT TIME ZONE 'UTC')::date AS month,
                       coalesce(item.product_id, listing.product_id) AS product_id,
                       c.currency,
                       sum(c.sign) AS sales,
                       sum(c.sign * c.sale_price) AS revenue,
                       count(c.profit) FILTER (WHERE c.sign = 1) - count(c.profit) FILTER (WHERE c.sign = -1)
                           AS known_profits,
                       coalesce(sum(c.sign * c.profit), 0) AS profit
                  FROM (%s) c
                  LEFT JOIN products.inventory item ON item.id = c.inventory_id
                  LEFT JOIN platforms.stockx_listings listing ON listing.id = c.listing_id
                 WHERE c.is_sale AND coalesce(item.product_id, listing.product_id) IS NOT NULL
                 GROUP BY 1, 2, 3
               ) change
         WHERE (sales, revenue, known_profits, profit) <> (0, 0, 0, 0)
        $query$, changed) INTO changes;
    IF changes IS NOT NULL THEN
        PERFORM analytics.add_to_monthly_sales(changes);
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION analytics.follow_sales() IS 'Keeps analytics.monthly_sales in step with the sales';

-- migrate:down
DROP FUNCTION IF EXISTS analytics.follow_sales();
