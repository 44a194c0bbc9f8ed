from django.contrib import admin

from apps.products.models import InventoryItem
from soleflip.admin import FullAdmin, Neighbour


@admin.register(InventoryItem)
class InventoryItemAdmin(FullAdmin):
    large = True
    list_display = [
        "product",
        "size",
        "quantity",
        "status",
        "where_listed",
        "location",
        "purchase_price",
        "shelf_life_days",
        "roi_percentage",
        "created_at",
    ]
    list_filter = ["status", "detailed_status"]
    search_fields = ["product__name", "product__sku", "product__style_code", "product__ean__exact"]
    search_help_text = "Part of the product's name, SKU or style code, or a whole EAN"
    date_hierarchy = "created_at"
    ordering = ["-created_at"]
    related = ("product", "size", "supplier")
    autocomplete_fields = ["product", "size", "supplier"]
    help_texts = {"legacy_supplier": "As text, from older records; the supplier beside it is newer."}
    computed = ("shelf_life_days", "roi_percentage", "profit_per_shelf_day")
    fieldsets = [
        (None, {"fields": ["product", "size", "quantity"]}),
        ("Where it is", {"fields": [("status", "detailed_status"), "location", "delivery_date"]}),
        ("Where it is listed", {"fields": [("listed_stockx", "listed_alias", "listed_local")]}),
        (
            "Purchase",
            {
                "fields": [
                    ("supplier", "legacy_supplier"),
                    "purchase_date",
                    ("purchase_price", "gross_purchase_price"),
                    ("vat_rate", "vat_amount"),
                ]
            },
        ),
        ("Figures", {"fields": [("shelf_life_days", "profit_per_shelf_day", "roi_percentage")]}),
        ("Notes", {"fields": ["notes", "external_ids"]}),
    ]
    neighbours = (
        Neighbour("platforms.StockXListing", "inventory", "Listings"),
        Neighbour("transactions.Order", "inventory", "Sales"),
        Neighbour("analytics.MarketplaceData", "inventory_item", "Marketplaces"),
        Neighbour("pricing.PricePoint", "inventory_item", "Price points"),
        Neighbour("transactions.LegacyTransaction", "inventory", "Legacy sales"),
    )

    @admin.display(description="listed on")
    def where_listed(self, row):
        """The marketplaces that the lot is offered on."""
        places = {"StockX": row.listed_stockx, "Alias": row.listed_alias, "local": row.listed_local}
        return ", ".join(name for name, listed in places.items() if listed) or None

    def choice_text(self, row):
        return f"{row} ({row.get_status_display()}{', ' + row.location if row.location else ''})"

    def tools(self, request, row):
        return [{"title": "Product", "address": self.product_address(row)}]

    def product_address(self, row) -> str:
        """The page of the lot's product."""
        return self.admin_site.get_model_admin(type(row.product)).address("change", row.product_id)
