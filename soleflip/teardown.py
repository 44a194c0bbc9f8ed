"""Takes everything that the migrations made out of a database, and nothing else."""

from collections.abc import Callable

from django.apps import apps
from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration

from soleflip.catalog.entry import Catalog, Entry
from soleflip.catalog.expectation import MIGRATIONS, Expectation
from soleflip.catalog.months import split_months
from soleflip.catalog.reader import read_catalog
from soleflip.catalog.seed import count_others
from soleflip.postgres.errors import one_line
from soleflip.postgres.executor import MigrationExecutor
from soleflip.postgres.marks import is_kept_by_database
from soleflip.postgres.names import plain_name

# What Django writes by itself, and makes again.
BOOKKEEPING = {MIGRATIONS, "public.django_content_type", "public.auth_permission", "public.django_session"}
# The schema is PostgreSQL's own; an extension that was there before stays.
KEPT = {("schema", "public"), ("extension", "pg_trgm"), ("extension", "plpgsql")}
COUNTED_AT_MOST = 10_000


class CannotTakeDown(Exception):
    """Something is in the way. Nothing was changed; the text says what it is."""


def rows_beyond_seed(
    connection: BaseDatabaseWrapper, expectation: Expectation, *, lock: bool = False
) -> dict[str, int]:
    """How many rows each table holds that no migration put there; no table is counted further than COUNTED_AT_MOST.

    What the database keeps by itself of other rows is not counted: it is there as soon as somebody opens a page.

    lock: until the end of the transaction nobody else reads or writes the tables. Raises DatabaseError if a table
    cannot be read in full.
    """
    counts = {}
    tables = _tables_with_data(connection, expectation)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SET LOCAL row_security = off")  # an error instead of rows that one does not see
        if lock and tables:
            cursor.execute(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE")
        for table in tables:
            seed = [row for row in expectation.seed if row.table == table]
            counts[table] = count_others(connection, table, seed, at_most=COUNTED_AT_MOST)
    return {table: count for table, count in counts.items() if count}


def _tables_with_data(connection: BaseDatabaseWrapper, expectation: Expectation) -> list[str]:
    live = read_catalog(connection, expectation.schemas)
    ours = [name for kind, name in expectation.catalog if kind == "table" and (kind, name) in live]
    kept = {plain_name(model._meta.db_table) for model in apps.get_models() if is_kept_by_database(model)}
    return [table for table in ours if table not in BOOKKEEPING | kept]


def take_down(
    connection: BaseDatabaseWrapper,
    expectation: Expectation,
    *,
    discard_data: bool = False,
    progress: Callable[..., None] | None = None,
) -> int:
    """Undo all migrations, all together or not at all; return how many there were. Raises CannotTakeDown."""
    executor = MigrationExecutor(connection, progress)
    plan = executor.migration_plan([(app, None) for app in executor.loader.migrated_apps])
    for migration, _ in plan:
        _check_that_it_can_be_undone(migration)
    try:
        with transaction.atomic(using=connection.alias):
            if not discard_data and (rows := rows_beyond_seed(connection, expectation, lock=True)):
                raise CannotTakeDown(f"rows beyond the seeded ones would be lost, in {', '.join(rows)}")
            others = not_ours(expectation, read_catalog(connection))
            if plan:
                executor.migrate(None, plan)
            _drop_list_of_migrations(connection)
            _check(others, read_catalog(connection))
    except DatabaseError as error:
        raise CannotTakeDown(_reason(error)) from error
    return len(plan)


def _check_that_it_can_be_undone(migration: Migration) -> None:
    if not migration.atomic:
        raise CannotTakeDown(
            f"{migration} runs outside of transactions, so that it would not be all or nothing: undo that one first, "
            f"with manage.py migrate {migration.app_label} and the name of the one before it"
        )
    if not all(operation.reversible for operation in migration.operations):
        raise CannotTakeDown(f"{migration} cannot be undone: drop the database instead")


def not_ours(expectation: Expectation, live: Catalog) -> Catalog:
    """What somebody else put into the database: schemas, tables, functions and so on, with what belongs to them."""
    ours = {entry.name for entry in expectation.catalog.values() if entry.table is None}
    for table, by_month in split_months(live)[1].items():
        if table in expectation.partitions:
            ours |= {month.fill(entry.name) for month, entries in by_month.items() for entry in entries.values()}
    return {key: entry for key, entry in live.items() if (entry.table or entry.name) not in ours}


def _drop_list_of_migrations(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [MIGRATIONS])
        if cursor.fetchone()[0] is not None and count_others(connection, MIGRATIONS, [], at_most=1) == 0:
            cursor.execute(f"DROP TABLE {MIGRATIONS}")


def _check(others: Catalog, left: Catalog) -> None:
    """Raise CannotTakeDown, and so take everything back, if something of others would go or something of ours stay."""
    lost = {entry.name: entry for key, entry in others.items() if key not in left}
    if lost:
        whole = [entry for entry in lost.values() if entry.table not in lost]
        raise CannotTakeDown(f"{_named(whole)}, which is not ours, would go with what it is built on")
    changed = [entry for key, entry in others.items() if left[key].facts != entry.facts]
    if changed:
        raise CannotTakeDown(f"{_named(changed)}, which is not ours, would lose what it has of ours")
    ours = [entry for key, entry in left.items() if key not in others and key not in KEPT]
    if ours:
        raise CannotTakeDown(f"{_named(ours)} would stay: manage.py verify_database says what is unlike the migrations")


def _named(entries: list[Entry]) -> str:
    more = f" and {len(entries) - 3} more" if len(entries) > 3 else ""
    return ", ".join(f"{entry.kind} {entry.name}" for entry in entries[:3]) + more


def _reason(error: DatabaseError) -> str:
    diagnostics = getattr(error.__cause__, "diag", None)
    if diagnostics is None or diagnostics.message_primary is None:  # such as a connection that was lost
        return one_line(error)
    detail = f" ({' '.join(diagnostics.message_detail.split())})" if diagnostics.message_detail else ""
    return f"{diagnostics.message_primary}{detail}"
