"""Imports that went wrong."""

import datetime

from django.urls import reverse
from django.utils import timezone

from apps.integration.figures import imports_with_errors
from soleflip.admin import Card

DAYS, SHOWN = 30, 5


def imports() -> Card | None:
    """The imports of the last weeks that failed, or in which rows were refused."""
    batches = imports_with_errors(timezone.now() - datetime.timedelta(DAYS))
    shown = list(batches[: SHOWN + 1])
    if not shown:
        return None
    context = {"batches": shown[:SHOWN], "there_are_more": len(shown) > SHOWN, "days": DAYS}
    more = reverse("admin:integration_importbatch_changelist")
    return Card("Imports that failed", "first_page/imports.html", context, more=more)
