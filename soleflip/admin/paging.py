"""Pages of a list that stay fast however long it is: counting stops at 10,000, and a page begins at a row's key."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import NamedTuple

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.db.models import F, OrderBy, Q
from django.utils.functional import cached_property

COUNTED = 10_000  # rows; what is more is estimated


class EstimatedPaginator(Paginator):
    """Counts up to 10,000 rows; beyond, `count` is what PostgreSQL's planner expects, and `is_estimate` is true."""

    @cached_property
    def count(self):
        counted = self._counted
        if counted <= COUNTED:
            return counted
        (plan,) = json.loads(self.object_list.order_by().explain(format="json"))
        return max(counted, plan["Plan"]["Plan Rows"])

    @cached_property
    def is_estimate(self) -> bool:
        """Whether there are more rows than are counted."""
        return self._counted > COUNTED

    @cached_property
    def _counted(self) -> int:
        return counted_up_to(self.object_list, COUNTED + 1)


def counted_up_to(queryset, limit: int) -> int:
    """How many rows there are, `limit` at most."""
    return queryset.order_by()[:limit].count()


def count_in_words(count: int, is_estimate: bool) -> str:
    """3,020, or about 5,030,000: an estimate is good for no more than three digits."""
    if not is_estimate:
        return f"{count:,}"
    rounded = round(count, 3 - len(str(count)))
    return f"about {rounded:,}"


class Key(NamedTuple):
    """A column that a list is ordered by. In PostgreSQL null is larger than everything, unless said otherwise."""

    field: models.Field
    descending: bool
    nulls_first: bool

    def reversed(self) -> "Key":
        return Key(self.field, not self.descending, not self.nulls_first)

    def order(self) -> OrderBy:
        column = F(self.field.attname)
        as_usual = self.nulls_first == self.descending
        if self.descending:
            return column.desc() if as_usual else column.desc(nulls_last=True)
        return column.asc() if as_usual else column.asc(nulls_first=True)

    def equal(self, value) -> Q:
        return Q(**{f"{self.field.attname}__isnull": True}) if value is None else Q(**{self.field.attname: value})

    def further(self, value) -> Q | None:
        """Beyond the value; None when nothing can be."""
        if value is None:
            return Q(**{f"{self.field.attname}__isnull": False}) if self.nulls_first else None
        beyond = Q(**{f"{self.field.attname}__{'lt' if self.descending else 'gt'}": value})
        if self.field.null and not self.nulls_first:
            beyond |= Q(**{f"{self.field.attname}__isnull": True})
        return beyond

    def not_nearer(self, value) -> Q | None:
        """The value or beyond, as one range that an index can begin at; None where there is no such range."""
        if value is None or (self.field.null and not self.nulls_first):
            return None
        return Q(**{f"{self.field.attname}__{'lte' if self.descending else 'gte'}": value})


def keys_of(queryset) -> list[Key] | None:
    """The columns that the rows are ordered by, the primary key last; None where it is not by plain columns."""
    keys = []
    for part in queryset.query.order_by:
        expression = OrderBy(F(part.lstrip("-")), descending=part.startswith("-")) if isinstance(part, str) else part
        if not isinstance(expression, OrderBy) or not isinstance(expression.expression, F):
            return None
        fields = _plain_fields(queryset.model, expression.expression.name)
        if fields is None:
            return None
        first = expression.descending if not expression.nulls_last else False
        keys += [Key(field, expression.descending, bool(expression.nulls_first or first)) for field in fields]
    known = {key.field for key in keys}
    return keys + [Key(field, True, True) for field in queryset.model._meta.pk_fields if field not in known]


def _plain_fields(model, name: str) -> list[models.Field] | None:
    if name == "pk":
        return list(model._meta.pk_fields)
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    # The name of a foreign key orders by what it leads to; its attname by the column.
    return None if field.is_relation and name != field.attname else [field]


class Place(NamedTuple):
    """A place in an ordered list: right behind a row."""

    values: list

    @classmethod
    def of(cls, row, keys: list[Key]) -> "Place":
        return cls([None if getattr(row, k.field.attname) is None else k.field.value_to_string(row) for k in keys])

    def encoded(self) -> str:
        """For an address."""
        return urlsafe_b64encode(json.dumps(self.values).encode()).decode().rstrip("=")

    @classmethod
    def decoded(cls, text: str, keys: list[Key]) -> "Place":
        """What encoded() made of the same keys. Raises ValueError for anything else."""
        try:
            values = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            if not isinstance(values, list) or len(values) != len(keys):
                raise ValueError("another order")
            if not all(value is None or _is_text(value) for value in values):
                raise ValueError("no values of ours")
            return cls([None if v is None else k.field.to_python(v) for v, k in zip(values, keys, strict=True)])
        except (ValueError, TypeError, OverflowError, RecursionError, ValidationError) as error:
            raise ValueError(f"No place in this list: {text[:80]}") from error

    def behind(self, queryset, keys: list[Key]):
        """The rows further on, in the order of the keys."""
        beyond = Q(pk__in=[])
        for key, value in reversed(list(zip(keys, self.values, strict=True))):
            further, same = key.further(value), key.equal(value)
            beyond = same & beyond if further is None else further | (same & beyond)
        if (bound := keys[0].not_nearer(self.values[0])) is not None:
            beyond = bound & beyond
        return queryset.filter(beyond).order_by(*[key.order() for key in keys])


def _is_text(value) -> bool:
    """Whether PostgreSQL could hold it."""
    return isinstance(value, str) and "\x00" not in value and bool(value.encode() or True)
