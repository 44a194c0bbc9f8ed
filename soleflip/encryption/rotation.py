"""Encrypts values anew by the newest key, so that older ones can be taken away."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from soleflip.encryption.columns import EncryptedColumn, encrypted_columns
from soleflip.postgres.fields.encrypted import keyring

AT_ONCE = 500  # values that are read, or whose rows are locked, at a time
MOST_PASSES = 5  # for rows that somebody else was changing
SECONDS_BETWEEN_PASSES = 1

PAGE = """
SELECT {primary_key}, {column} FROM {table}
 WHERE {column} IS NOT NULL AND (%(after)s::text IS NULL OR {primary_key} > %(after)s)
 ORDER BY {primary_key} LIMIT %(limit)s"""
# A row that somebody else is changing is passed over: it may get a value of the newest key, or comes again.
LOCKED = f"{PAGE} FOR NO KEY UPDATE SKIP LOCKED"
# Only the column: updated_at stays, since nobody changed what the row says. The row is locked; that the value is still
# the one that was read is asked nevertheless, so that nothing that was written meanwhile can ever be lost.
REPLACE = "UPDATE {table} SET {column} = %s WHERE {primary_key} = %s AND {column} = %s"


@dataclass
class Census:
    """How many values there are by each key: 1 is the newest. `lost`, as (column, row), no key reads."""

    by_key: Counter[int] = field(default_factory=Counter)
    lost: list[tuple[EncryptedColumn, str]] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.by_key.total() + len(self.lost)

    @property
    def older(self) -> int:
        """Values that an older key alone reads."""
        return self.by_key.total() - self.by_key[1]


def census(connection: BaseDatabaseWrapper, on_progress: Callable[[int], None] = lambda seen: None) -> Census:
    """Look at all values, changing none."""
    keyring()  # in one sentence what is wrong with the keys
    fernets = [Fernet(key) for key in settings.FIELD_ENCRYPTION_KEYS]
    found = Census()
    for column in encrypted_columns():
        for rows in _pages(connection, column, PAGE):
            for row, value in rows:
                if position := _reader(fernets, value):
                    found.by_key[position] += 1
                else:
                    found.lost.append((column, str(row)))
            on_progress(found.total)
    return found


def rotate(connection: BaseDatabaseWrapper, on_progress: Callable[[int], None] = lambda done: None) -> int:
    """Encrypt by the newest key whatever an older one reads; return how many values that were.

    Each batch is a transaction of its own, and what is done is known by being readable with the newest key: after a
    run that broke off, the next one goes on.
    """
    rotated, passes = 0, 0
    while True:
        for column in encrypted_columns():
            for number in _rotated_batches(connection, column):
                rotated += number
                on_progress(rotated)
        passes += 1
        if passes == MOST_PASSES or not census(connection).older:
            return rotated
        time.sleep(SECONDS_BETWEEN_PASSES)


def _rotated_batches(connection: BaseDatabaseWrapper, column: EncryptedColumn) -> Iterator[int]:
    """Rotate a column, and tell after each committed batch how many values it had."""
    keys, newest = keyring(), Fernet(settings.FIELD_ENCRYPTION_KEYS[0])
    after, more = None, True
    while more:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            rows = _page(cursor, column, LOCKED, after)
            changes = [(new, row, old) for row, old in rows if (new := _anew(keys, newest, old))]
            cursor.executemany(column.filled_in(REPLACE), changes)
        # Rows that were passed over make a page shorter than asked for.
        more, after = bool(rows), rows[-1][0] if rows else None
        yield len(changes)


def _pages(connection: BaseDatabaseWrapper, column: EncryptedColumn, template: str) -> Iterator[list[tuple]]:
    after = None
    while True:
        with connection.cursor() as cursor:
            rows = _page(cursor, column, template, after)
        if not rows:
            return
        yield rows
        after = rows[-1][0]


def _page(cursor, column: EncryptedColumn, template: str, after) -> list[tuple]:
    cursor.execute(column.filled_in(template), {"after": after, "limit": AT_ONCE})
    return cursor.fetchall()


def _reader(fernets: list[Fernet], value: str) -> int | None:
    """The position of the key that reads the value, counted from 1; None if none does."""
    for position, fernet in enumerate(fernets, start=1):
        if _decrypts(fernet, value):
            return position
    return None


def _anew(keys: MultiFernet, newest: Fernet, value: str) -> str | None:
    """The value encrypted by the newest key; None if it is already, or if no key reads it."""
    if _decrypts(newest, value):
        return None
    try:
        return keys.rotate(value.encode()).decode()
    except InvalidToken:
        return None


def _decrypts(fernet: Fernet, value: str) -> bool:
    try:
        fernet.decrypt(value.encode())
    except InvalidToken:
        return False
    return True
