from django.contrib import admin

from apps.core.models import Category
from soleflip.admin import FullAdmin, Neighbour


@admin.register(Category)
class CategoryAdmin(FullAdmin):
    list_display = ["name", "slug", "parent", "created_at"]
    search_fields = ["name", "slug"]
    related = ("parent",)
    autocomplete_fields = ["parent"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [(None, {"fields": ["name", "slug", "parent"]})]
    neighbours = (
        Neighbour("products.Product", "category"),
        Neighbour("core.Category", "parent", "Narrower categories"),
    )
