"""What somebody has to do something about."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from apps.accounts.default_password import users_with_seeded_password
from apps.accounts.roles import Role
from apps.analytics.figures import miscounted_sales
from apps.analytics.waiting import COUNTED, waiting
from apps.integration.figures import stale_sources
from apps.products.models.inventory_item import StockStatus
from apps.system.jobs.silence import silence
from apps.system.shortages import shortages
from soleflip.admin import Card

PAYOUT_AFTER = datetime.timedelta(14)  # platforms pay within days after the pair has arrived


class Task(NamedTuple):
    """A sentence, and the address of the page where it is done; empty for what is done on the machine."""

    sentence: str
    address: str = ""


def to_do(request) -> Card | None:
    """The tasks of this person."""
    tasks = [*_of_everybody(), *(_of_admins() if request.user.role == Role.ADMIN else ())]
    return Card("To do", "first_page/to_do.html", {"tasks": tasks}, True) if tasks else None


def _of_everybody() -> Iterator[Task]:
    sales, lots = reverse("admin:transactions_order_changelist"), reverse("admin:products_inventoryitem_changelist")
    day = (timezone.localtime() - PAYOUT_AFTER).replace(hour=0, minute=0, second=0, microsecond=0)
    number = waiting(before=day)
    if number.pairs:
        words = counted(number.pairs, "pair")
        yield Task(f"{words} sold and not sent yet.", f"{sales}?order_status__in=pending,authenticated")
    if number.payouts:
        words = counted(number.payouts, "completed sale", f"from before {day:%-d %B}")
        unpaid = {"order_status__exact": "completed", "payout_received__exact": 0, "sold_at__lt": day.isoformat()}
        yield Task(f"{words} waiting for the payout.", f"{sales}?{urlencode(unpaid)}")
    if number.errors:
        yield Task(f"{counted(number.errors, 'lot')} marked as an error.", f"{lots}?status__exact={StockStatus.ERROR}")
    if number.questions:
        words = counted(number.questions, "match question")
        yield Task(f"{words} open.", f"{reverse('admin:integration_matchquestion_changelist')}?state=open")
    for source, moment in stale_sources().items():
        yield Task(
            f"{source.label}: last imported on {timezone.localtime(moment):%-d %B %Y}; what rests on it is as old.",
            f"{reverse('admin:integration_importbatch_changelist')}?source__exact={source}",
        )


def _of_admins() -> Iterator[Task]:
    for user in users_with_seeded_password():
        yield Task(
            f"{user} still has the default password, which everybody knows: give them another one.",
            reverse("admin:auth_user_password_change", args=[user.pk]),
        )
    if miscounted_sales():
        yield Task("The monthly sales disagree with the sales: run manage.py rebuild_monthly_sales.")
    # Remembered for a minute: they change by the month, and the catalog is slower to ask than what people wait for.
    for shortage in cache.get_or_set("shortages", lambda: list(shortages(connection)), 60):
        yield Task(shortage.sentence)
    if sentence := silence():
        yield Task(sentence, reverse("admin:system_job_changelist"))


def counted(number: int, what: str, which: str = "") -> str:
    """The beginning of a sentence: 1 pair is, 2 pairs are, over 1,000 pairs are."""
    noun, verb = (what, "is") if number == 1 else (f"{what}s", "are")
    amount = f"over {COUNTED:,}" if number > COUNTED else f"{number:,}"
    return " ".join(filter(None, [f"{amount} {noun}", which, verb]))
