from django.contrib import admin

from apps.integration.models import AwinFeedRow
from soleflip.admin import AppendOnlyAdmin


@admin.register(AwinFeedRow)
class AwinFeedRowAdmin(AppendOnlyAdmin):
    large = True
    list_display = ["awin_product_id", "digest"]
    search_fields = ["awin_product_id__exact"]
    search_help_text = "A whole Awin id"
    fieldsets = [(None, {"fields": ["awin_product_id", "digest"]})]
