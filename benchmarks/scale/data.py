"""The rows that are measured: those of the demo, and the naive design with the same rows beside them."""

import hashlib
from pathlib import Path

from back_office import connected_to
from databases import PROJECT, python, recreate

from soleflip.console import steps

HERE = Path(__file__).resolve().parent
# What of ours is written to, and what stands beside it in the naive design.
TABLES = {
    "integration.price_sources": "naive.price_sources",
    "integration.price_history": "naive.price_history",
    "products.inventory": "naive.inventory",
    "transactions.orders": "naive.orders",
}
FLUSHED = "public.benchmark_flushed"  # a table without columns, for rows that only have to be committed
# What match_products leaves on the prices that it brings in from feeds; the demo has no such mark.
MIRRORED = """
UPDATE integration.price_sources SET metadata = '{"mirror_of": "integration.awin_products"}'
 WHERE source_type = 'awin' AND price_type = 'retail' AND metadata IS NULL"""
NOTE = """
CREATE TABLE public.benchmark_made_from AS
SELECT %s AS fingerprint, pg_total_relation_size('integration.price_sources') AS ours,
       pg_total_relation_size('naive.price_sources') AS naive"""


def name_for(scale: float) -> str:
    """The database of a scale: benchmark_scale_25, benchmark_scale_0_1."""
    return f"benchmark_scale_{scale:g}".replace(".", "_")


def prepare(name: str, scale: float) -> None:
    """See that the database is there: the one that was kept, if the code still makes the same, else a new one."""
    if _made_from(name) != fingerprint():
        make(name, scale)


def make(name: str, scale: float) -> None:
    """Make the database anew: our schema with the rows, the naive one with the same, both packed and analyzed."""
    with steps(f"Making {name}"):
        recreate(name)
        python("manage.py", "migrate", "--verbosity", "0", database=name)
    python("manage.py", "load_demo", "--scale", f"{scale:g}", database=name)  # which shows how far it has come
    with connected_to(name), steps("Marking") as progress:
        from django.db import connection

        from apps.accounts.models import User
        from apps.system.kept_tables import bring_all_up_to_date

        User.objects.filter(username="admin").update(must_change_password=False)
        with connection.cursor() as cursor:
            cursor.execute(MIRRORED)
            bring_all_up_to_date()
            cursor.execute("VACUUM FULL integration.price_sources")  # as packed as the naive one will be
            for statements in (HERE / "naive.sql").read_text().split("\n\n"):
                progress.step(f"The naive design: {statements.strip().splitlines()[-1].strip()[:60]}")
                cursor.execute(statements)
            progress.step("Analyzing both")
            even_out(cursor)
            cursor.execute(f"CREATE TABLE {FLUSHED} ()")
            cursor.execute(NOTE, [fingerprint()])


def even_out(cursor) -> None:
    """Both analyzed, and no autovacuum in the middle of a measurement of what is written."""
    for ours, naive in TABLES.items():
        for table in (*partitions(cursor, ours), naive):
            cursor.execute(f"ALTER TABLE {table} SET (autovacuum_enabled = false)")
    cursor.execute("VACUUM (ANALYZE)")


def partitions(cursor, table: str) -> list[str]:
    """The tables that hold the rows: the partitions of a table, or itself."""
    cursor.execute("SELECT relid::regclass::text FROM pg_partition_tree(%s) WHERE isleaf", [table])
    return [name for (name,) in cursor.fetchall()] or [table]


def fingerprint() -> str:
    """Stands for everything that the database is made from."""
    digest = hashlib.sha256()
    files = [*PROJECT.glob("apps/*/migrations/*.py"), *PROJECT.glob("sql/**/*.sql"), *PROJECT.glob("apps/demo/**/*.py")]
    for file in sorted([*files, *HERE.glob("*.sql"), Path(__file__)]):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _made_from(name: str) -> str | None:
    """The fingerprint that a kept database was made from; None where there is none, or one that is half made."""
    from django.db import connection

    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            return None
    with connected_to(name), connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('public.benchmark_made_from') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return None
        cursor.execute("SELECT fingerprint FROM benchmark_made_from")
        return cursor.fetchone()[0]
