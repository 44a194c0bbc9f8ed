"""What the database consists of: the one list of schemas, tables, enums, views, functions and triggers."""

import pytest
from django.apps import apps

from apps.accounts.roles import Role
from apps.integration.choices import Condition, PriceType, SourceType
from apps.platforms.choices import SalesPlatform
from apps.products.choices import InventoryStatus
from apps.system.audit.rules import NOT_AUDITED
from soleflip.postgres.names import plain_name
from tests.support.rows import our_models
from tests.support.sql import OUR_SCHEMAS, OURS, query, value

pytestmark = pytest.mark.django_db

TABLES = """
    analytics.brand_months analytics.demand_patterns analytics.forecast_accuracy analytics.marketplace_data
    analytics.monthly_sales analytics.platform_days analytics.pricing_kpis analytics.sales_forecasts
    analytics.stale_days analytics.stale_months auth.users core.account_purchase_history core.brand_patterns
    core.brands core.categories core.platforms core.supplier_accounts core.supplier_history
    core.supplier_performance core.suppliers integration.awin_enrichment_jobs integration.awin_feed_rows
    integration.awin_price_history integration.awin_products integration.import_batches integration.import_changes
    integration.import_records integration.market_prices integration.match_candidates
    integration.match_question_offers integration.match_questions integration.opportunity_pairs
    integration.price_history integration.price_sources integration.stale_products platforms.pricing_history
    platforms.stockx_listings platforms.stockx_orders pricing.brand_multipliers pricing.exchange_rates
    pricing.market_prices pricing.platform_fees pricing.price_history pricing.price_rules products.inventory
    products.product_gtins products.product_style_codes products.products products.stale_stock_days
    products.stock_days public.sizes system.alerts system.audit_changesets system.audit_heads system.audit_records
    system.config system.jobs system.kept_tables system.logs transactions.orders transactions.transactions
""".split()

ENUMS = {
    "integration.source_type_enum": ["stockx", "awin", "ebay", "goat", "klekt", "restocks", "stockxapi"],
    "integration.price_type_enum": ["resale", "retail", "auction", "wholesale"],
    "integration.condition_enum": ["new", "like_new", "used_excellent", "used_good", "used_fair", "deadstock"],
    "products.inventory_status": [
        "incoming", "available", "consigned", "need_shipping", "packed", "outgoing", "sale_completed", "cancelled",
    ],
    "platforms.sales_platform": ["StockX", "Alias", "eBay", "Kleinanzeigen", "Laced", "WTN", "Return"],
    "auth.user_role": ["admin", "user", "readonly"],
}  # fmt: skip

OPPORTUNITY = (
    "product_id product_name product_sku product_ean brand_name retail_size_value retail_size_region "
    "resale_size_value resale_size_region standardized_size retail_price_source_id retail_source "
    "retail_source_name retail_price_cents retail_price_eur retail_supplier_id retail_affiliate_link "
    "retail_stock_quantity resale_price_source_id resale_source resale_source_name resale_price_cents "
    "resale_price_eur profit_cents profit_eur profit_percentage opportunity_score currency fees_cents "
    "net_profit_cents net_profit_percentage net_profit_eur resale_currency sale_price_cents"
)
OF_THE_SALE = (
    "seller_fee_cents payment_fee_cents fixed_fee_cents shipping_cents payout_cents "
    "platform_fee_id exchange_rate exchange_rate_date"
)
IN_EURO = "retail_eur_cents resale_eur_cents net_profit_eur_cents"

