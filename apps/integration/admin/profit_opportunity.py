from django.contrib import admin

from apps.integration.models import ProfitOpportunity
from soleflip.admin import ViewAdmin, link_to


@admin.register(ProfitOpportunity)
class ProfitOpportunityAdmin(ViewAdmin):
    large = True
    list_display_links = None
    list_display = [
        "product_name",
        "brand_name",
        "retail_size",
        "retail_at",
        "retail_price_cents",
        "resale_at",
        "resale_price_cents",
        "profit_cents",
        "profit_percentage",
        "opportunity_score",
    ]
    list_filter = ["retail_source", "resale_source"]
    search_fields = ["product_name", "product_sku", "product_ean__exact"]
    search_help_text = "Part of the product's name or SKU, or a whole EAN"
    related = ("retail_price_source", "resale_price_source")

    @admin.display(description="size")
    def retail_size(self, row):
        """The size as the shop writes it."""
        return f"{row.retail_size_region} {row.retail_size_value}" if row.retail_size_value else None

    @admin.display(description="buy at")
    def retail_at(self, row):
        """The retail price, with the shop's name."""
        return link_to(row.retail_price_source, row.retail_source_name or row.get_retail_source_display())

    @admin.display(description="sell at")
    def resale_at(self, row):
        """The resale price, with the marketplace's name."""
        return link_to(row.resale_price_source, row.resale_source_name or row.get_resale_source_display())
