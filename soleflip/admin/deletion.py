"""What a deletion takes with it, counted by the database instead of loaded, and carried out by its own delete rules."""

from typing import NamedTuple

from django.db import models

from soleflip.admin.paging import COUNTED, count_in_words, counted_up_to
from soleflip.admin.references import references


class Consequences(NamedTuple):
    """What deleting some rows means for others, in words."""

    gone: list[str]
    loosened: list[str]  # rows that lose a reference
    blocking: list[str]  # what the database would refuse it for


def consequences(rows: models.QuerySet) -> Consequences:
    """What would happen to the rows that refer to these, however far away."""
    result = Consequences([], [], [])
    _follow(rows, result, seen=set())
    return result


def _follow(rows, result: Consequences, seen: set) -> None:
    for field in references(rows.model):
        if field in seen:
            continue
        model, on_delete = field.model, field.remote_field.on_delete
        dependants = model._base_manager.filter(**{f"{field.name}__in": rows})
        count = counted_up_to(dependants, COUNTED + 1)
        if not count:
            continue
        name = str(model._meta.verbose_name_plural if count > 1 else model._meta.verbose_name)
        words = f"{count_in_words(min(count, COUNTED), False)}{' and more' if count > COUNTED else ''} {name}"
        if on_delete in (models.RESTRICT, models.PROTECT):
            result.blocking.append(words)
        elif on_delete is models.CASCADE:
            result.gone.append(words)
            _follow(dependants, result, seen | {field})
        elif on_delete is models.SET_NULL:
            result.loosened.append(words)


def delete(rows: models.QuerySet) -> None:
    """Delete the rows; the foreign keys in the database do the rest. Raises IntegrityError where a rule forbids it."""
    rows._raw_delete(rows.db)
