from django.contrib import admin

from apps.core.models import Platform
from soleflip.admin import RowAdmin


@admin.register(Platform)
class PlatformAdmin(RowAdmin):
    list_display = ["name", "slug", "is_active", "created_at"]
    list_filter = ["is_active"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name", "slug"]
