from django.contrib import admin

from apps.core.models import Category


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):
    autocomplete_fields = ["parent"]
    list_display = ["name", "slug", "parent", "created_at"]
    list_select_related = ["parent"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["created_at", "updated_at"]
    search_fields = ["name", "slug"]
