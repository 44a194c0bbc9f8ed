from django import forms
from django.contrib import admin

from apps.products import gtin_lookup  # noqa: F401 same_gtin
from apps.products.admin.size_words import split_size
from apps.products.admin.stock_filter import StockFilter
from apps.products.figures import days_on_the_shelf
from apps.products.models import InventoryItem
from apps.products.models.inventory_item import StockStatus
from soleflip.admin import FullAdmin, Neighbour
from soleflip.admin.formats import with_unit
from soleflip.admin.forms import RowForm
from soleflip.columns import Unit


class InventoryItemForm(RowForm):
    def clean_status(self):
        """Sold and not sold are made by actions, which keep the sales in step."""
        before, after = self.initial.get("status"), self.cleaned_data["status"]
        if before != after and before == StockStatus.SOLD:
            raise forms.ValidationError(
                "This lot is sold: mark it returned in the list of inventory, which cancels its sale."
            )
        if before != after and after == StockStatus.SOLD:
            raise forms.ValidationError("Mark it sold in the list of inventory, which asks for the sale.")
        return after

    def clean(self):
        cleaned = super().clean()
        net, gross = cleaned.get("purchase_price"), cleaned.get("gross_purchase_price")
        if net is not None and gross is not None:
            if gross < net:
                self.add_error("gross_purchase_price", "With VAT it cannot be less than without.")
            elif cleaned.get("vat_amount") is None:
                cleaned["vat_amount"], self.filled = gross - net, ("vat_amount",)
        return cleaned


@admin.register(InventoryItem)
class InventoryItemAdmin(FullAdmin):
    form = InventoryItemForm
    large = True
    list_display = [
        "product",
        "size",
        "quantity",
        "status",
        "on_the_shelf",
        "purchase_price",
        "where_listed",
        "location",
        "roi_percentage",
        "purchase_date",
    ]
    list_filter = [StockFilter, "status", "detailed_status", "listed_stockx", "listed_alias"]
    search_fields = [
        "product__name",
        "product__sku",
        "product__style_code",
        "product__ean__exact",
        "product__style_codes__code",
        "product__gtins__gtin__same_gtin",
        "location__exact",
        "supplier__name",
    ]
    search_help_text = "Product, SKU, style code, supplier, a size such as EU 42.5, or a whole EAN or location"
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

    @admin.display(description="days on the shelf")
    def on_the_shelf(self, row):
        """Days since the purchase, or from purchase to sale: the column in the database stands still while unsold."""
        days = days_on_the_shelf(row)
        return None if days is None else with_unit(days, Unit.DAYS)

    @admin.display(description="listed on")
    def where_listed(self, row):
        """The marketplaces that the lot is offered on."""
        places = {"StockX": row.listed_stockx, "Alias": row.listed_alias, "local": row.listed_local}
        return ", ".join(name for name, listed in places.items() if listed) or None

    def get_search_results(self, request, queryset, search_term):
        rest, size = split_size(search_term)
        if size:
            queryset = queryset.filter(**{f"size__{name}": value for name, value in size.items()})
        return super().get_search_results(request, queryset, rest)

    def choice_text(self, row):
        return f"{row} ({row.get_status_display()}{', ' + row.location if row.location else ''})"

    def tools(self, request, row):
        return [{"title": "Product", "address": self.product_address(row)}]

    def product_address(self, row) -> str:
        """The page of the lot's product."""
        return self.admin_site.get_model_admin(type(row.product)).address("change", row.product_id)
