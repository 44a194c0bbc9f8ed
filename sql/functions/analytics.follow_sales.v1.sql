-- Keeps analytics.monthly_sales in step with the sales, for all rows of a statement at once.
-- Used by the triggers monthly_sales_follow_* of transactions.orders and transactions.transactions.
--
-- A sale is an order that is not cancelled, or a completed legacy transaction. Its profit is the one that was booked, else
-- payout less cost as known at the sale, else unknown: never zero. Amounts that are no number count as unknown, and times
-- outside of the calendar belong to no month.
-- An update takes out what was and adds what is; what it leaves as it was is neither looked at nor locked. The lots and
-- listings that name the products are locked first: whoever gives one another product at the same moment waits, and then
-- moves this sale too. A lot that is written after its sale, as within a transaction it may, is followed by
-- analytics.follow_product; one that is gone before its sale leaves nothing to go by, so all sales are counted anew.
-- Runs with the rights of its owner: whoever may write sales need not know of this table.

-- migrate:up
CREATE FUNCTION analytics.follow_sales() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    facts text := CASE TG_TABLE_NAME
        WHEN 'orders' THEN 'sold_at, coalesce(nullif(sale_price, ''NaN''), 0) AS price, currency::text,
            nullif(coalesce(net_profit, net_proceeds - original_buy_price), ''NaN'') AS profit, inventory_id AS lot,
            CASE WHEN inventory_id IS NULL THEN listing_id END AS listing, order_status <> ''cancelled'' AS is_sale'
        ELSE 'transaction_date AS sold_at, coalesce(nullif(sale_price, ''NaN''), 0) AS price, ''EUR'' AS currency,
            nullif(net_profit, ''NaN'') AS profit, inventory_id AS lot, NULL::uuid AS listing,
            status = ''completed'' AS is_sale'
    END;
    what_was text := format('SELECT %s FROM old_rows', facts);
    what_is text := format('SELECT %s FROM new_rows', facts);
    changed text := CASE TG_OP
        WHEN 'INSERT' THEN format('SELECT 1 AS sign, i.* FROM (%s) i', what_is)
        WHEN 'DELETE' THEN format('SELECT -1 AS sign, w.* FROM (%s) w', what_was)
        ELSE format('SELECT 1 AS sign, i.* FROM (%1$s EXCEPT ALL %2$s) i UNION ALL SELECT -1, w.* FROM (%2$s EXCEPT ALL %1$s) w',
                    what_is, what_was)
    END;
    is_lost boolean;
    changes analytics.monthly_sales[];
BEGIN
    IF TG_RELID NOT IN ('transactions.orders'::regclass, 'transactions.transactions'::regclass) THEN
        RAISE EXCEPTION 'analytics.follow_sales() is for the tables of sales' USING ERRCODE = 'wrong_object_type';
    END IF;
    IF TG_OP = 'TRUNCATE' THEN
        PERFORM analytics.rebuild_monthly_sales();
        RETURN NULL;
    END IF;
    EXECUTE format(
        'SELECT FROM products.inventory WHERE id IN (SELECT c.lot FROM (%s) c) ORDER BY id FOR NO KEY UPDATE', changed);
    EXECUTE format(
        'SELECT FROM platforms.stockx_listings WHERE id IN (SELECT c.listing FROM (%s) c) ORDER BY id FOR SHARE',
        changed);
    EXECUTE format($query$
        WITH sale AS (
            SELECT c.*, coalesce(item.product_id, listing.product_id) AS product_id
              FROM (%s) c
              LEFT JOIN products.inventory item ON item.id = c.lot
              LEFT JOIN platforms.stockx_listings listing ON listing.id = c.listing
             WHERE c.is_sale AND c.sold_at >= '0001-01-01 00:00Z' AND c.sold_at < '9999-12-31 00:00Z'
        ), change AS (
            SELECT date_trunc('month', s.sold_at AT TIME ZONE 'UTC')::date AS month, s.product_id, s.currency,
                   sum(s.sign) AS sales, sum(s.sign * s.price) AS revenue,
                   sum(s.sign) FILTER (WHERE s.profit IS NOT NULL) AS known_profits, sum(s.sign * s.profit) AS profit
              FROM sale s
             WHERE s.product_id IS NOT NULL
             GROUP BY 1, 2, 3
        )
        SELECT EXISTS (SELECT FROM sale s WHERE s.sign = -1 AND s.product_id IS NULL),
               array_agg(ROW(NULL, c.month, c.product_id, c.currency, c.sales, c.revenue, coalesce(c.known_profits, 0),
                             coalesce(c.profit, 0))::analytics.monthly_sales)
          FROM change c
        $query$, changed) INTO is_lost, changes;
    IF is_lost THEN
        PERFORM analytics.rebuild_monthly_sales();
    ELSE
        PERFORM analytics.add_to_monthly_sales(changes);
    END IF;
    RETURN NULL;
END
$$;
-- With its owner's rights it must serve no trigger of anybody else's.
REVOKE EXECUTE ON FUNCTION analytics.follow_sales() FROM PUBLIC;
COMMENT ON FUNCTION analytics.follow_sales() IS 'Keeps analytics.monthly_sales in step with the sales';

-- migrate:down
DROP FUNCTION IF EXISTS analytics.follow_sales();
