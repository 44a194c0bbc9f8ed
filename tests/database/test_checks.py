"""Every CHECK constraint refuses what it is there for, by its name, whoever writes."""

import datetime
from uuid import UUID

import pytest
from django.db import connection

from tests.support.rows import NOON, make
from tests.support.sql import OURS, query
from tests.support.violations import violates

DAY_BEFORE = NOON - datetime.timedelta(days=1)

CARD_NUMBERS = [
    "4111111111111111",
    "4111 1111-1111 1111",
    "4111.1111.1111.1111",
    "4111111111111111 12/27",
    "pm_4111111111111111",
    "tok-4111-1111-1111-1111",
    "4222222222222",
    "6304000000000000000",
]

REFUSED = [
    *[
        ("chk_supplier_accounts_payment_method_token", "core.SupplierAccount", {"payment_method_token": number})
        for number in CARD_NUMBERS
    ],
    *[
        (f"chk_supplier_accounts_{column}", "core.SupplierAccount", {column: "4111 1111 1111 1111"})
        for column in ["payment_provider", "browser_preference", "list_name", "notes"]
    ],
    ("chk_supplier_accounts_payment_method_brand", "core.SupplierAccount", {"payment_method_brand": CARD_NUMBERS[0]}),
    ("chk_marketplace_data_market_lowest_ask", "analytics.MarketplaceData", {"market_lowest_ask": -1}),
    ("chk_marketplace_data_market_highest_bid", "analytics.MarketplaceData", {"market_highest_bid": -1}),
    ("chk_marketplace_data_last_sale_price", "analytics.MarketplaceData", {"last_sale_price": -1}),
    ("chk_products_recommended_sell_faster", "products.Product", {"recommended_sell_faster": -1}),
    ("chk_products_recommended_earn_more", "products.Product", {"recommended_earn_more": -1}),
    ("chk_awin_products_stockx_lowest_ask_cents", "integration.AwinProduct", {"stockx_lowest_ask_cents": -1}),
    ("chk_awin_products_stockx_highest_bid_cents", "integration.AwinProduct", {"stockx_highest_bid_cents": -1}),
    ("chk_demand_patterns_analysis_level", "analytics.DemandPattern", {"analysis_level": "nonsense"}),
    ("chk_demand_patterns_period_type", "analytics.DemandPattern", {"period_type": "nonsense"}),
    ("chk_demand_patterns_trend_direction", "analytics.DemandPattern", {"trend_direction": "nonsense"}),
    ("chk_demand_patterns_demand_score", "analytics.DemandPattern", {"demand_score": -1}),
    ("chk_demand_patterns_velocity_rank", "analytics.DemandPattern", {"velocity_rank": 0}),
    ("chk_demand_patterns_seasonality_factor", "analytics.DemandPattern", {"seasonality_factor": -1}),
    ("chk_demand_patterns_volatility_score", "analytics.DemandPattern", {"volatility_score": 2}),
    ("chk_demand_patterns_volatility_score", "analytics.DemandPattern", {"volatility_score": -1}),
    ("chk_forecast_accuracy_forecast_level", "analytics.ForecastAccuracy", {"forecast_level": "nonsense"}),
    ("chk_forecast_accuracy_forecast_horizon", "analytics.ForecastAccuracy", {"forecast_horizon": "nonsense"}),
    ("chk_forecast_accuracy_mape_score", "analytics.ForecastAccuracy", {"mape_score": -1}),
    ("chk_forecast_accuracy_rmse_score", "analytics.ForecastAccuracy", {"rmse_score": -1}),
    ("chk_forecast_accuracy_mae_score", "analytics.ForecastAccuracy", {"mae_score": -1}),
    ("chk_forecast_accuracy_r2_score", "analytics.ForecastAccuracy", {"r2_score": 1.5}),
    ("chk_forecast_accuracy_records_evaluated", "analytics.ForecastAccuracy", {"records_evaluated": -1}),
    ("chk_forecast_accuracy_evaluation_period_days", "analytics.ForecastAccuracy", {"evaluation_period_days": 0}),
    ("chk_marketplace_volatility", "analytics.MarketplaceData", {"volatility": 2}),
    ("chk_marketplace_volatility", "analytics.MarketplaceData", {"volatility": -1}),
    ("chk_marketplace_fees", "analytics.MarketplaceData", {"fees_percentage": 2}),
    ("chk_marketplace_fees", "analytics.MarketplaceData", {"fees_percentage": -1}),
    ("chk_marketplace_data_ask_price", "analytics.MarketplaceData", {"ask_price": -1}),
    ("chk_marketplace_data_bid_price", "analytics.MarketplaceData", {"bid_price": -1}),
    ("chk_marketplace_data_sales_frequency", "analytics.MarketplaceData", {"sales_frequency": -1}),
    ("chk_pricing_kpis_aggregation_level", "analytics.PricingKpi", {"aggregation_level": "nonsense"}),
    ("chk_pricing_kpis_conversion_rate_percent", "analytics.PricingKpi", {"conversion_rate_percent": 101}),
    ("chk_pricing_kpis_conversion_rate_percent", "analytics.PricingKpi", {"conversion_rate_percent": -1}),
    ("chk_pricing_kpis_units_sold", "analytics.PricingKpi", {"units_sold": -1}),
    ("chk_pricing_kpis_competitive_index", "analytics.PricingKpi", {"competitive_index": -1}),
    ("chk_sales_forecasts_forecast_level", "analytics.SalesForecast", {"forecast_level": "nonsense"}),
    ("chk_sales_forecasts_forecast_horizon", "analytics.SalesForecast", {"forecast_horizon": "nonsense"}),
    ("chk_sales_forecasts_forecasted_units", "analytics.SalesForecast", {"forecasted_units": -1}),
    ("chk_sales_forecasts_forecasted_revenue", "analytics.SalesForecast", {"forecasted_revenue": -1}),
    ("chk_sales_forecasts_confidence", "analytics.SalesForecast", {"confidence_lower": 6, "confidence_upper": 5}),
    ("chk_account_purchase_history_purchase_status", "core.AccountPurchase", {"purchase_status": "nonsense"}),
    ("chk_account_purchase_history_purchase_amount", "core.AccountPurchase", {"purchase_amount": -1}),
    ("chk_account_purchase_history_response_time_ms", "core.AccountPurchase", {"response_time_ms": -1}),
    ("chk_brand_patterns_pattern_type", "core.BrandPattern", {"pattern_type": "nonsense"}),
    ("chk_categories_not_own_parent", "core.Category", {"parent_id": "ITSELF"}),
    ("chk_suppliers_supplier_type", "core.Supplier", {"supplier_type": "nonsense"}),
    ("chk_suppliers_business_size", "core.Supplier", {"business_size": "nonsense"}),
    ("chk_suppliers_supplier_category", "core.Supplier", {"supplier_category": "nonsense"}),
    ("chk_suppliers_status", "core.Supplier", {"status": "nonsense"}),
    ("chk_suppliers_restocking_fee_percent", "core.Supplier", {"restocking_fee_percent": 101}),
    ("chk_suppliers_restocking_fee_percent", "core.Supplier", {"restocking_fee_percent": -1}),
    ("chk_suppliers_discount_percent", "core.Supplier", {"discount_percent": 101}),
    ("chk_suppliers_discount_percent", "core.Supplier", {"discount_percent": -1}),
    ("chk_suppliers_vat_rate", "core.Supplier", {"vat_rate": -1}),
    ("chk_suppliers_rating", "core.Supplier", {"rating": 6}),
    ("chk_suppliers_rating", "core.Supplier", {"rating": -1}),
    ("chk_suppliers_reliability_score", "core.Supplier", {"reliability_score": 101}),
    ("chk_suppliers_reliability_score", "core.Supplier", {"reliability_score": -1}),
    ("chk_suppliers_quality_score", "core.Supplier", {"quality_score": 101}),
    ("chk_suppliers_quality_score", "core.Supplier", {"quality_score": -1}),
    ("chk_suppliers_return_policy_days", "core.Supplier", {"return_policy_days": -1}),
    ("chk_suppliers_credit_limit", "core.Supplier", {"credit_limit": -1}),
    ("chk_suppliers_minimum_order_amount", "core.Supplier", {"minimum_order_amount": -1}),
    ("chk_suppliers_average_processing_days", "core.Supplier", {"average_processing_days": -1}),
    ("chk_suppliers_total_orders_count", "core.Supplier", {"total_orders_count": -1}),
    ("chk_suppliers_total_order_value", "core.Supplier", {"total_order_value": -1}),
    ("chk_suppliers_average_order_value", "core.Supplier", {"average_order_value": -1}),
    ("chk_supplier_accounts_account_status", "core.SupplierAccount", {"account_status": "nonsense"}),
    ("chk_supplier_accounts_payment_method_last4", "core.SupplierAccount", {"payment_method_last4": "12a4"}),
    ("chk_supplier_accounts_expiry_month", "core.SupplierAccount", {"expiry_month": 13}),
    ("chk_supplier_accounts_expiry_month", "core.SupplierAccount", {"expiry_month": 0}),
    ("chk_supplier_accounts_expiry_year", "core.SupplierAccount", {"expiry_year": 2101}),
    ("chk_supplier_accounts_expiry_year", "core.SupplierAccount", {"expiry_year": 1999}),
    ("chk_supplier_accounts_success_rate", "core.SupplierAccount", {"success_rate": 101}),
    ("chk_supplier_accounts_success_rate", "core.SupplierAccount", {"success_rate": -1}),
    ("chk_supplier_accounts_country_code", "core.SupplierAccount", {"country_code": "de"}),
    ("chk_supplier_accounts_total_purchases", "core.SupplierAccount", {"total_purchases": -1}),
    ("chk_supplier_accounts_total_spent", "core.SupplierAccount", {"total_spent": -1}),
    ("chk_supplier_accounts_average_order_value", "core.SupplierAccount", {"average_order_value": -1}),
    (
        "chk_supplier_accounts_payment_method_token",
        "core.SupplierAccount",
        {"payment_method_token": "4111111111111111"},
    ),
    (
        "chk_supplier_accounts_payment_method_token",
        "core.SupplierAccount",
        {"payment_method_token": "4111 1111-1111 1111"},
    ),
    (
        "chk_supplier_accounts_payment_method_token",
        "core.SupplierAccount",
        {"payment_method_token": "4111.1111.1111.1111"},
    ),
    (
        "chk_supplier_accounts_payment_method_token",
        "core.SupplierAccount",
        {"payment_method_token": "6304000000000000000"},
    ),
    ("chk_supplier_history_event_type", "core.SupplierEvent", {"event_type": "nonsense"}),
    ("chk_supplier_history_impact_level", "core.SupplierEvent", {"impact_level": "nonsense"}),
    ("chk_monthly_sales_currency", "analytics.MonthlySales", {"currency": "eur"}),
    ("chk_monthly_sales_month", "analytics.MonthlySales", {"month": "2026-03-02"}),
    ("chk_supplier_performance_month_year", "core.SupplierPerformance", {"month_year": "2026-03-02"}),
    ("chk_supplier_performance_return_rate", "core.SupplierPerformance", {"return_rate": 101}),
    ("chk_supplier_performance_return_rate", "core.SupplierPerformance", {"return_rate": -1}),
    ("chk_supplier_performance_total_orders", "core.SupplierPerformance", {"total_orders": -1}),
    ("chk_supplier_performance_avg_delivery_time", "core.SupplierPerformance", {"avg_delivery_time": -1}),
    ("chk_awin_enrichment_jobs_job_type", "integration.AwinEnrichmentJob", {"job_type": "nonsense"}),
    ("chk_awin_enrichment_jobs_status", "integration.AwinEnrichmentJob", {"status": "nonsense"}),
    ("chk_awin_enrichment_jobs_total_products", "integration.AwinEnrichmentJob", {"total_products": -1}),
    ("chk_awin_enrichment_jobs_processed_products", "integration.AwinEnrichmentJob", {"processed_products": -1}),
    ("chk_awin_enrichment_jobs_matched_products", "integration.AwinEnrichmentJob", {"matched_products": -1}),
    ("chk_awin_enrichment_jobs_failed_products", "integration.AwinEnrichmentJob", {"failed_products": -1}),
    (
        "chk_awin_enrichment_jobs_completed_at",
        "integration.AwinEnrichmentJob",
        {"completed_at": DAY_BEFORE, "started_at": NOON},
    ),
    ("chk_awin_price_history_price_cents", "integration.AwinPriceHistory", {"price_cents": -1}),
    ("chk_awin_products_enrichment_status", "integration.AwinProduct", {"enrichment_status": "nonsense"}),
    ("chk_awin_products_match_method", "integration.AwinProduct", {"match_method": "nonsense"}),
    ("chk_awin_products_currency", "integration.AwinProduct", {"currency": "eur"}),
    ("chk_awin_products_retail_price_cents", "integration.AwinProduct", {"retail_price_cents": -1}),
    ("chk_awin_products_store_price_cents", "integration.AwinProduct", {"store_price_cents": -1}),
    ("chk_awin_products_rrp_price_cents", "integration.AwinProduct", {"rrp_price_cents": -1}),
    ("chk_awin_products_stock_quantity", "integration.AwinProduct", {"stock_quantity": -1}),
    ("chk_awin_products_match_confidence", "integration.AwinProduct", {"match_confidence": 2}),
    ("chk_awin_products_match_confidence", "integration.AwinProduct", {"match_confidence": -1}),
    ("chk_import_batches_source", "integration.ImportBatch", {"source": "nonsense"}),
    ("chk_import_batches_status", "integration.ImportBatch", {"status": "nonsense"}),
    ("chk_import_batches_file_sha256", "integration.ImportBatch", {"file_sha256": "F" * 64}),
    ("chk_import_batches_total_records", "integration.ImportBatch", {"total_records": -1}),
    ("chk_import_batches_processed_records", "integration.ImportBatch", {"processed_records": -1}),
    ("chk_import_batches_error_records", "integration.ImportBatch", {"error_records": -1}),
    ("chk_import_batches_skipped_records", "integration.ImportBatch", {"skipped_records": -1}),
    ("chk_import_batches_added_records", "integration.ImportBatch", {"added_records": -1}),
    ("chk_import_batches_duplicate_records", "integration.ImportBatch", {"duplicate_records": -1}),
    ("chk_import_batches_within_totals", "integration.ImportBatch", {"added_records": 1}),
    ("chk_import_batches_within_totals", "integration.ImportBatch", {"duplicate_records": 1}),
    (
        "chk_import_batches_every_row_accounted_for",
        "integration.ImportBatch",
        {"status": "completed", "total_records": 9, "processed_records": 5, "skipped_records": 2, "error_records": 1},
    ),
    ("chk_import_changes_fingerprints", "integration.ImportChange", {"row_ids": [UUID(int=1)], "fingerprints": []}),
    ("chk_import_batches_completed_at", "integration.ImportBatch", {"completed_at": DAY_BEFORE, "started_at": NOON}),
    ("chk_import_records_status", "integration.ImportRecord", {"status": "nonsense"}),
    ("chk_import_records_row_number", "integration.ImportRecord", {"row_number": 0}),
    (
        "chk_import_records_processing_completed_at",
        "integration.ImportRecord",
        {"processing_completed_at": DAY_BEFORE, "processing_started_at": NOON},
    ),
    ("chk_integration_market_prices_currency", "integration.LegacyMarketPrice", {"currency": "eur"}),
    ("chk_integration_market_prices_buy_price", "integration.LegacyMarketPrice", {"buy_price": -1}),
    ("chk_integration_market_prices_stock_qty", "integration.LegacyMarketPrice", {"stock_qty": -1}),
    ("chk_integration_price_history_price_cents", "integration.PriceHistory", {"price_cents": -1}),
    ("chk_integration_price_history_stock_quantity", "integration.PriceHistory", {"stock_quantity": -1}),
    ("chk_price_positive", "integration.PriceSource", {"price_cents": -1}),
    ("chk_stock_positive", "integration.PriceSource", {"stock_quantity": -1}),
    ("chk_currency_valid", "integration.PriceSource", {"currency": "eur"}),
    ("chk_last_updated_past", "integration.PriceSource", {"last_updated": "2999-01-01T00:00Z"}),
    ("chk_stockx_orders_status", "platforms.LegacyStockXOrder", {"order_status": "nonsense"}),
    ("chk_stockx_orders_sale_price", "platforms.LegacyStockXOrder", {"sale_price": -1}),
    ("chk_stockx_orders_shipped_at", "platforms.LegacyStockXOrder", {"shipped_at": DAY_BEFORE, "sold_at": NOON}),
    ("chk_stockx_orders_completed_at", "platforms.LegacyStockXOrder", {"completed_at": DAY_BEFORE, "sold_at": NOON}),
    ("chk_pricing_history_old_price", "platforms.ListingPriceChange", {"old_price": -1}),
    ("chk_pricing_history_new_price", "platforms.ListingPriceChange", {"new_price": -1}),
    ("chk_stockx_listings_status", "platforms.StockXListing", {"status": "nonsense"}),
    ("chk_stockx_listings_created_from", "platforms.StockXListing", {"created_from": "nonsense"}),
    ("chk_stockx_listings_ask_price", "platforms.StockXListing", {"ask_price": -1}),
    ("chk_stockx_listings_buy_price", "platforms.StockXListing", {"buy_price": -1}),
    ("chk_stockx_listings_delisted_at", "platforms.StockXListing", {"delisted_at": DAY_BEFORE, "listed_at": NOON}),
    ("chk_brand_multipliers_multiplier_type", "pricing.BrandMultiplier", {"multiplier_type": "nonsense"}),
    ("chk_brand_multipliers_multiplier_value", "pricing.BrandMultiplier", {"multiplier_value": 0}),
    (
        "chk_brand_multipliers_effective_until",
        "pricing.BrandMultiplier",
        {"effective_until": DAY_BEFORE, "effective_from": NOON},
    ),
    ("chk_pricing_market_prices_lowest_ask", "pricing.LegacyMarketPrice", {"lowest_ask": -1}),
    ("chk_pricing_market_prices_highest_bid", "pricing.LegacyMarketPrice", {"highest_bid": -1}),
    ("chk_pricing_market_prices_last_sale", "pricing.LegacyMarketPrice", {"last_sale": -1}),
    ("chk_pricing_market_prices_average_price", "pricing.LegacyMarketPrice", {"average_price": -1}),
    ("chk_pricing_market_prices_sales_volume", "pricing.LegacyMarketPrice", {"sales_volume": -1}),
    ("chk_pricing_market_prices_data_quality_score", "pricing.LegacyMarketPrice", {"data_quality_score": 2}),
    ("chk_pricing_market_prices_data_quality_score", "pricing.LegacyMarketPrice", {"data_quality_score": -1}),
    ("chk_pricing_price_history_price_type", "pricing.PricePoint", {"price_type": "nonsense"}),
    ("chk_pricing_price_history_currency", "pricing.PricePoint", {"currency": "eur"}),
    ("chk_pricing_price_history_price_amount", "pricing.PricePoint", {"price_amount": -1}),
    ("chk_pricing_price_history_confidence_score", "pricing.PricePoint", {"confidence_score": 2}),
    ("chk_pricing_price_history_confidence_score", "pricing.PricePoint", {"confidence_score": -1}),
    ("chk_price_rules_rule_type", "pricing.PriceRule", {"rule_type": "nonsense"}),
    ("chk_price_rules_minimum_margin_percent", "pricing.PriceRule", {"minimum_margin_percent": 101}),
    ("chk_price_rules_minimum_margin_percent", "pricing.PriceRule", {"minimum_margin_percent": -1}),
    ("chk_price_rules_maximum_discount_percent", "pricing.PriceRule", {"maximum_discount_percent": 101}),
    ("chk_price_rules_maximum_discount_percent", "pricing.PriceRule", {"maximum_discount_percent": -1}),
    ("chk_price_rules_effective_until", "pricing.PriceRule", {"effective_until": DAY_BEFORE, "effective_from": NOON}),
    ("chk_inventory_status", "products.InventoryItem", {"status": "nonsense"}),
    ("chk_inventory_quantity_positive", "products.InventoryItem", {"quantity": -1}),
    ("chk_inventory_purchase_price_positive", "products.InventoryItem", {"purchase_price": -1}),
    ("chk_inventory_gross_purchase_price", "products.InventoryItem", {"gross_purchase_price": -1}),
    ("chk_inventory_vat_amount", "products.InventoryItem", {"vat_amount": -1}),
    ("chk_inventory_vat_rate", "products.InventoryItem", {"vat_rate": 101}),
    ("chk_inventory_vat_rate", "products.InventoryItem", {"vat_rate": -1}),
    ("chk_products_retail_price_positive", "products.Product", {"retail_price": -1}),
    ("chk_products_avg_resale_price", "products.Product", {"avg_resale_price": -1}),
    ("chk_products_lowest_ask", "products.Product", {"lowest_ask": -1}),
    ("chk_products_highest_bid", "products.Product", {"highest_bid": -1}),
    ("chk_users_username_without_at", "accounts.User", {"username": "buyer@home"}),
    ("chk_brands_maker_id", "core.Brand", {"maker_id": "ITSELF"}),
    (
        "chk_match_questions_is_none",
        "integration.MatchQuestion",
        {"is_none": True, "answer_id": lambda: make("products.Product").pk},
    ),
    ("chk_match_questions_doubt", "integration.MatchQuestion", {"doubt": "nonsense"}),
    ("chk_platform_fees_valid_to", "pricing.PlatformFee", {"valid_from": "2026-03-14", "valid_to": "2026-03-13"}),
    ("chk_platform_fees_seller_percent", "pricing.PlatformFee", {"seller_percent": -1}),
    ("chk_platform_fees_seller_percent", "pricing.PlatformFee", {"seller_percent": 101}),
    ("chk_platform_fees_payment_percent", "pricing.PlatformFee", {"payment_percent": -1}),
    ("chk_platform_fees_payment_percent", "pricing.PlatformFee", {"payment_percent": 101}),
    ("chk_platform_fees_minimum_fee", "pricing.PlatformFee", {"minimum_fee": -1}),
    ("chk_platform_fees_fixed_fee", "pricing.PlatformFee", {"fixed_fee": -1}),
    ("chk_platform_fees_shipping", "pricing.PlatformFee", {"shipping": -1}),
    ("chk_platform_fees_currency", "pricing.PlatformFee", {"currency": "eur"}),
    ("chk_exchange_rates_rate", "pricing.ExchangeRate", {"rate": 0}),
    ("chk_exchange_rates_base", "pricing.ExchangeRate", {"base": "eur"}),
    ("chk_exchange_rates_quote", "pricing.ExchangeRate", {"quote": "usd"}),
    ("chk_exchange_rates_currencies", "pricing.ExchangeRate", {"base": "GBP", "quote": "GBP"}),
    ("chk_product_gtins_gtin", "products.ProductGTIN", {"gtin": "4550457535268"}),
    ("chk_product_gtins_gtin", "products.ProductGTIN", {"gtin": "455045753526"}),
    ("chk_product_gtins_gtin", "products.ProductGTIN", {"gtin": "ABCDEFGH"}),
    ("chk_product_style_codes_code", "products.ProductStyleCode", {"code": "dz5485-612"}),
    ("chk_product_style_codes_code", "products.ProductStyleCode", {"code": "DZ5485 612"}),
    ("chk_product_style_codes_code", "products.ProductStyleCode", {"code": "DZ5485--612"}),
    ("chk_product_style_codes_code", "products.ProductStyleCode", {"code": ""}),
    ("chk_sizes_standardized_value_region", "products.Size", {"standardized_value": 42, "region": "ONE"}),
    ("chk_sizes_standardized_value_region", "products.Size", {"standardized_value": 42, "region": "INT"}),
    ("chk_sizes_standardized_value_region", "products.Size", {"standardized_value": 42, "region": "unknown"}),
    ("chk_sizes_region", "products.Size", {"region": "nonsense"}),
    ("chk_sizes_gender", "products.Size", {"gender": "nonsense"}),
    ("chk_sizes_standardized_value", "products.Size", {"standardized_value": 0}),
    ("chk_alerts_severity", "system.Alert", {"severity": "nonsense"}),
    ("chk_alerts_cleared_at", "system.Alert", {"cleared_at": DAY_BEFORE, "raised_at": NOON}),
    ("chk_jobs_result", "system.Job", {"result": "nonsense", "ended_at": NOON}),
    ("chk_jobs_seconds", "system.Job", {"seconds": -1}),
    ("chk_jobs_ended_at", "system.Job", {"began_at": NOON, "ended_at": DAY_BEFORE, "result": "ok"}),
    ("chk_jobs_result_at_the_end", "system.Job", {"ended_at": NOON, "result": None}),
    ("chk_jobs_result_at_the_end", "system.Job", {"ended_at": None, "result": "ok"}),
    ("chk_logs_level", "system.LogEntry", {"level": "nonsense"}),
    ("chk_transactions_status", "transactions.LegacyTransaction", {"status": "nonsense"}),
    ("chk_transactions_sale_price", "transactions.LegacyTransaction", {"sale_price": -1}),
    ("chk_orders_status", "transactions.Order", {"order_status": "nonsense"}),
    ("chk_orders_sale_price_positive", "transactions.Order", {"sale_price": 0}),
    ("chk_orders_net_proceeds_logical", "transactions.Order", {"net_proceeds": 151, "sale_price": 150}),
    ("chk_orders_currency", "transactions.Order", {"currency": "eur"}),
    ("chk_orders_payout_date", "transactions.Order", {"payout_date": DAY_BEFORE, "sold_at": NOON}),
    ("chk_orders_shipped_at", "transactions.Order", {"shipped_at": DAY_BEFORE, "sold_at": NOON}),
    ("chk_orders_completed_at", "transactions.Order", {"completed_at": DAY_BEFORE, "sold_at": NOON}),
    ("chk_orders_shelf_life_days", "transactions.Order", {"shelf_life_days": -1}),
    ("chk_orders_names_what_was_sold", "transactions.Order", {"inventory_id": None, "listing_id": None}),
]

