-- Where buying here and selling there leaves a profit, highest net profit first: integration.opportunity_figures, which
-- says what counts as one, in order. This is the truth, computed anew by each look; integration.opportunities is what is kept
-- of it, for those who look often.
-- Read by explain_opportunity and the page that explains an opportunity (ProfitOpportunity).

-- migrate:up
CREATE VIEW integration.profit_opportunities_v2 AS
SELECT figure.product_id AS product_id, figure.product_name AS product_name, figure.product_sku AS product_sku,
       figure.product_ean AS product_ean, figure.brand_name AS brand_name,
       figure.retail_size_value AS retail_size_value, figure.retail_size_region AS retail_size_region,
       figure.resale_size_value AS resale_size_value, figure.resale_size_region AS resale_size_region,
       figure.standardized_size AS standardized_size, figure.retail_price_source_id AS retail_price_source_id,
       figure.retail_source AS retail_source, figure.retail_source_name AS retail_source_name,
       figure.retail_price_cents AS retail_price_cents, figure.retail_price_eur AS retail_price_eur,
       figure.retail_supplier_id AS retail_supplier_id, figure.retail_affiliate_link AS retail_affiliate_link,
       figure.retail_stock_quantity AS retail_stock_quantity,
       figure.resale_price_source_id AS resale_price_source_id, figure.resale_source AS resale_source,
       figure.resale_source_name AS resale_source_name, figure.resale_price_cents AS resale_price_cents,
       figure.resale_price_eur AS resale_price_eur, figure.profit_cents AS profit_cents,
       figure.profit_eur AS profit_eur, figure.profit_percentage AS profit_percentage,
       figure.opportunity_score AS opportunity_score, figure.currency AS currency,
       figure.fees_cents AS fees_cents, figure.net_profit_cents AS net_profit_cents,
       figure.net_profit_percentage AS net_profit_percentage, figure.net_profit_eur AS net_profit_eur,
       figure.resale_currency AS resale_currency, figure.sale_price_cents AS sale_price_cents,
       figure.seller_fee_cents AS seller_fee_cents, figure.payment_fee_cents AS payment_fee_cents,
       figure.fixed_fee_cents AS fixed_fee_cents, figure.shipping_cents AS shipping_cents,
       figure.payout_cents AS payout_cents, figure.platform_fee_id AS platform_fee_id,
       figure.exchange_rate AS exchange_rate, figure.exchange_rate_date AS exchange_rate_date
  FROM integration.opportunity_figures figure
 CROSS JOIN (VALUES (1)) once (row_number)
 ORDER BY figure.net_profit_eur DESC NULLS LAST, figure.net_profit_cents DESC NULLS LAST, figure.profit_cents DESC;

COMMENT ON VIEW integration.profit_opportunities_v2 IS
    'A retail price and a dearer resale price of the same product and size, with what arrives after fees; highest net profit first';
COMMENT ON COLUMN integration.profit_opportunities_v2.brand_name IS 'Null: the brand is not known';
COMMENT ON COLUMN integration.profit_opportunities_v2.standardized_size IS 'The EU size';
COMMENT ON COLUMN integration.profit_opportunities_v2.resale_price_cents IS 'The resale price, in cents of currency';
COMMENT ON COLUMN integration.profit_opportunities_v2.profit_cents IS 'Resale price less retail price, before fees, in cents of currency';
COMMENT ON COLUMN integration.profit_opportunities_v2.profit_eur IS 'The same in euro; null without a rate';
COMMENT ON COLUMN integration.profit_opportunities_v2.profit_percentage IS 'Profit before fees as a percentage of the retail price';
COMMENT ON COLUMN integration.profit_opportunities_v2.opportunity_score IS
    'Profit before fees in euro times profit by retail price: high for much money and for much of it per euro spent';
COMMENT ON COLUMN integration.profit_opportunities_v2.currency IS 'ISO 4217: the currency of the retail price';
COMMENT ON COLUMN integration.profit_opportunities_v2.fees_cents IS 'What the platform keeps of the sale, in cents of currency; null: not known';
COMMENT ON COLUMN integration.profit_opportunities_v2.net_profit_cents IS
    'What arrives on the account less the retail price, in cents of currency; null: the fees are not known';
COMMENT ON COLUMN integration.profit_opportunities_v2.net_profit_percentage IS 'Net profit as a percentage of the retail price';
COMMENT ON COLUMN integration.profit_opportunities_v2.net_profit_eur IS 'Net profit in euro; null without a rate or fees';
COMMENT ON COLUMN integration.profit_opportunities_v2.resale_currency IS 'ISO 4217: the currency of the resale price, in which the lines of the sale are';
COMMENT ON COLUMN integration.profit_opportunities_v2.sale_price_cents IS 'The resale price as it stands at its source, in cents of resale_currency';
COMMENT ON COLUMN integration.profit_opportunities_v2.seller_fee_cents IS 'In cents of resale_currency';
COMMENT ON COLUMN integration.profit_opportunities_v2.payment_fee_cents IS 'In cents of resale_currency';
COMMENT ON COLUMN integration.profit_opportunities_v2.fixed_fee_cents IS 'In cents of resale_currency';
COMMENT ON COLUMN integration.profit_opportunities_v2.shipping_cents IS 'In cents of resale_currency';
COMMENT ON COLUMN integration.profit_opportunities_v2.payout_cents IS 'What arrives, in cents of resale_currency';
COMMENT ON COLUMN integration.profit_opportunities_v2.exchange_rate IS 'Units of currency for one of resale_currency; null where they are the same';

-- migrate:down
DROP VIEW IF EXISTS integration.profit_opportunities_v2;
