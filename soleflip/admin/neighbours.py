"""Links from a row to the rows around it: from a product to its inventory, prices, history and sales."""

from typing import NamedTuple

from django.apps import apps
from django.contrib.admin.exceptions import NotRegistered
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst

from soleflip.admin.paging import COUNTED, count_in_words, counted_up_to


class Neighbour(NamedTuple):
    """The rows of a model that refer to a row by a path: Neighbour("transactions.Order", "inventory__product").

    `only` narrows them further, by what the list can be filtered by: (("status", "error"),).
    """

    model: str  # by name, since it may belong to a room above
    path: str
    title: str = ""
    only: tuple[tuple[str, str], ...] = ()

    @property
    def lookup(self) -> str:
        """The parameter of the list."""
        return f"{self.path}__exact"


def lookups_into(admin_site, label: str) -> set[str]:
    """The parameters with which pages of other rows link to the list of a model."""
    pages = admin_site._registry.values()
    return {n.lookup for page in pages for n in getattr(page, "neighbours", ()) if n.model == label}


class Link(NamedTuple):
    """A link with the number of rows behind it."""

    title: str
    address: str
    count: str


def links(admin_site, request, row, neighbours: list[Neighbour]) -> list[Link]:
    """The links that this person may follow."""
    result = []
    for neighbour in neighbours:
        model = apps.get_model(neighbour.model)
        try:
            model_admin = admin_site.get_model_admin(model)
        except NotRegistered:
            continue
        if not model_admin.has_view_permission(request):
            continue
        model_admin.before_reading(request)
        rows = model._base_manager.filter(**{neighbour.path: row}, **dict(neighbour.only))
        counted = counted_up_to(rows, COUNTED + 1)
        opts = model._meta
        address = reverse(f"{admin_site.name}:{opts.app_label}_{opts.model_name}_changelist")
        chosen = {neighbour.lookup: _key(model, neighbour.path, row)}
        chosen |= {f"{name}__exact": value for name, value in neighbour.only}
        result.append(
            Link(
                neighbour.title or capfirst(str(opts.verbose_name_plural)),
                f"{address}?{urlencode(chosen)}",
                count_in_words(counted, False) if counted <= COUNTED else f"over {COUNTED:,}",
            )
        )
    return result


def _key(model, path: str, row):
    """What the foreign key at the end of the path holds: mostly the primary key."""
    for step in path.split("__"):
        field = model._meta.get_field(step)
        model = field.related_model
    return getattr(row, field.target_field.attname)
