-- What each brand sold in each month (UTC), newest month first.
-- Sales are orders that are not cancelled and completed legacy transactions, as analytics.monthly_sales counts them.
-- Amounts of different currencies are never added: a brand has a row for each currency that it sold in. Read by the
-- back office (BrandTrend).

-- migrate:up
CREATE VIEW analytics.brand_trend_analysis AS
SELECT brand.name AS brand,
       sold.month,
       sum(sold.sales) AS transaction_count,
       sum(sold.revenue) AS total_revenue,
       round(sum(sold.revenue) / sum(sold.sales), 2) AS avg_transaction_value,
       sold.currency::text AS currency
  FROM analytics.monthly_sales sold
  JOIN products.products product ON product.id = sold.product_id
  JOIN core.brands brand ON brand.id = product.brand_id
 GROUP BY brand.id, brand.name, sold.month, sold.currency
HAVING sum(sold.sales) > 0
 ORDER BY sold.month DESC, total_revenue DESC;

COMMENT ON VIEW analytics.brand_trend_analysis IS 'What each brand sold in each month, in each currency';
COMMENT ON COLUMN analytics.brand_trend_analysis.month IS 'The first day of the month (UTC)';
COMMENT ON COLUMN analytics.brand_trend_analysis.total_revenue IS 'Sum of the sale prices, in currency';
COMMENT ON COLUMN analytics.brand_trend_analysis.avg_transaction_value IS 'Mean sale price, in currency';
COMMENT ON COLUMN analytics.brand_trend_analysis.currency IS 'ISO 4217';

-- migrate:down
DROP VIEW IF EXISTS analytics.brand_trend_analysis;
