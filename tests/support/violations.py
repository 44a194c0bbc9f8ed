"""How tests say that the database must refuse something."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction


@contextmanager
def violates(constraint: str) -> Iterator[None]:
    """The block must break the constraint of this name, at once or at the latest at its end (deferred keys)."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert caught.value.__cause__.diag.constraint_name == constraint


@contextmanager
def refuses(message: str) -> Iterator[None]:
    """A function or trigger of the database must raise an error that says `message`."""
    with pytest.raises(DatabaseError, match=message), transaction.atomic():
        yield
