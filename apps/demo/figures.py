"""What analytics would have found out of the sales: demand, indicators, forecasts; and what marketplaces show."""

from apps.demo.copying import Copier
from apps.demo.plan import Plan

# What each brand and product sold in a month, of the demo's own sales.
DEMAND = """
INSERT INTO analytics.demand_patterns
       (id, brand_id, analysis_level, pattern_date, period_type, demand_score, velocity_rank, seasonality_factor,
        trend_direction, volatility_score, pattern_metadata, created_at)
SELECT (%(analytics_demand_patterns)s || lpad(to_hex(row_number() OVER (ORDER BY month, brand_id)), 12, '0'))::uuid,
       brand_id, 'brand', month, 'monthly', least(sales, 9999), rank() OVER (PARTITION BY month ORDER BY sales DESC),
       round(least(sales / nullif(avg(sales) OVER (PARTITION BY brand_id), 0), 9), 3),
       CASE WHEN sales > 1.1 * lag(sales) OVER in_order THEN 'increasing'
            WHEN sales < 0.9 * lag(sales) OVER in_order THEN 'decreasing' ELSE 'stable' END,
       0.25, jsonb_build_object('sales', sales), %(now)s
  FROM (SELECT product.brand_id, sold.month, sum(sold.sales)::numeric AS sales
          FROM analytics.monthly_sales sold
          JOIN products.products product ON product.id = sold.product_id
         WHERE product.id BETWEEN %(products_products_low)s AND %(products_products_high)s
           AND product.brand_id IS NOT NULL
         GROUP BY product.brand_id, sold.month) monthly
WINDOW in_order AS (PARTITION BY brand_id ORDER BY month)"""
INDICATORS = """
INSERT INTO analytics.pricing_kpis
       (id, kpi_date, brand_id, aggregation_level, average_margin_percent, average_markup_percent,
        price_realization_percent, competitive_index, conversion_rate_percent, units_sold, average_selling_price,
        created_at)
SELECT (%(analytics_pricing_kpis)s || lpad(to_hex(row_number() OVER (ORDER BY month, brand_id)), 12, '0'))::uuid,
       month, brand_id, 'brand', round(100 * profit / revenue, 2),
       round(100 * profit / nullif(revenue - profit, 0), 2), 96.5, 101.2, 61, sales, round(revenue / sales, 2), %(now)s
  FROM (SELECT product.brand_id, sold.month, sum(sold.sales) AS sales, sum(sold.revenue) AS revenue,
               sum(sold.profit) AS profit
          FROM analytics.monthly_sales sold
          JOIN products.products product ON product.id = sold.product_id
         WHERE product.id BETWEEN %(products_products_low)s AND %(products_products_high)s
           AND product.brand_id IS NOT NULL AND sold.currency = 'EUR'
         GROUP BY product.brand_id, sold.month
        HAVING sum(sold.revenue) > 0) monthly"""
FORECASTS = """
INSERT INTO analytics.sales_forecasts
       (id, forecast_run_id, brand_id, forecast_level, forecast_date, forecast_horizon, forecasted_units,
        forecasted_revenue, confidence_lower, confidence_upper, model_name, model_version, feature_importance,
        created_at)
SELECT (%(analytics_sales_forecasts)s
        || lpad(to_hex(row_number() OVER (ORDER BY recent.brand_id, ahead)), 12, '0'))::uuid,
       (%(analytics_sales_forecasts)s || 'ffffffffffff')::uuid, recent.brand_id, 'brand',
       (date_trunc('month', %(now)s::timestamptz AT TIME ZONE 'UTC') + ahead * interval '1 month')::date, 'monthly',
       round(recent.sales * (1 + ahead * 0.02), 2), round(recent.revenue * (1 + ahead * 0.02), 2),
       round(recent.sales * 0.8, 2), round(recent.sales * 1.3, 2), 'seasonal mean', '1.2',
       '{"month": 0.6, "release": 0.4}', %(now)s
  FROM (SELECT product.brand_id, sum(sold.sales) / 3.0 AS sales, sum(sold.revenue) / 3 AS revenue
          FROM analytics.monthly_sales sold
          JOIN products.products product ON product.id = sold.product_id
         WHERE product.id BETWEEN %(products_products_low)s AND %(products_products_high)s
           AND product.brand_id IS NOT NULL AND sold.currency = 'EUR'
           AND sold.month >= date_trunc('month', %(now)s::timestamptz AT TIME ZONE 'UTC') - interval '3 months'
         GROUP BY product.brand_id) recent
 CROSS JOIN generate_series(1, 3) ahead"""
