"""Which columns soleflip_readonly does not read, beside secrets, JSON and Django's own tables."""

PERSONAL = {
    "core.account_purchase_history": "ip_address user_agent",
    "core.supplier_accounts": """email first_name last_name address_line_1 address_line_2 city zip_code state_code
        country_code phone_number payment_provider payment_method_token payment_method_last4 payment_method_brand
        expiry_month expiry_year browser_preference""",
    "core.suppliers": """name slug display_name website city state_province payment_terms contact_person email
        default_email phone address_line1 address_line2 postal_code tax_id vat_number business_registration
        founder_name instagram_handle instagram_url facebook_url twitter_handle logo_url""",
    "integration.latest_prices": "supplier_name",
    "integration.market_prices": "supplier_name",
    "auth.users": """id email username hashed_password role is_active last_login must_change_password created_at
        updated_at""",
    "platforms.stockx_orders": "stockx_order_number tracking_number",
    "transactions.orders": """stockx_order_number external_id tracking_number buyer_destination_country
        buyer_destination_city""",
    "transactions.transactions": "external_id buyer_destination_country buyer_destination_city",
}
# Who did what, and what rows were before.
TRAIL = {
    "system.audit_changesets": """id recorded_at transaction_id user_id database_role program request_id records
        contents_hash number previous_hash hash""",
    "system.audit_heads": "month number hash",
    "system.audit_records": """id recorded_at changeset_id table_name row_id action salt values_hash erased_at hash""",
}
# What somebody types may tell of people, or hold a password.
FREE_TEXT = {
    "core.account_purchase_history": "order_reference failure_reason",
    "core.supplier_accounts": "list_name notes",
    "core.supplier_history": "event_title event_description source_url",
    "core.suppliers": """return_policy return_policy_text return_conditions api_endpoint supplier_story closure_reason
        notes internal_notes""",
    "system.alerts": "subject message",
    "system.config": "key description created_at updated_at",
    "system.jobs": "message machine",
    "system.logs": "message source_id",
    "products.inventory": "supplier notes location",
    "products.products": "description",
    "integration.awin_enrichment_jobs": "error_log",
    "integration.import_batches": "source_file error_message",
    "integration.import_records": "error_message",
    "platforms.pricing_history": "change_reason",
    "transactions.orders": "notes",
    "transactions.transactions": "notes",
}
