-- Where buying here and selling there leaves a profit: a retail price and a dearer resale price of the same product
-- and size, both in stock, and what arrives once the platform has kept its fees.
--
-- Sizes are the same when they are the same row, when neither price names one, or when both have the same
-- standardized (EU) value and their genders agree; unisex agrees with all. What is the same has the same standardized
-- value in each case, or none: the join says so first, since prices are hashed by product and that, in place of looking
-- at every pair of sizes of a product.
-- Both pairs are in the same condition: what a worn pair costs says nothing about what a new one brings.
-- Deadstock is new.
-- All amounts are in the currency of the retail price, except those that are named so: the lines of the sale are in the
-- currency of the resale price, since that is what the platform counts in. A resale price in another currency is
-- converted by the latest rate of the last 7 days (pricing.current_rates); without one the pair is left out. Prices of
-- different currencies are never compared as they stand. Amounts beyond any sum of money come of a wrong rate: the pair is
-- left out, and the others are shown.
-- The fees are those of today (pricing.platform_fees). Where nobody knows them, what depends on them is null: it comes last.
-- The *_eur columns are null where the retail price is in another currency without a rate to the euro, or with one that makes
-- it more than any sum of money: integration.opportunity_pairs holds no such number, and would be renewed no more.
-- What a price brings is counted in whole cents, by integers where no exchange rate is needed: a resale price is in many
-- pairs, and numeric arithmetic for each of them took three quarters of the time (benchmarks/).
-- Of a fee in a currency without a rate only nothing is known to be nothing (pricing.fee_cents), and stands here once more: what
-- a view calls by its name within a function, its reader would need a right to.
-- Read by integration.profit_opportunities_v2, which puts it in order, and by integration.opportunity_differences.

-- migrate:up
CREATE VIEW integration.opportunity_figures AS
SELECT retail.product_id AS product_id,
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
       in_euro.retail_cents * 0.01 AS retail_price_eur,
       retail.supplier_id AS retail_supplier_id,
       retail.affiliate_link AS retail_affiliate_link,
       retail.stock_quantity AS retail_stock_quantity,
       resale.id AS resale_price_source_id,
       resale.source_type AS resale_source,
       resale.source_name AS resale_source_name,
       sale.price_cents AS resale_price_cents,
       in_euro.resale_cents * 0.01 AS resale_price_eur,
       sale.price_cents - retail.price_cents AS profit_cents,
       (in_euro.resale_cents - in_euro.retail_cents) * 0.01 AS profit_eur,
       round((sale.price_cents - retail.price_cents) * 100.0 / nullif(retail.price_cents, 0), 1) AS profit_percentage,
       round((in_euro.resale_cents - in_euro.retail_cents) * 0.01
             * (sale.price_cents - retail.price_cents) / nullif(retail.price_cents, 0), 2) AS opportunity_score,
       retail.currency AS currency,
       sale.price_cents - sale.payout_cents AS fees_cents,
       sale.payout_cents - retail.price_cents AS net_profit_cents,
       round((sale.payout_cents - retail.price_cents) * 100.0 / nullif(retail.price_cents, 0), 1)
           AS net_profit_percentage,
       (in_euro.payout_cents - in_euro.retail_cents) * 0.01 AS net_profit_eur,
       resale.currency AS resale_currency,
       resale.price_cents AS sale_price_cents,
       line.seller_fee_cents AS seller_fee_cents,
       line.payment_fee_cents AS payment_fee_cents,
       line.fixed_fee_cents AS fixed_fee_cents,
       line.shipping_cents AS shipping_cents,
       payout.cents AS payout_cents,
       platform_fee.id AS platform_fee_id,
       CASE WHEN resale.currency <> retail.currency THEN round(rate.multiply_by / rate.divide_by, 8) END AS exchange_rate,
       CASE WHEN resale.currency <> retail.currency THEN rate.date END AS exchange_rate_date,
       in_euro.retail_cents AS retail_eur_cents,
       in_euro.resale_cents AS resale_eur_cents,
       in_euro.payout_cents - in_euro.retail_cents AS net_profit_eur_cents
  FROM integration.price_sources retail
  LEFT JOIN public.sizes retail_size ON retail_size.id = retail.size_id
  JOIN (integration.price_sources resale
        LEFT JOIN public.sizes resale_size ON resale_size.id = resale.size_id)
    ON resale.product_id = retail.product_id
   AND coalesce(resale_size.standardized_value, 0) = coalesce(retail_size.standardized_value, 0)
   AND resale.price_type = 'resale'
   AND resale.in_stock
   AND (resale.price_cents > retail.price_cents OR resale.currency <> retail.currency)
   AND (resale.condition IS NOT DISTINCT FROM retail.condition
        OR (resale.condition IN ('new', 'deadstock') AND retail.condition IN ('new', 'deadstock')))
  LEFT JOIN products.products product ON product.id = retail.product_id
  LEFT JOIN core.brands brand ON brand.id = product.brand_id
  LEFT JOIN pricing.rates_in_force() rate
    ON rate.from_currency = resale.currency AND rate.to_currency = retail.currency
  LEFT JOIN pricing.rates_in_force() to_euro
    ON to_euro.from_currency = retail.currency AND to_euro.to_currency = 'EUR'
  LEFT JOIN pricing.fees_in_force() platform_fee
    ON platform_fee.platform = integration.selling_platform(resale.source_type)
  LEFT JOIN pricing.fee_amounts_in_force() fee_amount
    ON fee_amount.platform_fee_id = platform_fee.id AND fee_amount.currency = resale.currency
 CROSS JOIN LATERAL pricing.fee_lines(
       resale.price_cents, platform_fee.seller_hundredths, platform_fee.payment_hundredths,
       coalesce(fee_amount.minimum_cents, CASE WHEN platform_fee.minimum_fee = 0 THEN 0 END),
       coalesce(fee_amount.fixed_cents, CASE WHEN platform_fee.fixed_fee = 0 THEN 0 END),
       coalesce(fee_amount.shipping_cents, CASE WHEN platform_fee.shipping = 0 THEN 0 END)) line
 CROSS JOIN LATERAL (
       SELECT resale.price_cents - line.seller_fee_cents - line.payment_fee_cents - line.fixed_fee_cents
              - line.shipping_cents AS cents
       ) payout
 CROSS JOIN LATERAL (
       SELECT CASE WHEN resale.currency = retail.currency THEN resale.price_cents
              ELSE pricing.whole_cents(resale.price_cents * rate.multiply_by / rate.divide_by) END AS price_cents,
              CASE WHEN resale.currency = retail.currency THEN payout.cents
              ELSE pricing.whole_cents(payout.cents * rate.multiply_by / rate.divide_by) END AS payout_cents
       ) sale
 CROSS JOIN LATERAL (
       SELECT CASE WHEN retail.currency = 'EUR' THEN retail.price_cents
              ELSE pricing.whole_cents(retail.price_cents * to_euro.multiply_by / to_euro.divide_by) END AS retail_cents,
              CASE WHEN retail.currency = 'EUR' THEN sale.price_cents
              ELSE pricing.whole_cents(sale.price_cents * to_euro.multiply_by / to_euro.divide_by) END AS resale_cents,
              CASE WHEN retail.currency = 'EUR' THEN sale.payout_cents
              ELSE pricing.whole_cents(sale.payout_cents * to_euro.multiply_by / to_euro.divide_by) END AS payout_cents
       ) in_euro
 WHERE retail.price_type = 'retail'
   AND retail.in_stock
   AND sale.price_cents > retail.price_cents
   AND (retail.size_id = resale.size_id
        OR (retail.size_id IS NULL AND resale.size_id IS NULL)
        OR (retail_size.standardized_value = resale_size.standardized_value
            AND (retail_size.gender = resale_size.gender OR 'unisex' IN (retail_size.gender, resale_size.gender))));

