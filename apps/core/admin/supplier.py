from django.contrib import admin

from apps.core.models import Supplier
from soleflip.admin import FullAdmin, Neighbour


@admin.register(Supplier)
class SupplierAdmin(FullAdmin):
    list_display = ["name", "supplier_type", "status", "country", "rating", "preferred", "last_order_date"]
    list_filter = ["status", "supplier_type", "supplier_category", "preferred"]
    search_fields = ["name"]
    search_help_text = "Part of the name"
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "slug", "display_name", "status", ("supplier_type", "supplier_category")]}),
        ("Contact", {"fields": ["contact_person", ("email", "default_email"), "phone", "website"]}),
        (
            "Address",
            {
                "classes": ["collapse"],
                "fields": ["address_line1", "address_line2", ("postal_code", "city"), ("state_province", "country")],
            },
        ),
        (
            "Terms",
            {
                "fields": [
                    ("payment_terms", "credit_limit"),
                    ("discount_percent", "minimum_order_amount"),
                    "vat_rate",
                    "average_processing_days",
                    "ships_internationally",
                ]
            },
        ),
        (
            "Returns",
            {
                "fields": [
                    ("return_policy_days", "restocking_fee_percent"),
                    ("accepts_exchanges", "accepts_returns_by_mail"),
                    "return_conditions",
                    "return_policy_text",
                    "return_policy",
                ]
            },
        ),
        (
            "How good it is",
            {
                "fields": [
                    ("rating", "reliability_score", "quality_score"),
                    ("preferred", "verified", "provides_authenticity_guarantee"),
                ]
            },
        ),
        (
            "Figures",
            {"fields": [("total_orders_count", "total_order_value"), ("average_order_value", "last_order_date")]},
        ),
        ("API", {"classes": ["collapse"], "fields": ["has_api", "api_endpoint", "api_key_encrypted"]}),
        (
            "Registration",
            {"classes": ["collapse"], "fields": ["tax_id", "vat_number", "business_registration", "business_size"]},
        ),
        (
            "Story",
            {
                "classes": ["collapse"],
                "fields": [
                    ("founded_year", "founder_name"),
                    ("instagram_handle", "instagram_url"),
                    "facebook_url",
                    "twitter_handle",
                    "logo_url",
                    "supplier_story",
                    ("closure_date", "closure_reason"),
                ],
            },
        ),
        ("Notes", {"fields": ["notes", "internal_notes", "tags"]}),
    ]
    neighbours = (
        Neighbour("core.SupplierAccount", "supplier"),
        Neighbour("core.SupplierPerformance", "supplier"),
        Neighbour("core.SupplierEvent", "supplier"),
        Neighbour("core.AccountPurchase", "supplier"),
        Neighbour("products.InventoryItem", "supplier"),
        Neighbour("integration.PriceSource", "supplier"),
    )
