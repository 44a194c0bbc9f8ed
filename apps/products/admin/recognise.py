from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction

from apps.products.models import Product
from apps.products.recognising import recognise
from soleflip.admin import action_on


@action_on("products.Product", "Recognise brand and category of the chosen products")
def recognise_products(model_admin, request, queryset):
    """Fill the brands and categories that the names give, and say how many; what somebody has set stays."""
    chosen = Product.objects.filter(pk__in=list(queryset.order_by("pk").values_list("pk", flat=True)))
    with transaction.atomic():
        done = recognise(chosen)
        changed = Product.objects.filter(pk__in=done.changed)
        LogEntry.objects.log_actions(request.user.pk, changed, CHANGE, "Brand and category by its name.")
    for sentence in done.skipped:
        model_admin.message_user(request, sentence, messages.WARNING)
    model_admin.message_user(request, _sentence(done), messages.SUCCESS)


def _sentence(done) -> str:
    brands, categories = done.brands.total(), done.categories.total()
    return (
        f"Recognised {brands:,} {'brand' if brands == 1 else 'brands'} and {categories:,} "
        f"{'category' if categories == 1 else 'categories'}. "
        f"Names that do not say it: the brand of {done.without_brand:,}, the category of {done.in_other:,}."
    )
