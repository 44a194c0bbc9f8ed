"""Addresses of pages of rows: a list has hundreds of them, and Django works each out from the beginning."""

from functools import lru_cache
from uuid import UUID

from django.contrib.admin.utils import quote
from django.db import models
from django.urls import get_resolver, get_script_prefix, get_urlconf, reverse

KEY = "00000000-0000-0000-0000-000000000000"  # stands for the one of a row


def address_of(row: models.Model) -> str:
    """The address of the page of a row."""
    return page_of(type(row), row.pk)


def page_of(model: type[models.Model], key) -> str:
    """The address of the page of the row with a key."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    return address(name, key if isinstance(key, UUID) else quote(key))


def address(name: str, *keys) -> str:
    """The address of a page by its name, as reverse() says it, which is asked once for all keys that are UUIDs."""
    if not all(isinstance(key, UUID) for key in keys):  # others may have letters that an address writes otherwise
        return reverse(name, args=keys)
    return _form(name, len(keys), get_resolver(get_urlconf()), get_script_prefix()).format(*keys)


@lru_cache(maxsize=256)
def _form(name: str, keys: int, resolver, prefix: str) -> str:
    """The address with {} for each key; `resolver` and `prefix` are what reverse() goes by."""
    made = reverse(name, args=[KEY] * keys)
    return made.replace("{", "{{").replace("}", "}}").replace(KEY, "{}")
