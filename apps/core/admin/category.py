from django.contrib import admin

from apps.core.models import Category
from soleflip.admin import RowAdmin


@admin.register(Category)
class CategoryAdmin(RowAdmin):
    autocomplete_fields = ["parent"]
    list_display = ["name", "slug", "parent", "created_at"]
    list_select_related = ["parent"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name", "slug"]