OF_WHAT_NOBODY_CHANGES = "chk_audit_records_action"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("constraint", "model", "values"), REFUSED, ids=lambda value: value if isinstance(value, str) else ""
)
def test_the_database_refuses(constraint, model, values):
    row = make(model)
    columns = ", ".join(f"{column} = %s" for column in values)
    parameters = [row.pk if value == "ITSELF" else value() if callable(value) else value for value in values.values()]
    with violates(constraint), connection.cursor() as cursor:
        table, key = row._meta.db_table, row._meta.pk.column
        cursor.execute(f"UPDATE {table} SET {columns} WHERE {key} = %s", [*parameters, row.pk])


@pytest.mark.django_db
def test_the_trail_refuses_an_action_that_there_is_not():
    query("ALTER TABLE system.audit_records DISABLE TRIGGER audit_records_stay_insert")
    with violates(OF_WHAT_NOBODY_CHANGES):
        make("system.AuditRecord", action="nonsense")


@pytest.mark.django_db
def test_every_check_of_the_database_is_provoked_here():
    found = query(f"""
        SELECT con.conname FROM pg_constraint con
          JOIN pg_class c ON c.oid = con.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE con.contype = 'c' AND NOT c.relispartition AND {OURS}""")
    assert {name for (name,) in found} == {OF_WHAT_NOBODY_CHANGES, *(constraint for constraint, _, _ in REFUSED)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "token", ["pm_1OqVfs2eZvKYlo2C", "B-1AB23456CD789012E", "123456789012", "12345678901234567890"]
)
def test_a_token_that_is_no_card_number_is_taken(token):
    assert make("core.SupplierAccount", payment_method_token=token).payment_method_token == token


@pytest.mark.django_db
def test_a_time_taken_within_the_transaction_is_not_the_future():
    assert make("integration.PriceSource", last_updated=datetime.datetime.now(datetime.UTC))


BOUNDARIES = [
    ("core.Supplier", {"rating": 0}),
    ("core.Supplier", {"rating": 5}),
    ("core.Supplier", {"discount_percent": 100}),
    ("integration.AwinProduct", {"match_confidence": 1}),
    ("integration.PriceSource", {"price_cents": 0}),
    ("products.InventoryItem", {"quantity": 0, "purchase_price": 0}),
    ("transactions.Order", {"sale_price": 150, "net_proceeds": 150}),
    ("transactions.Order", {"sold_at": NOON, "payout_date": NOON, "shipped_at": NOON, "completed_at": NOON}),
    ("pricing.PriceRule", {"effective_from": NOON, "effective_until": NOON}),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "values"), BOUNDARIES)
def test_the_ends_of_a_range_belong_to_it(model, values):
    assert make(model, **values)
