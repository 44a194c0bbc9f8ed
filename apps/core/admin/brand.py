from django.contrib import admin

from apps.core.models import Brand
from soleflip.admin import RowAdmin


@admin.register(Brand)
class BrandAdmin(RowAdmin):
    list_display = ["name", "slug", "created_at"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name", "slug"]