VIEWS = {
    "analytics.brand_trend_analysis": "brand month transaction_count total_revenue avg_transaction_value currency",
    "analytics.brand_loyalty_analysis": ("brand active_months total_transactions total_spent avg_order_value currency"),
    "analytics.brand_totals": "brand_id currency active_months sales revenue avg_order_value",
    "analytics.daily_platform_sales": "day platform_id currency sales revenue known_profits profit",
    "analytics.monthly_brand_sales": "brand_id month currency sales revenue known_profits profit",
    "integration.latest_prices": (
        "id product_id size_id source_type source_product_id source_name price_type price_cents currency "
        "stock_quantity in_stock condition source_url affiliate_link supplier_id metadata last_updated created_at "
        "updated_at product_name product_sku product_ean brand_name supplier_name"
    ),
    "integration.opportunities": OPPORTUNITY,
    "integration.opportunity_figures": f"{OPPORTUNITY} {OF_THE_SALE} {IN_EURO}",
    "integration.profit_opportunities_v2": f"{OPPORTUNITY} {OF_THE_SALE}",
    "pricing.current_rates": "from_currency to_currency multiply_by divide_by date",
    "products.daily_stock": "day status lots pairs cost unpriced",
    "products.known_codes": "kind code product_id size_id",
}

# SQL alone reads them
WITHOUT_MODEL = {
    "analytics.daily_platform_sales", "analytics.monthly_brand_sales", "integration.opportunity_figures",
    "pricing.current_rates", "products.daily_stock", "products.known_codes",
}  # fmt: skip

FUNCTIONS = {
    "analytics.add_to_monthly_sales",
    "analytics.count_platform_sales",
    "analytics.count_sales",
    "analytics.follow_product",
    "analytics.follow_sales",
    "analytics.mark_stale_days",
    "analytics.mark_stale_months",
    "analytics.rebuild_monthly_sales",
    "analytics.refresh_brand_months",
    "analytics.refresh_platform_days",
    "auth.keep_an_admin",
    "integration.forget_feed_rows",
    "integration.mark_stale_products",
    "integration.offer_style_code",
    "integration.opportunity_differences",
    "integration.opportunity_terms",
    "integration.refresh_opportunities",
    "integration.selling_platform",
    "integration.track_awin_price_changes",
    "integration.track_price_changes",
    "pricing.fee_amounts_in_force",
    "pricing.fee_cents",
    "pricing.fee_lines",
    "pricing.fees_in_force",
    "pricing.fees_of_sale",
    "pricing.rates_in_force",
    "pricing.whole_cents",
    "products.count_stock",
    "products.days_on_the_shelf",
    "products.is_gtin",
    "products.mark_stale_stock",
    "products.refresh_stock_days",
    "products.style_codes",
    "public.calculate_inventory_analytics",
    "system.acting",
    "system.audit_record_hash",
    "system.audit_values_hash",
    "system.begin_changeset",
    "system.count_changeset",
    "system.ensure_month_partitions",
    "system.erase_audited",
    "system.tell_erasure",
    "system.forget_audit_of",
    "system.keep_audit_of",
    "system.keep_trail",
    "system.open_changeset",
    "system.renew_audit",
    "system.seal_changeset",
    "system.replace_in_json",
    "system.take_notes",
    "transactions.fill_inventory_from_listing",
    "transactions.refresh_sold_inventory",
}

