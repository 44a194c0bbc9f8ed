from django.contrib import admin

from apps.integration.models import MatchCandidate
from soleflip.admin import AppendOnlyAdmin


@admin.register(MatchCandidate)
class MatchCandidateAdmin(AppendOnlyAdmin):
    list_display = ["question", "product"]
    search_fields = ["question__code", "product__name", "product__sku"]
    search_help_text = "Part of the question's code, or of the product's name or SKU"
    ordering = ["question_id"]
    related = ("question", "product")
    fieldsets = [(None, {"fields": ["question", "product"]})]
