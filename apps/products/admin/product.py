from django.contrib import admin

from apps.products import gtin_lookup  # noqa: F401 same_gtin
from apps.products.codes import keep_codes
from apps.products.gtin import is_gtin
from apps.products.models import Product, ProductGTIN, ProductStyleCode
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
    search_fields = [
        "name",
        "sku",
        "style_code",
        "ean__exact",
        "gtin__exact",
        "style_codes__code",
        "gtins__gtin__same_gtin",
    ]
    search_help_text = "Part of the name, SKU or any style code, or a whole EAN"
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
        Neighbour("products.ProductGTIN", "product", "GTINs"),
        Neighbour("products.ProductStyleCode", "product", "Further style codes"),
        Neighbour("integration.PriceSource", "product", "Prices"),
        Neighbour("integration.PriceHistory", "price_source__product", "Price history"),
        Neighbour("platforms.StockXListing", "product", "Listings"),
        Neighbour("transactions.Order", "inventory__product", "Sales"),
        Neighbour("integration.AwinProduct", "matched_product", "Awin offers"),
        Neighbour("integration.MatchQuestion", "candidates__product", "Match questions"),
        Neighbour("pricing.PricePoint", "product", "Price points"),
        Neighbour("integration.Opportunity", "product", "Opportunities"),
    )

    def tools(self, request, row):
        """Links to add a code of this product, for those who may."""
        codes = [("Add a GTIN", ProductGTIN), ("Add a style code", ProductStyleCode)]
        pages = [(title, self.admin_site.get_model_admin(model)) for title, model in codes]
        return [
            {"title": title, "address": f"{page.address('add')}?product={row.pk}"}
            for title, page in pages
            if page.has_add_permission(request)
        ]

    def after_merge(self, kept, gone):
        """The codes of the product that went still name the one that stays: shops and boxes go on to say them."""
        keep_codes(kept, gone)

    def choice_text(self, row):
        return f"{row.name} ({row.style_code or row.sku})"
