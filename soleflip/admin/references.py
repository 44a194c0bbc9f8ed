"""The foreign keys that lead to a table: what a deletion follows, and what a merge moves."""

from collections.abc import Iterator

from django.db import models

from soleflip.postgres.marks import is_kept_by_database


def references(model: type[models.Model]) -> Iterator[models.ForeignKey]:
    """The foreign keys of tables that lead to the model; neither of views nor of what the database keeps by itself."""
    for relation in model._meta.get_fields(include_hidden=True):
        is_reference = relation.auto_created and (relation.one_to_many or relation.one_to_one)
        if is_reference and relation.related_model._meta.managed and not is_kept_by_database(relation.related_model):
            yield relation.field
