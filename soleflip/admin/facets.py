"""The numbers behind the choices of filters, for all filters of a list together.

A choice counts the rows that it would show, with the other filters as they are. Django asks the database once for each
filter; filters that are not in use all look at the same rows, so they share one question here.
"""

from functools import cached_property

OWN_QUESTIONS = 1  # filters in use that are counted by themselves; a list is to cost eight queries at most


def count_choices(changelist) -> None:
    """Have the filters of a list count, each once it is shown."""
    in_use = [spec for spec in changelist.filter_specs if _is_used(spec)]
    idle = [spec for spec in changelist.filter_specs if spec not in in_use]
    shared = _Shared(changelist, idle)
    for position, spec in enumerate(idle):
        spec.get_facet_queryset = lambda _, position=position: shared.counts[position]
    for spec in in_use[0 if changelist.scopes else OWN_QUESTIONS :]:
        spec.choices = lambda _, choices=spec.choices: choices(_Uncounted(changelist))


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
