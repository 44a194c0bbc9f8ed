"""Numbers in templates as people read them, and addresses of rows."""

from decimal import Decimal

from django import template
from django.db import models

from soleflip.admin import address_of, formats
from soleflip.columns import Unit

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
    return _unbroken(formats.with_unit(amount, Unit.CENTS, currency))


@register.filter
def web(address: str | None) -> str:
    """An address of the web, nothing for any other: a feed may write what it likes."""
    return address if formats.is_web(address) else ""


@register.filter
def page(row: models.Model) -> str:
    """The address of the page of a row."""
    return address_of(row)


def _unbroken(text: str) -> str:
    return text.replace(" ", "\N{NO-BREAK SPACE}")
