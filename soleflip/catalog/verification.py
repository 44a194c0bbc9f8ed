"""One look at a live database: everything that is not as the migrations make it."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from soleflip.catalog.differences import THERE, Difference, differences, strangers
from soleflip.catalog.entry import Entry
from soleflip.catalog.expectation import Expectation
from soleflip.catalog.reader import read_catalog
from soleflip.catalog.seed import SeedRow, found_rows
from soleflip.postgres.executor import MigrationExecutor

MIGRATION, SEED_ROW = "migration", "seed row"


@dataclass
class Verification:
    """What was seen.

    expected     how many objects there should be, by kind
    differences  what is not as expected
    strangers    schemas and the like that are not ours: not looked into
    """

    expected: Counter[str]
    differences: list[Difference]
    strangers: list[Entry]


def verify(
    connection: BaseDatabaseWrapper,
    expectation: Expectation,
    stand_ins: dict[str, str],
    progress: Callable[[str], None] = lambda step: None,
) -> Verification:
    """Hold the database against the expectation. Writes nothing.

    stand_ins: by table, the SQL condition for rows that do as well as a seeded one.
    """
    executor = MigrationExecutor(connection)
    live = read_catalog(connection, expectation.schemas, progress)
    progress("seed rows")
    return Verification(
        expected=Counter({MIGRATION: len(executor.loader.graph.nodes)}) + expectation.counts(),
        differences=[
            *migration_differences(executor),
            *differences(expectation, live),
            *seed_differences(connection, [row for row in expectation.seed if ("table", row.table) in live], stand_ins),
        ],
        strangers=strangers(expectation, live),
    )


def migration_differences(executor: MigrationExecutor) -> Iterator[Difference]:
    """Migrations that were not applied here, and applied ones that the project does not have."""
    for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Difference(MIGRATION, str(migration), None, THERE, None)
    for app, name in sorted(set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)):
        yield Difference(MIGRATION, f"{app}.{name}", None, None, THERE)


def seed_differences(
    connection: BaseDatabaseWrapper, seed: list[SeedRow], stand_ins: dict[str, str]
) -> Iterator[Difference]:
    """Seeded rows that are not there, nor any that stands in for them."""
    for table, rows in groupby(seed, key=lambda row: row.table):
        rows = list(rows)
        try:
            with transaction.atomic(using=connection.alias):
                found = found_rows(connection, table, rows)
                if len(found) < len(rows) and table in stand_ins and _has(connection, table, stand_ins[table]):
                    continue
        except DatabaseError as error:
            reason = str(error).splitlines()[0]
            yield Difference(SEED_ROW, f"all of {table}", "state", f"{len(rows)} rows", f"not to be read: {reason}")
            continue
        for row in rows:
            if row not in found:
                yield Difference(SEED_ROW, row.name, None, THERE, None)


def _has(connection: BaseDatabaseWrapper, table: str, condition: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT FROM {table} WHERE {condition})")  # noqa: S608 from the settings
        return cursor.fetchone()[0]