TRIGGERS = {
    ("analytics.monthly_sales", "brand_months_follow_delete"),
    ("analytics.monthly_sales", "brand_months_follow_insert"),
    ("analytics.monthly_sales", "brand_months_follow_truncate"),
    ("analytics.monthly_sales", "brand_months_follow_update"),
    ("auth.users", "keep_an_admin_delete"),
    ("auth.users", "keep_an_admin_update"),
    ("integration.awin_products", "awin_feed_rows_follow_delete"),
    ("integration.awin_products", "awin_feed_rows_follow_truncate"),
    ("integration.awin_products", "awin_feed_rows_follow_update"),
    ("integration.awin_products", "awin_price_change_insert_trigger"),
    ("integration.awin_products", "awin_price_change_trigger"),
    ("integration.price_sources", "opportunities_follow_delete"),
    ("integration.price_sources", "opportunities_follow_insert"),
    ("integration.price_sources", "opportunities_follow_truncate"),
    ("integration.price_sources", "opportunities_follow_update"),
    ("integration.price_sources", "price_change_insert_trigger"),
    ("integration.price_sources", "price_change_trigger"),
    ("platforms.stockx_listings", "monthly_sales_follow_insert"),
    ("platforms.stockx_listings", "monthly_sales_follow_product"),
    ("products.inventory", "monthly_sales_follow_insert"),
    ("products.inventory", "monthly_sales_follow_product"),
    ("products.inventory", "stock_days_follow_delete"),
    ("products.inventory", "stock_days_follow_insert"),
    ("products.inventory", "stock_days_follow_truncate"),
    ("products.inventory", "stock_days_follow_update"),
    ("products.inventory", "trigger_calculate_inventory_analytics"),
    ("products.products", "brand_months_follow_brand"),
    ("public.sizes", "opportunities_follow_sizes"),
    ("system.audit_changesets", "audit_changesets_count"),
    ("system.audit_changesets", "audit_changesets_seal"),
    ("system.audit_changesets", "audit_changesets_stay_insert"),
    ("system.audit_changesets", "audit_changesets_stay_row"),
    ("system.audit_changesets", "audit_changesets_stay_truncate"),
    ("system.audit_heads", "audit_heads_stay_row"),
    ("system.audit_heads", "audit_heads_stay_truncate"),
    ("system.audit_records", "audit_records_stay_insert"),
    ("system.audit_records", "audit_records_stay_row"),
    ("system.audit_records", "audit_records_stay_truncate"),
    ("system.audit_records", "audit_records_tell_erasure"),
    ("transactions.orders", "inventory_follows_orders_delete"),
    ("transactions.orders", "inventory_follows_orders_insert"),
    ("transactions.orders", "inventory_follows_orders_update"),
    ("transactions.orders", "monthly_sales_follow_orders_delete"),
    ("transactions.orders", "monthly_sales_follow_orders_insert"),
    ("transactions.orders", "monthly_sales_follow_orders_truncate"),
    ("transactions.orders", "monthly_sales_follow_orders_update"),
    ("transactions.orders", "order_inventory_from_listing"),
    ("transactions.orders", "platform_days_follow_orders_delete"),
    ("transactions.orders", "platform_days_follow_orders_insert"),
    ("transactions.orders", "platform_days_follow_orders_truncate"),
    ("transactions.orders", "platform_days_follow_orders_update"),
    ("transactions.transactions", "inventory_follows_transactions_delete"),
    ("transactions.transactions", "inventory_follows_transactions_insert"),
    ("transactions.transactions", "inventory_follows_transactions_update"),
    ("transactions.transactions", "monthly_sales_follow_transactions_delete"),
    ("transactions.transactions", "monthly_sales_follow_transactions_insert"),
    ("transactions.transactions", "monthly_sales_follow_transactions_truncate"),
    ("transactions.transactions", "monthly_sales_follow_transactions_update"),
    ("transactions.transactions", "platform_days_follow_transactions_delete"),
    ("transactions.transactions", "platform_days_follow_transactions_insert"),
    ("transactions.transactions", "platform_days_follow_transactions_truncate"),
    ("transactions.transactions", "platform_days_follow_transactions_update"),
}

PARTITIONED = {
    "integration.awin_price_history",
    "integration.price_history",
    "system.audit_changesets",
    "system.audit_records",
    "system.logs",
}

# Each table in the audit trail has a function and four triggers.
AUDITED = set(TABLES) - set(NOT_AUDITED)
FUNCTIONS |= {f"system.audit_{table.replace('.', '_')}" for table in AUDITED}
TRIGGERS |= {
    (table, f"audit_{operation}") for table in AUDITED for operation in ("insert", "update", "delete", "truncate")
}


def relations(kinds: str) -> set[str]:
    rows = query(f"""
        SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind = ANY (string_to_array('{kinds}', NULL)::"char"[]) AND NOT c.relispartition AND {OURS}""")
    return {name for (name,) in rows}


