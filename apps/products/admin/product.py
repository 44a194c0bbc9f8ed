from django.contrib import admin

from apps.products.gtin import is_gtin
from apps.products.models import Product
from soleflip.admin import FullAdmin, Neighbour
from soleflip.admin.forms import RowForm
from soleflip.admin.merge_pages import MergePages


class ProductForm(RowForm):
    def clean(self):
        cleaned = super().clean()
        for name in ("ean", "gtin"):
            code = self.cleaned_data.get(name)
            if code and name in self.changed_data and not is_gtin(code):
                self.add_error(
                    name, "Its check digit or its length is wrong: 8, 12, 13 or 14 digits, as under the bars."
                )
        return cleaned


@admin.register(Product)
class ProductAdmin(MergePages, FullAdmin):
    form = ProductForm
    large = True
    list_display = ["name", "style_code", "brand", "retail_price", "lowest_ask", "highest_bid", "last_enriched_at"]
    list_filter = ["category"]
    search_fields = ["name", "sku", "style_code", "ean__exact", "gtin__exact"]
    search_help_text = "Part of the name, SKU or style code, or a whole EAN"
    ordering = ["name"]
    related = ("brand", "category")
    autocomplete_fields = ["brand", "category"]
    fieldsets = [
        (None, {"fields": ["name", ("sku", "style_code"), ("brand", "category"), "description"]}),
        ("Codes", {"fields": [("ean", "gtin"), "stockx_product_id"]}),
        ("Release", {"fields": [("release_date", "retail_price")]}),
        (
            "Market",
            {
                "fields": [
                    ("lowest_ask", "highest_bid", "avg_resale_price"),
                    ("recommended_sell_faster", "recommended_earn_more"),
                    "last_enriched_at",
                ]
            },
        ),
        ("As StockX answered", {"classes": ["collapse"], "fields": ["enrichment_data"]}),
    ]
    neighbours = (
        Neighbour("products.InventoryItem", "product", "Inventory"),
        Neighbour("integration.PriceSource", "product", "Prices"),
        Neighbour("integration.PriceHistory", "price_source__product", "Price history"),
        Neighbour("platforms.StockXListing", "product", "Listings"),
        Neighbour("transactions.Order", "inventory__product", "Sales"),
        Neighbour("integration.AwinProduct", "matched_product", "Awin offers"),
        Neighbour("pricing.PricePoint", "product", "Price points"),
        Neighbour("integration.ProfitOpportunity", "product", "Opportunities"),
    )

    def choice_text(self, row):
        return f"{row.name} ({row.style_code or row.sku})"
