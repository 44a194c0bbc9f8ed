-- What each brand sold in all, in each currency: what analytics.brand_loyalty_analysis says, from the months that are kept.
-- Read by the back office (BrandTotal).

-- migrate:up
CREATE VIEW analytics.brand_totals AS
SELECT kept.brand_id AS brand_id,
       kept.currency::text AS currency,
       count(*) AS active_months,
       sum(kept.sales)::bigint AS sales,
       sum(kept.revenue) AS revenue,
       round(sum(kept.revenue) / sum(kept.sales), 2) AS avg_order_value
  FROM analytics.brand_months kept
  JOIN core.brands brand ON brand.id = kept.brand_id
 GROUP BY kept.brand_id, kept.currency;

COMMENT ON VIEW analytics.brand_totals IS 'What each brand sold in all, in each currency, from the months that are kept';
COMMENT ON COLUMN analytics.brand_totals.currency IS 'ISO 4217';
COMMENT ON COLUMN analytics.brand_totals.active_months IS 'Months (UTC) with a sale';
COMMENT ON COLUMN analytics.brand_totals.revenue IS 'What buyers spent: sum of the sale prices, in currency';
COMMENT ON COLUMN analytics.brand_totals.avg_order_value IS 'Mean sale price, in currency';

-- migrate:down
DROP VIEW IF EXISTS analytics.brand_totals;
