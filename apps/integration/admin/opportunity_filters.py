"""What the list of opportunities can be narrowed to. The choices of all these filters cost one look at the best."""

import datetime
from collections import Counter
from decimal import Decimal, InvalidOperation

from django.contrib import admin
from django.db.models import Count, Q
from django.utils import timezone

from apps.products.size_charts.numbers import written

MOST = 30  # choices of a filter: those that occur most; others are found by searching
BEST = 1_000  # opportunities, the highest, among which they are looked for: 200,000 cost a second
COLUMNS = ("brand_name", "standardized_size", "retail_source_name", "currency")
MISSING = "-"


class _Filter(admin.SimpleListFilter):
    """As Django's, but a choice counts by a condition on the row, not by a subquery for each choice."""

    def condition(self, value: str) -> Q | None:
        """The rows of a choice; None: no row can be of it."""
        raise NotImplementedError

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        condition = self.condition(self.value())
        return queryset.none() if condition is None else queryset.filter(condition)

    def get_facet_counts(self, pk_attname, filtered_qs):
        conditions = [self.condition(str(value)) for value, _ in self.lookup_choices]
        return {f"{n}__c": Count("product", filter=condition) for n, condition in enumerate(conditions)}


class _OccurringFilter(_Filter):
    """The values of a column that occur."""

    column = ""
    missing = "Not known"

    def lookups(self, request, model_admin):
        counts = _occurring(request, model_admin)[self.column]
        frequent = [value for value, _ in counts.most_common(MOST)]
        values = sorted((value for value in frequent if value is not None), key=self.order)
        values += [None] if None in frequent else []
        return [(MISSING if value is None else str(value), self.words(value)) for value in values]

    def has_output(self):
        return len(self.lookup_choices) > 1 or self.value() is not None

    def condition(self, value):
        if value == MISSING:
            return Q(**{f"{self.column}__isnull": True})
        return None if "\x00" in value else Q(**{self.column: value})

    def words(self, value) -> str:
        """The choice for people."""
        return self.missing if value is None else str(value)

    def order(self, value):
        """By what the choices are sorted."""
        return value.casefold()


class SeenFilter(_Filter):
    """By the age of the resale price: one that nobody has looked at for weeks may be gone."""

    title, parameter_name = "resale price seen", "seen"

    def lookups(self, request, model_admin):
        return [(str(days), f"in the last {days} days") for days in (7, 30)]

    def condition(self, value):
        if value not in {str(days) for days, _ in self.lookup_choices}:
            return None
        return Q(resale_price_source__last_updated__gte=timezone.now() - datetime.timedelta(days=int(value)))


class BrandFilter(_OccurringFilter):
    title, parameter_name, column = "brand", "brand", "brand_name"


class ShopFilter(_OccurringFilter):
    title, parameter_name, column = "buy at", "shop", "retail_source_name"


class CurrencyFilter(_OccurringFilter):
    title, parameter_name, column = "currency", "money", "currency"


class SizeFilter(_OccurringFilter):
    title, parameter_name, column = "EU size", "eu_size", "standardized_size"
    missing = "No EU size"

    def condition(self, value):
        if value == MISSING:
            return super().condition(value)
        size = _number(value)
        return None if size is None else Q(standardized_size=size)

    def words(self, value):
        return self.missing if value is None else written(value)

    def order(self, value):
        return value


class NetProfitFilter(_Filter):
    """Opportunities that leave so much after fees. The address takes other amounts too: ?net_from=35."""

    title, parameter_name = "net profit", "net_from"
    STEPS = ("0.01", "10", "20", "50", "100")  # EUR

    def lookups(self, request, model_admin):
        asked = _number(self.value() or "")
        others = () if asked is None or self.value() in self.STEPS else (self.value(),)
        return [(step, self.words(step)) for step in sorted((*self.STEPS, *others), key=Decimal)]

    def words(self, step: str) -> str:
        """The choice for people."""
        return "Any profit" if step == self.STEPS[0] else f"{step} EUR or more"

    def condition(self, value):
        amount = _number(value)
        return Q() if amount is None else Q(net_profit_eur__gte=amount)


def _occurring(request, model_admin) -> dict[str, Counter]:
    """How many of the best opportunities there are of each value of each column, asked for once a page."""
    found = getattr(request, "occurring", None)
    if found is None:
        rows = list(model_admin.model.objects.values_list(*COLUMNS)[:BEST])
        columns = zip(*rows, strict=True) if rows else [()] * len(COLUMNS)
        found = request.occurring = {name: Counter(values) for name, values in zip(COLUMNS, columns, strict=True)}
    return found


def _number(text: str) -> Decimal | None:
    """An amount or a size of an address, where the database can compare it."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < 10**9 and len(text) < 20 else None
