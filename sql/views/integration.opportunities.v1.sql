-- The opportunities as they are kept (integration.opportunity_pairs), with the names that belong to them: what
-- integration.profit_opportunities_v2 says, as of the last refresh, without computing it. Joined from the outside alone:
-- where only some columns are asked for, or the rows are counted, the other tables are not read.
-- Read by the back office (Opportunity).

-- migrate:up
CREATE VIEW integration.opportunities AS
SELECT kept.product_id AS product_id,
       product.name AS product_name,
       product.sku AS product_sku,
       product.ean AS product_ean,
       brand.name AS brand_name,
       retail_size.value AS retail_size_value,
       retail_size.region AS retail_size_region,
       resale_size.value AS resale_size_value,
       resale_size.region AS resale_size_region,
       coalesce(retail_size.standardized_value, resale_size.standardized_value) AS standardized_size,
       kept.retail_price_source_id AS retail_price_source_id,
       retail.source_type AS retail_source,
       retail.source_name AS retail_source_name,
       kept.retail_price_cents AS retail_price_cents,
       kept.retail_eur_cents * 0.01 AS retail_price_eur,
       retail.supplier_id AS retail_supplier_id,
       retail.affiliate_link AS retail_affiliate_link,
       retail.stock_quantity AS retail_stock_quantity,
       kept.resale_price_source_id AS resale_price_source_id,
       resale.source_type AS resale_source,
       resale.source_name AS resale_source_name,
       kept.resale_price_cents AS resale_price_cents,
       kept.resale_eur_cents * 0.01 AS resale_price_eur,
       kept.profit_cents AS profit_cents,
       (kept.resale_eur_cents - kept.retail_eur_cents) * 0.01 AS profit_eur,
       round(kept.profit_cents * 100.0 / nullif(kept.retail_price_cents, 0), 1) AS profit_percentage,
       round((kept.resale_eur_cents - kept.retail_eur_cents) * 0.01 * kept.profit_cents
             / nullif(kept.retail_price_cents, 0), 2)
           AS opportunity_score,
       kept.currency AS currency,
       kept.profit_cents - kept.net_profit_cents AS fees_cents,
       kept.net_profit_cents AS net_profit_cents,
       round(kept.net_profit_cents * 100.0 / nullif(kept.retail_price_cents, 0), 1) AS net_profit_percentage,
       kept.net_profit_eur_cents * 0.01 AS net_profit_eur,
       resale.currency AS resale_currency,
       resale.price_cents AS sale_price_cents
  FROM integration.opportunity_pairs kept
  LEFT JOIN products.products product ON product.id = kept.product_id
  LEFT JOIN core.brands brand ON brand.id = product.brand_id
  LEFT JOIN integration.price_sources retail ON retail.id = kept.retail_price_source_id
  LEFT JOIN public.sizes retail_size ON retail_size.id = retail.size_id
  LEFT JOIN integration.price_sources resale ON resale.id = kept.resale_price_source_id
  LEFT JOIN public.sizes resale_size ON resale_size.id = resale.size_id;

COMMENT ON VIEW integration.opportunities IS
    'The opportunities as they were found last, with their names: profit_opportunities_v2 without computing it';
COMMENT ON COLUMN integration.opportunities.brand_name IS 'Null: the brand is not known';
COMMENT ON COLUMN integration.opportunities.standardized_size IS 'The EU size';
COMMENT ON COLUMN integration.opportunities.resale_price_cents IS 'The resale price, in cents of currency';
COMMENT ON COLUMN integration.opportunities.profit_cents IS 'Resale price less retail price, before fees, in cents of currency';
COMMENT ON COLUMN integration.opportunities.profit_eur IS 'The same in euro; null without a rate';
COMMENT ON COLUMN integration.opportunities.profit_percentage IS 'Profit before fees as a percentage of the retail price';
COMMENT ON COLUMN integration.opportunities.opportunity_score IS
    'Profit before fees in euro times profit by retail price: high for much money and for much of it per euro spent';
COMMENT ON COLUMN integration.opportunities.currency IS 'ISO 4217: the currency of the retail price';
COMMENT ON COLUMN integration.opportunities.fees_cents IS 'What the platform keeps of the sale, in cents of currency; null: not known';
COMMENT ON COLUMN integration.opportunities.net_profit_cents IS
    'What arrives on the account less the retail price, in cents of currency; null: the fees are not known';
COMMENT ON COLUMN integration.opportunities.net_profit_percentage IS 'Net profit as a percentage of the retail price';
COMMENT ON COLUMN integration.opportunities.net_profit_eur IS 'Net profit in euro; null without a rate or fees';
COMMENT ON COLUMN integration.opportunities.resale_currency IS 'ISO 4217: the currency of the resale price';
COMMENT ON COLUMN integration.opportunities.sale_price_cents IS 'The resale price as it stands at its source, in cents of resale_currency';

-- migrate:down
DROP VIEW IF EXISTS integration.opportunities;
