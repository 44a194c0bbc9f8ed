from django.contrib import admin
from django.db.models import Q
from django.utils import timezone

from apps.products.figures import AGES, IN_STOCK

ALL = "all"


class StockFilter(admin.SimpleListFilter):
    """The pairs that are there, by the days since their purchase."""

    title = "days in stock"
    parameter_name = "stock"

    def lookups(self, request, model_admin):
        return [(ALL, "All in stock"), *((age.name, age.title.capitalize()) for age in AGES)]

    def queryset(self, request, queryset):
        ages = {age.name: age.condition(timezone.now()) for age in AGES}
        if self.value() not in {ALL, *ages}:
            return queryset
        return queryset.filter(ages.get(self.value(), Q()), status__in=IN_STOCK, quantity__gt=0)
