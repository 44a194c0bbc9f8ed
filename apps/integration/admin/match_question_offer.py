from django.contrib import admin

from apps.integration.models import MatchQuestionOffer
from soleflip.admin import AppendOnlyAdmin


@admin.register(MatchQuestionOffer)
class MatchQuestionOfferAdmin(AppendOnlyAdmin):
    large = True
    list_display = ["question", "awin_product"]
    search_fields = ["question__code", "awin_product__product_name", "awin_product__ean__exact"]
    search_help_text = "Part of the question's code or of the offer's name, or a whole EAN"
    ordering = ["question_id"]
    related = ("question", "awin_product")
    fieldsets = [(None, {"fields": ["question", "awin_product"]})]
