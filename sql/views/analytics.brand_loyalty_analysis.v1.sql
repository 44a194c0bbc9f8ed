-- What each brand sold in all, highest first.
-- Sales are orders that are not cancelled and completed legacy transactions, as analytics.monthly_sales counts them.
-- Amounts of different currencies are never added: a brand has a row for each currency that it sold in. Read by the
-- back office (BrandLoyalty).

-- migrate:up
CREATE VIEW analytics.brand_loyalty_analysis AS
SELECT sold.brand,
       count(*) AS active_months,
       sum(sold.transaction_count)::bigint AS total_transactions,
       sum(sold.total_revenue) AS total_spent,
       round(sum(sold.total_revenue) / sum(sold.transaction_count), 2) AS avg_order_value,
       sold.currency
  FROM analytics.brand_trend_analysis sold
 GROUP BY sold.brand, sold.currency
 ORDER BY total_spent DESC;

COMMENT ON VIEW analytics.brand_loyalty_analysis IS 'What each brand sold in all, in each currency';
COMMENT ON COLUMN analytics.brand_loyalty_analysis.active_months IS 'Months (UTC) with a sale';
COMMENT ON COLUMN analytics.brand_loyalty_analysis.total_spent IS 'What buyers spent: sum of the sale prices, in currency';
COMMENT ON COLUMN analytics.brand_loyalty_analysis.avg_order_value IS 'Mean sale price, in currency';
COMMENT ON COLUMN analytics.brand_loyalty_analysis.currency IS 'ISO 4217';

-- migrate:down
DROP VIEW IF EXISTS analytics.brand_loyalty_analysis;