ACCURACY = """
INSERT INTO analytics.forecast_accuracy
       (id, forecast_run_id, model_name, forecast_level, forecast_horizon, accuracy_date, mape_score, rmse_score,
        mae_score, r2_score, bias_score, records_evaluated, evaluation_period_days, created_at)
SELECT (%(analytics_forecast_accuracy)s || lpad(to_hex(n), 12, '0'))::uuid,
       (%(analytics_sales_forecasts)s || 'ffffffffffff')::uuid, 'seasonal mean', 'brand', 'monthly',
       (%(now)s::timestamptz - n * interval '1 month')::date, 14 + n, 9 + n, 6 + n, 0.8, 1 - n, 24, 30, %(now)s
  FROM generate_series(1, 6) n"""
# Of each lot that is listed what StockX and Alias show.
MARKETPLACES = """
INSERT INTO analytics.marketplace_data
       (id, inventory_item_id, platform_id, marketplace_listing_id, ask_price, bid_price, market_lowest_ask,
        market_highest_bid, last_sale_price, sales_frequency, volatility, fees_percentage, created_at, updated_at)
SELECT (%(analytics_marketplace_data)s
        || lpad(to_hex(row_number() OVER (ORDER BY lot.id, platform.slug)), 12, '0'))::uuid,
       lot.id, platform.id, 'demo-' || right(lot.id::text, 12), product.lowest_ask, product.highest_bid,
       product.lowest_ask, product.highest_bid, product.avg_resale_price, length(product.name), 0.12, 0.11,
       %(now)s::timestamptz - interval '2 days',
       %(now)s::timestamptz - row_number() OVER (ORDER BY lot.id, platform.slug) * interval '250 milliseconds'
  FROM products.inventory lot
  JOIN products.products product ON product.id = lot.product_id
  JOIN core.platforms platform ON platform.slug IN ('stockx', 'alias')
 WHERE lot.id BETWEEN %(products_inventory_low)s AND %(products_inventory_high)s AND lot.status = 'listed'"""
# What was paid and what was got, as prices in their own right.
OBSERVATIONS = """
INSERT INTO pricing.price_history
       (id, product_id, inventory_item_id, platform_id, price_date, price_type, price_amount, currency, source,
        confidence_score, created_at)
SELECT (%(pricing_price_history)s || right(sale.id::text, 12))::uuid, lot.product_id, lot.id, sale.platform_id,
       (sale.sold_at AT TIME ZONE 'UTC')::date, 'sale', sale.sale_price, sale.currency, 'our sales', 1, sale.sold_at
  FROM transactions.orders sale
  JOIN products.inventory lot ON lot.id = sale.inventory_id
 WHERE sale.id BETWEEN %(transactions_orders_low)s AND %(transactions_orders_high)s
   AND sale.order_status = 'completed' AND sale.sold_at >= %(now)s::timestamptz - interval '60 days'"""


def copy(copier: Copier, plan: Plan) -> None:
    """Add the figures; the sales must be there."""
    for query in (DEMAND, INDICATORS, FORECASTS, ACCURACY, MARKETPLACES, OBSERVATIONS):
        copier.insert(query, plan)
