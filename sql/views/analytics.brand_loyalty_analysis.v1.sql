-- What each brand sold in all, highest first.
-- Sales are orders that are not cancelled and completed legacy transactions. Amounts of different currencies are
-- never added: a brand has a row for each currency that it sold in. Read by the back office (BrandLoyalty).

-- migrate:up
CREATE VIEW analytics.brand_loyalty_analysis AS
SELECT brand.name AS brand,
       count(DISTINCT date_trunc('month', sale.sold_at AT TIME ZONE 'UTC')) AS active_months,
       count(*) AS total_transactions,
       sum(sale.sale_price) AS total_spent,
       round(avg(sale.sale_price), 2) AS avg_order_value,
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
 GROUP BY brand.id, brand.name, sale.currency
 ORDER BY total_spent DESC;

COMMENT ON VIEW analytics.brand_loyalty_analysis IS 'What each brand sold in all, in each currency';
COMMENT ON COLUMN analytics.brand_loyalty_analysis.active_months IS 'Months (UTC) with a sale';
COMMENT ON COLUMN analytics.brand_loyalty_analysis.total_spent IS 'What buyers spent: sum of the sale prices, in currency';
COMMENT ON COLUMN analytics.brand_loyalty_analysis.avg_order_value IS 'Mean sale price, in currency';
COMMENT ON COLUMN analytics.brand_loyalty_analysis.currency IS 'ISO 4217';

-- migrate:down
DROP VIEW IF EXISTS analytics.brand_loyalty_analysis;
