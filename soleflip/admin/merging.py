"""Two rows become one: all references move to the row that is kept, in one transaction, and the other one goes.

Where both rows have a dependant that may exist only once (a price of one offer, a size label of one chart), those
two are merged in the same way, and what was written last holds. What the kept row does not know, it takes over.
"""

from typing import NamedTuple

from django.db import models, transaction
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from soleflip.admin.deletion import delete
from soleflip.admin.references import references


class Move(NamedTuple):
    """What happens to the rows of one table that refer to the row that goes."""

    title: str
    moved: int
    merged: int  # of them: those that the kept row has already


class Merge:
    """Merges `gone` into `kept`, two rows of one model."""

    def __init__(self, kept: models.Model, gone: models.Model):
        if kept.pk == gone.pk or type(kept) is not type(gone):
            raise ValueError("Only two different rows of one table can be merged.")
        self.kept, self.gone = kept, gone

    def preview(self) -> list[Move]:
        """What would move, by table; counted now."""
        moves = []
        for field in references(type(self.gone)):
            model = field.model
            count = model._base_manager.filter(**{field.name: self.gone}).count()
            if count:
                twins = len(_twins(field, self.kept, self.gone))
                moves.append(Move(str(model._meta.verbose_name_plural), count, twins))
        return moves

    def filled(self) -> dict[str, object]:
        """What the kept row takes over because it does not know it: column and value."""
        return _unknown_to(self.kept, self.gone)

    def run(self) -> None:
        """Do it. Raises the model's DoesNotExist when one of the rows is gone already."""
        with transaction.atomic():
            _absorb(self.kept, self.gone)


def _absorb(kept: models.Model, gone: models.Model, *, twins: bool = False) -> None:
    kept, gone = _locked(kept, gone)
    for field in references(type(kept)):
        for twin_of_gone, twin_of_kept in _twins(field, kept, gone):
            _absorb(twin_of_kept, twin_of_gone, twins=True)
        moved = {field.attname: getattr(kept, field.target_field.attname), **_written_now(field.model)}
        field.model._base_manager.filter(**{field.name: gone}).update(**moved)
    taken_over = _facts_of(gone) if twins and _is_newer(gone, kept) else _unknown_to(kept, gone)
    delete(type(gone)._base_manager.filter(pk=gone.pk))
    if taken_over:
        type(kept)._base_manager.filter(pk=kept.pk).update(**{**taken_over, **_written_now(type(kept))})


def _locked(kept, gone) -> tuple[models.Model, models.Model]:
    """Both rows as they are now, locked in one order: whoever writes them or refers to them meanwhile has to wait."""
    model = type(kept)
    rows = model._base_manager.select_for_update().filter(pk__in=[kept.pk, gone.pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    if len(found) < 2:
        raise model.DoesNotExist(f"One of the two {model._meta.verbose_name_plural} is gone already.")
    return found[kept.pk], found[gone.pk]


def _is_newer(one, other) -> bool:
    """Of two rows that say the same thing twice, the one that was written last is right."""
    return hasattr(one, "updated_at") and one.updated_at > other.updated_at


def _facts_of(row) -> dict[str, object]:
    """What a row knows, without its key, its dates and what it belongs to."""
    columns = (f for f in row._meta.concrete_fields if not f.primary_key and not f.is_relation)
    values = {f.attname: getattr(row, f.attname) for f in columns if f.name not in ("created_at", "updated_at")}
    return {name: value for name, value in values.items() if value not in (None, "")}


def _written_now(model) -> dict[str, object]:
    return {"updated_at": timezone.now()} if any(f.name == "updated_at" for f in model._meta.concrete_fields) else {}


def _unknown_to(kept, gone) -> dict[str, object]:
    """The columns that only `gone` knows; none that would have `kept` point at itself."""
    values = {}
    for field in kept._meta.concrete_fields:
        mine, other = getattr(kept, field.attname), getattr(gone, field.attname)
        points_at_itself = field.is_relation and other == kept.pk
        if mine in (None, "") and other not in (None, "") and not points_at_itself:
            values[field.attname] = other
    return values


def _twins(field: models.ForeignKey, kept, gone) -> list[tuple[models.Model, models.Model]]:
    """The dependants of `gone` that `kept` has too, each with that one, by the unique constraints of their table."""
    model, pairs = field.model, {}
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and field.name in constraint.fields:
            for row in _duplicates(field, constraint, kept, gone):
                pairs.setdefault(row.pk, (row, row.twin))
    twins = model._base_manager.in_bulk([twin for _, twin in pairs.values()])
    return [(row, twins[twin]) for row, twin in pairs.values()]


def _duplicates(field, constraint: models.UniqueConstraint, kept, gone) -> models.QuerySet:
    others = [name for name in constraint.fields if name != field.name]
    null_is_a_value = constraint.nulls_distinct is False
    rows = field.model._base_manager.filter(constraint.condition or models.Q())
    same = rows.filter(**{field.name: kept})
    for name in others:
        if null_is_a_value:
            same = same.alias(**{f"own_{name}": _text(name)}).filter(**{f"own_{name}": _text(OuterRef(name))})
        else:
            same = same.filter(**{name: OuterRef(name)})
    found = rows.filter(**{field.name: gone}).annotate(twin=Subquery(same.values("pk")[:1]))
    return found.filter(twin__isnull=False)


def _text(expression):
    """The column as text, with a word for null that no value is."""
    return Coalesce(Cast(expression, models.TextField()), Value("\x01"), output_field=models.TextField())
