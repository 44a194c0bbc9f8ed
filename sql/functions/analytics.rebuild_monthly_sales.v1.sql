-- Counts analytics.monthly_sales anew from all sales. Whoever writes sales, lots or listings meanwhile waits.
-- Used by analytics.follow_sales after a TRUNCATE and where it has nothing to go by, and by manage.py
-- rebuild_monthly_sales, which is for after sales were loaded with triggers switched off, or their counts loaded too.

-- migrate:up
CREATE FUNCTION analytics.rebuild_monthly_sales() RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    LOCK TABLE products.inventory, platforms.stockx_listings, transactions.orders, transactions.transactions,
               analytics.monthly_sales IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM analytics.monthly_sales;
    INSERT INTO analytics.monthly_sales (month, product_id, currency, sales, revenue, known_profits, profit)
    SELECT c.month, c.product_id, c.currency, c.sales, c.revenue, c.known_profits, c.profit
      FROM analytics.count_sales(
               ARRAY(SELECT o.inventory_id FROM transactions.orders o UNION SELECT t.inventory_id FROM transactions.transactions t),
               ARRAY(SELECT DISTINCT o.listing_id FROM transactions.orders o WHERE o.inventory_id IS NULL)) c;
END
$$;
COMMENT ON FUNCTION analytics.rebuild_monthly_sales() IS 'Counts analytics.monthly_sales anew from all sales';

-- migrate:down
DROP FUNCTION IF EXISTS analytics.rebuild_monthly_sales();
