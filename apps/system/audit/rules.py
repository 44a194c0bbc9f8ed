"""Which tables the audit trail leaves out, and why; all others are in it (sql/audit/)."""

FEED = "A feed: it comes again, and its prices have a history of their own."
HISTORY = "A history itself: it is added to, and each row says when."
LOG = "A log of what programs did."
COMPUTED = "Follows from other tables, which are in the trail or are feeds."

NOT_AUDITED = {
    "analytics.brand_months": COMPUTED,
    "analytics.marketplace_data": FEED,
    "analytics.monthly_sales": COMPUTED,
    "analytics.platform_days": COMPUTED,
    "analytics.stale_days": COMPUTED,
    "analytics.stale_months": COMPUTED,
    "integration.awin_enrichment_jobs": LOG,
    "integration.awin_feed_rows": FEED,
    "integration.awin_price_history": HISTORY,
    "integration.awin_products": FEED,
    "integration.import_batches": LOG,
    "integration.import_changes": LOG,
    "integration.import_records": LOG,
    "integration.market_prices": FEED,
    "integration.match_candidates": COMPUTED,
    "integration.match_question_offers": COMPUTED,
    "integration.opportunity_pairs": COMPUTED,
    "integration.price_history": HISTORY,
    "integration.price_sources": FEED,
    "integration.stale_products": COMPUTED,
    "platforms.pricing_history": HISTORY,
    "pricing.exchange_rates": FEED,
    "pricing.market_prices": FEED,
    "pricing.price_history": HISTORY,
    "products.stale_stock_days": COMPUTED,
    "products.stock_days": COMPUTED,
    "system.alerts": LOG,
    "system.audit_changesets": HISTORY,
    "system.audit_heads": HISTORY,
    "system.audit_records": HISTORY,
    "system.jobs": LOG,
    "system.kept_tables": COMPUTED,
    "system.logs": LOG,
}
