from django.contrib import admin

from apps.products import gtin_lookup  # noqa: F401 same_gtin
from apps.products.admin.code_fields import GTINField
from apps.products.models import ProductGTIN
from soleflip.admin import FullAdmin


@admin.register(ProductGTIN)
class ProductGTINAdmin(FullAdmin):
    large = True
    list_display = ["gtin", "product", "size", "source", "created_at"]
    search_fields = ["gtin__same_gtin", "product__name", "product__sku"]
    search_help_text = "A whole GTIN, or part of the product's name or SKU"
    ordering = ["product_id"]  # the codes of one product side by side, as the index has them
    related = ("product", "size")
    autocomplete_fields = ["product", "size"]
    fieldsets = [(None, {"fields": ["product", "gtin", "size", "source"]})]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "gtin":
            kwargs["form_class"] = GTINField
        return super().formfield_for_dbfield(db_field, request, **kwargs)
