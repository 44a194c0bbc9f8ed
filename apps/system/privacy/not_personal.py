"""Columns that look personal and are not, by table, and why; the others that do have a rule (rules.py)."""

TRADE = "It names a thing of the trade."
FEED = "A shop publishes it in a feed of its goods."
SHOP = "Of a shop, not of a person."
KEY = "A key of a shop's or a setting of ours; no person is named by it."
PROGRAM = "It names a program or a role of the database."
CHANNELS = "Kinds of channels, such as mail; the addresses stand in the settings."
DJANGO = "Django's own name for it."
HASH = "A digest."

NOT_PERSONAL: dict[str, str] = {
    "analytics.forecast_accuracy.model_name": TRADE,
    "analytics.sales_forecasts.feature_importance": "Weights of a model, by feature.",
    "analytics.sales_forecasts.model_name": TRADE,
    "auth_group.name": DJANGO,
    "auth_permission.codename": DJANGO,
    "auth_permission.name": DJANGO,
    "core.brands.name": TRADE,
    "core.categories.name": TRADE,
    "core.platforms.name": TRADE,
    "core.suppliers.accepts_returns_by_mail": "A yes or no.",
    "core.suppliers.api_endpoint": SHOP,
    "core.suppliers.api_key_encrypted": KEY,
    "core.suppliers.country": "A country is nobody.",
    "core.suppliers.ships_internationally": "A yes or no.",
    "integration.awin_products.alternate_images": FEED,
    "integration.awin_products.brand_name": FEED,
    "integration.awin_products.description": FEED,
    "integration.awin_products.merchant_name": FEED,
    "integration.awin_products.product_name": FEED,
    "integration.awin_products.short_description": FEED,
    "integration.import_changes.table_name": "It names a table.",
    "integration.market_prices.product_url": FEED,
    "integration.price_sources.affiliate_link": FEED,
    "integration.price_sources.source_name": SHOP,
    "integration.price_sources.source_url": FEED,
    "pricing.market_prices.platform_name": TRADE,
    "pricing.price_rules.condition_multipliers": "Factors, by condition.",
    "pricing.price_rules.name": TRADE,
    "pricing.price_rules.seasonal_adjustments": "Factors, by season.",
    "products.products.name": TRADE,
    "public.sizes.gender": "Whom a shoe is made for.",
    "public.sizes.region": "Whose way to count sizes it is.",
    "system.alerts.told": CHANNELS,
    "system.alerts.told_cleared": CHANNELS,
    "system.audit_changesets.database_role": PROGRAM,
    "system.audit_changesets.user_id": "The id alone: who is erased has no name to it any more.",
    "system.audit_records.row_id": "The id alone.",
    "system.audit_records.table_name": "It names a table.",
    "system.config.value_encrypted": KEY,
    "system.jobs.name": PROGRAM,
    "system.kept_tables.basis": HASH,
    "system.kept_tables.name": "It names a table.",
    "django_admin_log.object_id": "The id alone.",
    "django_admin_log.user_id": "The id alone: who is erased has no name to it any more.",
}
