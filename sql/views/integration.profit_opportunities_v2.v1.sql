-- Where buying here and selling there leaves a profit: a retail price and a dearer resale price of the same product
-- and size, both in stock, in the same currency. Prices of different currencies are never compared.
--
-- Sizes are the same when they are the same row, when neither price names one, or when both have the same
-- standardized (EU) value and their genders agree; unisex agrees with all.
-- The *_eur columns and the score are null for prices in another currency than EUR: they come last.
-- Fees are not taken off. Read by the back office (ProfitOpportunity).

-- migrate:up
CREATE VIEW integration.profit_opportunities_v2 AS
SELECT product.id AS product_id,
       product.name AS product_name,
       product.sku AS product_sku,
       product.ean AS product_ean,
       brand.name AS brand_name,
       retail_size.value AS retail_size_value,
       retail_size.region AS retail_size_region,
       resale_size.value AS resale_size_value,
       resale_size.region AS resale_size_region,
       coalesce(retail_size.standardized_value, resale_size.standardized_value) AS standardized_size,
       retail.id AS retail_price_source_id,
       retail.source_type AS retail_source,
       retail.source_name AS retail_source_name,
       retail.price_cents AS retail_price_cents,
       euro.retail_price AS retail_price_eur,
       retail.supplier_id AS retail_supplier_id,
       retail.affiliate_link AS retail_affiliate_link,
       retail.stock_quantity AS retail_stock_quantity,
       resale.id AS resale_price_source_id,
       resale.source_type AS resale_source,
       resale.source_name AS resale_source_name,
       resale.price_cents AS resale_price_cents,
       euro.resale_price AS resale_price_eur,
       resale.price_cents - retail.price_cents AS profit_cents,
       euro.resale_price - euro.retail_price AS profit_eur,
       round((resale.price_cents - retail.price_cents) * 100.0 / nullif(retail.price_cents, 0), 1) AS profit_percentage,
       round((euro.resale_price - euro.retail_price)
             * (resale.price_cents - retail.price_cents) / nullif(retail.price_cents, 0), 2) AS opportunity_score
  FROM integration.price_sources retail
  JOIN integration.price_sources resale
    ON resale.product_id = retail.product_id
   AND resale.price_type = 'resale'
   AND resale.in_stock
   AND resale.currency = retail.currency
   AND resale.price_cents > retail.price_cents
  JOIN products.products product ON product.id = retail.product_id
  LEFT JOIN core.brands brand ON brand.id = product.brand_id
  LEFT JOIN public.sizes retail_size ON retail_size.id = retail.size_id
  LEFT JOIN public.sizes resale_size ON resale_size.id = resale.size_id
 LEFT JOIN LATERAL (
       SELECT round(retail.price_cents / 100.0, 2) AS retail_price,
              round(resale.price_cents / 100.0, 2) AS resale_price
        WHERE retail.currency = 'EUR'
       ) euro ON true
 WHERE retail.price_type = 'retail'
   AND retail.in_stock
   AND (retail.size_id = resale.size_id
        OR (retail.size_id IS NULL AND resale.size_id IS NULL)
        OR (retail_size.standardized_value = resale_size.standardized_value
            AND (retail_size.gender = resale_size.gender OR 'unisex' IN (retail_size.gender, resale_size.gender))))
 ORDER BY profit_eur DESC NULLS LAST, profit_cents DESC;

COMMENT ON VIEW integration.profit_opportunities_v2 IS
    'A retail price and a dearer resale price of the same product and size, in one currency, before fees; dearest profit first';
COMMENT ON COLUMN integration.profit_opportunities_v2.brand_name IS 'Null: the brand is not known';
COMMENT ON COLUMN integration.profit_opportunities_v2.standardized_size IS 'The EU size';
COMMENT ON COLUMN integration.profit_opportunities_v2.profit_cents IS 'Resale price less retail price, in cents of their currency';
COMMENT ON COLUMN integration.profit_opportunities_v2.profit_eur IS 'The same in euro; null in another currency';
COMMENT ON COLUMN integration.profit_opportunities_v2.profit_percentage IS 'Profit as a percentage of the retail price';
COMMENT ON COLUMN integration.profit_opportunities_v2.opportunity_score IS
    'Profit in euro times profit by retail price: high for much money and for much of it per euro spent';

-- migrate:down
DROP VIEW IF EXISTS integration.profit_opportunities_v2;