def test_schemas():
    rows = query("SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'")
    assert {name for (name,) in rows} == {*OUR_SCHEMAS, "public"}


def test_tables():
    assert relations("rp") == set(TABLES)


def test_public_holds_only_sizes_and_what_django_needs():
    rows = query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    django_tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    django_tables = {name for name in django_tables if not name.startswith('"')} | {"django_migrations"}
    assert {name for (name,) in rows} == {"sizes", *django_tables}


def test_every_table_and_view_has_a_model():
    assert {plain_name(model._meta.db_table) for model in our_models()} == set(TABLES)
    with_pages = set(VIEWS) - WITHOUT_MODEL
    assert {plain_name(model._meta.db_table) for model in our_models(managed=False)} == with_pages


def test_enums():
    rows = query("""
        SELECT n.nspname || '.' || t.typname, array_agg(e.enumlabel::text ORDER BY e.enumsortorder)
          FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_enum e ON e.enumtypid = t.oid
         GROUP BY 1""")
    assert dict(rows) == ENUMS


@pytest.mark.parametrize(
    ("enum", "choices"),
    [
        ("integration.source_type_enum", SourceType),
        ("integration.price_type_enum", PriceType),
        ("integration.condition_enum", Condition),
        ("products.inventory_status", InventoryStatus),
        ("platforms.sales_platform", SalesPlatform),
        ("auth.user_role", Role),
    ],
)
def test_the_code_knows_the_values_of_the_enum_in_their_order(enum, choices):
    assert value(f"SELECT enum_range(NULL::{enum})::text[]") == choices.values


def test_views_and_their_columns():
    assert relations("v") == set(VIEWS)
    for view, columns in VIEWS.items():
        rows = query("SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass ORDER BY attnum", view)
        assert [name for (name,) in rows] == columns.split()


def test_functions():
    rows = query("""
        SELECT n.nspname || '.' || p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
          LEFT JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e'
         WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND d.objid IS NULL""")
    assert {name for (name,) in rows} == FUNCTIONS


def test_triggers():
    rows = query(f"""
        SELECT n.nspname || '.' || c.relname, t.tgname FROM pg_trigger t
          JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND t.tgenabled = 'O' AND {OURS}""")
    assert set(rows) == TRIGGERS


def test_partitioned_tables():
    assert relations("p") == PARTITIONED


def test_every_schema_table_view_function_and_enum_has_a_comment():
    nameless = query(f"""
        SELECT 'schema', nspname FROM pg_namespace
         WHERE nspname = ANY (%s) AND obj_description(oid, 'pg_namespace') IS NULL
        UNION ALL
        SELECT 'relation', c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'p', 'v') AND {OURS} AND obj_description(c.oid, 'pg_class') IS NULL
        UNION ALL
        SELECT 'type', typname FROM pg_type WHERE typtype = 'e' AND obj_description(oid, 'pg_type') IS NULL
        UNION ALL
        SELECT 'function', proname FROM pg_proc
         WHERE pronamespace::regnamespace::text || '.' || proname = ANY (%s) AND obj_description(oid, 'pg_proc') IS NULL
        UNION ALL
        SELECT 'trigger', tgname FROM pg_trigger
         WHERE NOT tgisinternal AND tgparentid = 0 AND obj_description(oid, 'pg_trigger') IS NULL
        """, OUR_SCHEMAS, list(FUNCTIONS))  # fmt: skip
    assert nameless == []


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("integration.price_sources", ["source_type", "price_type", "metadata", "size_id"]),
        ("public.sizes", ["standardized_value"]),
        ("products.inventory", ["shelf_life_days", "roi_percentage"]),
        ("core.supplier_accounts", ["payment_method_token"]),
    ],
)
def test_the_columns_that_the_report_names_have_comments(table, columns):
    for column in columns:
        assert value(
            "SELECT col_description(attrelid, attnum) FROM pg_attribute WHERE attrelid = %s::regclass AND attname = %s",
            table,
            column,
        )
