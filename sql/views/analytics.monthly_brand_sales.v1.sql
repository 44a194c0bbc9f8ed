-- What was sold of each brand, and of products without one, in each month (UTC) and currency: the truth that
-- analytics.brand_months is kept from. Amounts of different currencies are never added.
-- Read by analytics.refresh_brand_months.

-- migrate:up
CREATE VIEW analytics.monthly_brand_sales AS
SELECT product.brand_id AS brand_id,
       sold.month AS month,
       sold.currency AS currency,
       sum(sold.sales) AS sales,
       sum(sold.revenue) AS revenue,
       sum(sold.known_profits) AS known_profits,
       sum(sold.profit) AS profit
  FROM analytics.monthly_sales sold
  JOIN products.products product ON product.id = sold.product_id
 GROUP BY product.brand_id, sold.month, sold.currency
HAVING sum(sold.sales) > 0;

COMMENT ON VIEW analytics.monthly_brand_sales IS 'What was sold of each brand in each month, in each currency';
COMMENT ON COLUMN analytics.monthly_brand_sales.brand_id IS 'Null: products without a brand';
COMMENT ON COLUMN analytics.monthly_brand_sales.month IS 'The first day of the month (UTC)';
COMMENT ON COLUMN analytics.monthly_brand_sales.currency IS 'ISO 4217';
COMMENT ON COLUMN analytics.monthly_brand_sales.sales IS 'Orders that are not cancelled, and completed legacy sales';
COMMENT ON COLUMN analytics.monthly_brand_sales.revenue IS 'Sum of the sale prices, in currency';
COMMENT ON COLUMN analytics.monthly_brand_sales.known_profits IS 'How many of the sales have a known profit';
COMMENT ON COLUMN analytics.monthly_brand_sales.profit IS 'Sum of the profits that are known, in currency';

-- migrate:down
DROP VIEW IF EXISTS analytics.monthly_brand_sales;
