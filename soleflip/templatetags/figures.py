"""Numbers in templates as people read them, and addresses of rows."""

from decimal import Decimal

from django import template
from django.contrib.admin.utils import quote
from django.db import models
from django.urls import reverse

from soleflip.admin import formats

register = template.Library()


@register.filter
def whole(number: int) -> str:
    """A count: 1,234."""
    return f"{number:,}"


@register.filter
def money(amount: Decimal, currency: str) -> str:
    """An amount: 1,234.50 EUR."""
    return _unbroken(formats.money(amount, currency))


@register.filter
def cents(amount: int, currency: str) -> str:
    """An amount in cents: 1,234.50 EUR."""
    return _unbroken(formats.money(Decimal(amount) / 100, currency))


@register.filter
def web(address: str | None) -> str:
    """An address of the web, nothing for any other: a feed may write what it likes."""
    return address if (address or "").startswith(("https://", "http://")) else ""


@register.filter
def page(row: models.Model) -> str:
    """The address of the page of a row."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[quote(row.pk)])


def _unbroken(text: str) -> str:
    return text.replace(" ", "\N{NO-BREAK SPACE}")
