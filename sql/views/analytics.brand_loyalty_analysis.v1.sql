-- What each brand sold in all, highest first.
-- Sales are orders that are not cancelled and completed legacy transactions, as analytics.monthly_sales counts them.
-- Amounts of different currencies are never added: a brand has a row for each currency that it sold in. Read by the
-- back office (BrandLoyalty).

-- migrate:up
CREATE VIEW analytics.brand_loyalty_analysis AS
SELECT brand.name AS brand,
       count(*) AS active_months,
       sum(sold.sales)::bigint AS total_transactions,
       sum(sold.revenue) AS total_spent,
       round(sum(sold.revenue) / sum(sold.sales), 2) AS avg_order_value,
       sold.currency::text AS currency
  FROM (
        SELECT product.brand_id, monthly.month, monthly.currency,
               sum(monthly.sales) AS sales, sum(monthly.revenue) AS revenue
          FROM analytics.monthly_sales monthly
          JOIN products.products product ON product.id = monthly.product_id
         GROUP BY product.brand_id, monthly.month, monthly.currency
        HAVING sum(monthly.sales) > 0
       ) sold
  JOIN core.brands brand ON brand.id = sold.brand_id
 GROUP BY brand.id, brand.name, sold.currency
 ORDER BY total_spent DESC;

COMMENT ON VIEW analytics.brand_loyalty_analysis IS 'What each brand sold in all, in each currency';
COMMENT ON COLUMN analytics.brand_loyalty_analysis.active_months IS 'Months (UTC) with a sale';
COMMENT ON COLUMN analytics.brand_loyalty_analysis.total_spent IS 'What buyers spent: sum of the sale prices, in currency';
COMMENT ON COLUMN analytics.brand_loyalty_analysis.avg_order_value IS 'Mean sale price, in currency';
COMMENT ON COLUMN analytics.brand_loyalty_analysis.currency IS 'ISO 4217';

-- migrate:down
DROP VIEW IF EXISTS analytics.brand_loyalty_analysis;
