"""Filters of match questions, and of offers by how they are matched."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q

from apps.integration.matching.answers import OPEN
from apps.integration.models import MatchQuestion, MatchQuestionOffer


class AnswerFilter(admin.SimpleListFilter):
    """Open questions, and those that were answered."""

    title = "answer"
    parameter_name = "state"
    conditions = {"open": OPEN, "product": Q(answer__isnull=False), "none": Q(is_none=True)}

    def lookups(self, request, model_admin):
        return [("open", "Open"), ("product", "A product"), ("none", "None of these")]

    def queryset(self, request, queryset):
        return queryset.filter(self.conditions.get(self.value(), Q()))


class MakerFilter(admin.RelatedOnlyFieldListFilter):
    """The makers that questions are about."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.title = "maker"


class MatchFilter(admin.SimpleListFilter):
    """Offers by whether it is known which product they are."""

    title = "match"
    parameter_name = "match"

    def lookups(self, request, model_admin):
        return [("yes", "Matched"), ("question", "In question"), ("no", "Not matched")]

    def queryset(self, request, queryset):
        open_questions = MatchQuestion.objects.filter(OPEN, pk=OuterRef("question"))
        asked = MatchQuestionOffer.objects.filter(Exists(open_questions), awin_product=OuterRef("pk"))
        unmatched = Q(matched_product=None)
        conditions = {"yes": ~unmatched, "question": unmatched & Exists(asked), "no": unmatched & ~Exists(asked)}
        return queryset.filter(conditions.get(self.value(), Q()))
