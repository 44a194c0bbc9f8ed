-- What was sold on each platform on each day (UTC), in each currency: the truth that analytics.platform_days is kept from.
-- Read by analytics.refresh_platform_days.
-- Its rows come of analytics.count_platform_sales, which asks with the rights of who looks: he needs those to the tables too.

-- migrate:up
CREATE VIEW analytics.daily_platform_sales AS
SELECT sold.day AS day,
       sold.platform_id AS platform_id,
       sold.currency AS currency,
       sold.sales AS sales,
       sold.revenue AS revenue,
       sold.known_profits AS known_profits,
       sold.profit AS profit
  FROM analytics.count_platform_sales('-infinity', 'infinity') sold
 CROSS JOIN (VALUES (1)) once (row_number); -- PostgreSQL 15 and 18 write a query over one relation differently

COMMENT ON VIEW analytics.daily_platform_sales IS 'What was sold on each platform on each day, in each currency';
COMMENT ON COLUMN analytics.daily_platform_sales.day IS 'The day of the sales (UTC)';
COMMENT ON COLUMN analytics.daily_platform_sales.currency IS 'ISO 4217';
COMMENT ON COLUMN analytics.daily_platform_sales.sales IS 'Orders that are not cancelled, and completed legacy sales';
COMMENT ON COLUMN analytics.daily_platform_sales.revenue IS 'Sum of the sale prices, in currency';
COMMENT ON COLUMN analytics.daily_platform_sales.known_profits IS 'How many of the sales have a known profit';
COMMENT ON COLUMN analytics.daily_platform_sales.profit IS 'Sum of the profits that are known, in currency';

-- migrate:down
DROP VIEW IF EXISTS analytics.daily_platform_sales;
