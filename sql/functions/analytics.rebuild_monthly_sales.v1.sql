-- Counts analytics.monthly_sales anew from all sales; whoever writes sales meanwhile waits.
-- Used by analytics.follow_sales after a TRUNCATE, and to be called after sales were loaded with triggers switched off:
-- SELECT analytics.rebuild_monthly_sales();

-- migrate:up
CREATE FUNCTION analytics.rebuild_monthly_sales() RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    LOCK TABLE transactions.orders, transactions.transactions IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM analytics.monthly_sales;
    INSERT INTO analytics.monthly_sales (month, product_id, currency, sales, revenue, known_profits, profit)
    SELECT c.month, c.product_id, c.currency, c.sales, c.revenue, c.known_profits, c.profit
      FROM analytics.count_sales(NULL, NULL) c;
END
$$;
COMMENT ON FUNCTION analytics.rebuild_monthly_sales() IS 'Counts analytics.monthly_sales anew from all sales';

-- migrate:down
DROP FUNCTION IF EXISTS analytics.rebuild_monthly_sales();
