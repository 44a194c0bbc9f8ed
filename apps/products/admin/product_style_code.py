from django.contrib import admin

from apps.products.admin.code_fields import StyleCodeField
from apps.products.models import ProductStyleCode
from soleflip.admin import FullAdmin


@admin.register(ProductStyleCode)
class ProductStyleCodeAdmin(FullAdmin):
    large = True
    list_display = ["code", "product", "source", "created_at"]
    search_fields = ["code", "product__name", "product__sku"]
    search_help_text = "Part of the code, or of the product's name or SKU"
    ordering = ["code"]
    related = ("product",)
    autocomplete_fields = ["product"]
    fieldsets = [(None, {"fields": ["product", "code", "source"]})]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "code":
            kwargs["form_class"] = StyleCodeField
        return super().formfield_for_dbfield(db_field, request, **kwargs)
