"""The numbers behind the choices of filters, for all filters of a list together.

A choice counts the rows that it would show, with the other filters as they are. Django asks the database once for each
filter; filters that are not in use all look at the same rows, so they share one question here.
"""

from functools import cached_property, partial

from django.db.models import Count

from soleflip.admin.paging import COUNTED

OWN_QUESTIONS = 1  # filters in use that are counted by themselves; a list is to cost eight queries at most


def count_choices(changelist) -> None:
    """Have the filters of a list count, each once it is shown."""
    in_use = [spec for spec in changelist.filter_specs if _is_used(spec)]
    idle = [spec for spec in changelist.filter_specs if spec not in in_use]
    shared = _Shared(changelist, idle)
    for position, spec in enumerate(idle):
        spec.get_facet_queryset = lambda _, position=position: shared.counts[position]
    own = OWN_QUESTIONS if changelist.model_admin.counts_filters_in_use and not changelist.scopes else 0
    for position, spec in enumerate(in_use):
        count = _own_counts if position < own else _no_counts
        spec.choices = partial(_choices, changelist, spec, spec.choices, count)


def _choices(changelist, spec, choices, count, _changelist):
    """The choices with their numbers, or without, where there are too many rows to be counted."""
    counts = count(changelist, spec)
    if counts is None:
        return choices(_Uncounted(changelist))
    spec.get_facet_queryset = lambda _: counts
    return choices(changelist)


def _no_counts(changelist, spec) -> None:
    return None


def _own_counts(changelist, spec) -> dict[str, int] | None:
    """The numbers of a filter in use: of the rows that the list would have without it, if these can be counted."""
    rows = changelist.get_queryset(spec.request, exclude_parameters=spec.expected_parameters()).order_by()
    asked = spec.get_facet_counts(changelist.pk_attname, rows)
    counts = rows[: COUNTED + 1].aggregate(number_of_rows=Count("pk"), **asked)
    return counts if counts.pop("number_of_rows") <= COUNTED else None


def _is_used(spec) -> bool:
    return bool(getattr(spec, "used_parameters", None))


class _Shared:
    """One question for several filters."""

    def __init__(self, changelist, specs):
        self.changelist, self.specs = changelist, specs

    @cached_property
    def counts(self) -> list[dict[str, int]]:
        """The numbers of each filter, by the names that it gave them."""
        rows = self.changelist.queryset
        asked = [spec.get_facet_counts(self.changelist.pk_attname, rows) for spec in self.specs]
        named = {f"filter{n}_{name}": count for n, counts in enumerate(asked) for name, count in counts.items()}
        found = rows.order_by().aggregate(**named)
        return [{name: found[f"filter{n}_{name}"] for name in counts} for n, counts in enumerate(asked)]


class _Uncounted:
    """A list whose filters do not count."""

    add_facets = False

    def __init__(self, changelist):
        self._changelist = changelist

    def __getattr__(self, name):
        return getattr(self._changelist, name)
