-- What each brand sold in each month (UTC), newest month first.
-- Sales are orders that are not cancelled and completed legacy transactions. Amounts of different currencies are
-- never added: a brand has a row for each currency that it sold in. Read by the back office (BrandTrend).

-- migrate:up
CREATE VIEW analytics.brand_trend_analysis AS
SELECT brand.name AS brand,
       date_trunc('month', sale.sold_at AT TIME ZONE 'UTC')::date AS month,
       count(*) AS transaction_count,
       sum(sale.sale_price) AS total_revenue,
       round(avg(sale.sale_price), 2) AS avg_transaction_value,
       sale.currency
  FROM (
        SELECT o.sold_at, o.sale_price, o.currency::text AS currency, o.inventory_id, o.listing_id
          FROM transactions.orders o
         WHERE o.order_status <> 'cancelled'
        UNION ALL
        SELECT t.transaction_date, t.sale_price, 'EUR' AS currency, t.inventory_id, NULL::uuid AS listing_id
          FROM transactions.transactions t
         WHERE t.status = 'completed'
       ) sale
  LEFT JOIN products.inventory item ON item.id = sale.inventory_id
  LEFT JOIN platforms.stockx_listings listing ON listing.id = sale.listing_id
  JOIN products.products product ON product.id = coalesce(item.product_id, listing.product_id)
  JOIN core.brands brand ON brand.id = product.brand_id
 GROUP BY brand.id, brand.name, month, sale.currency
 ORDER BY month DESC, total_revenue DESC;

COMMENT ON VIEW analytics.brand_trend_analysis IS 'What each brand sold in each month, in each currency';
COMMENT ON COLUMN analytics.brand_trend_analysis.month IS 'The first day of the month (UTC)';
COMMENT ON COLUMN analytics.brand_trend_analysis.total_revenue IS 'Sum of the sale prices, in currency';
COMMENT ON COLUMN analytics.brand_trend_analysis.avg_transaction_value IS 'Mean sale price, in currency';
COMMENT ON COLUMN analytics.brand_trend_analysis.currency IS 'ISO 4217';

-- migrate:down
DROP VIEW IF EXISTS analytics.brand_trend_analysis;