COMMENT ON VIEW integration.opportunity_figures IS
    'A retail price and a dearer resale price of the same product and size, with what arrives after fees; in no order';
COMMENT ON COLUMN integration.opportunity_figures.brand_name IS 'Null: the brand is not known';
COMMENT ON COLUMN integration.opportunity_figures.standardized_size IS 'The EU size';
COMMENT ON COLUMN integration.opportunity_figures.resale_price_cents IS 'The resale price, in cents of currency';
COMMENT ON COLUMN integration.opportunity_figures.profit_cents IS 'Resale price less retail price, before fees, in cents of currency';
COMMENT ON COLUMN integration.opportunity_figures.profit_eur IS 'The same in euro; null without a rate';
COMMENT ON COLUMN integration.opportunity_figures.profit_percentage IS 'Profit before fees as a percentage of the retail price';
COMMENT ON COLUMN integration.opportunity_figures.opportunity_score IS
    'Profit before fees in euro times profit by retail price: high for much money and for much of it per euro spent';
COMMENT ON COLUMN integration.opportunity_figures.currency IS 'ISO 4217: the currency of the retail price';
COMMENT ON COLUMN integration.opportunity_figures.fees_cents IS 'What the platform keeps of the sale, in cents of currency; null: not known';
COMMENT ON COLUMN integration.opportunity_figures.net_profit_cents IS
    'What arrives on the account less the retail price, in cents of currency; null: the fees are not known';
COMMENT ON COLUMN integration.opportunity_figures.net_profit_percentage IS 'Net profit as a percentage of the retail price';
COMMENT ON COLUMN integration.opportunity_figures.net_profit_eur IS 'Net profit in euro; null without a rate or fees';
COMMENT ON COLUMN integration.opportunity_figures.resale_currency IS 'ISO 4217: the currency of the resale price, in which the lines of the sale are';
COMMENT ON COLUMN integration.opportunity_figures.sale_price_cents IS 'The resale price as it stands at its source, in cents of resale_currency';
COMMENT ON COLUMN integration.opportunity_figures.seller_fee_cents IS 'In cents of resale_currency';
COMMENT ON COLUMN integration.opportunity_figures.payment_fee_cents IS 'In cents of resale_currency';
COMMENT ON COLUMN integration.opportunity_figures.fixed_fee_cents IS 'In cents of resale_currency';
COMMENT ON COLUMN integration.opportunity_figures.shipping_cents IS 'In cents of resale_currency';
COMMENT ON COLUMN integration.opportunity_figures.payout_cents IS 'What arrives, in cents of resale_currency';
COMMENT ON COLUMN integration.opportunity_figures.exchange_rate IS 'Units of currency for one of resale_currency; null where they are the same';

-- migrate:down
DROP VIEW IF EXISTS integration.opportunity_figures;
