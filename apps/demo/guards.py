"""What a load must not be made beside without being told, real data and itself; and what it needs."""

from django.db import connection
from psycopg import sql

from apps.demo import marks
from apps.demo.copying import identifier
from apps.demo.in_the_way import FOLLOWING, SHARED
from apps.demo.lots import OUTLETS
from soleflip.catalog.expectation import Expectation
from soleflip.teardown import rows_beyond_seed

# Rows that a database has before anybody has brought in data: people, settings, what they did, facts of the world.
NO_DATA = {
    "auth.users",
    "core.brand_patterns",
    "core.brands",
    "pricing.exchange_rates",
    "public.django_admin_log",
    "public.sizes",
    "system.config",
    "system.logs",
}


class Refused(Exception):
    """The load would do harm. The text is a sentence."""


def refuse_real_data() -> None:
    """Raise Refused where the database holds data that is neither seeded nor of a demo."""
    counts = {
        table: count
        for table, count in rows_beyond_seed(connection, Expectation.load()).items()
        if table not in NO_DATA
    }
    if counts:
        named = ", ".join(f"{table} ({count:,})" for table, count in list(counts.items())[:3])
        raise Refused(
            f"This database holds real data, in {named}{' and others' if len(counts) > 3 else ''}: load the demo into "
            "one of its own, or say --beside-real-data."
        )


def refuse_without_seeds() -> None:
    """Raise Refused where platforms or categories are gone that the demo trades on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT slug FROM core.platforms")
        missing = {platform for platform, *_ in OUTLETS} - {slug for (slug,) in cursor.fetchall()}
        cursor.execute("SELECT EXISTS (SELECT FROM core.categories)")
        if missing or not cursor.fetchone()[0]:
            named = f"the platform {min(missing)}" if missing else "every category"
            raise Refused(
                f"The demo needs seeded rows, and {named} is gone: manage.py verify_database says what is missing."
            )


def refuse_second_load() -> None:
    """Raise Refused where demo rows are there already."""
    with connection.cursor() as cursor:
        for table in marks.TABLES:
            if table in SHARED or table in FOLLOWING:
                continue
            query = sql.SQL("SELECT EXISTS (SELECT FROM {} WHERE id BETWEEN %s AND %s)").format(identifier(table))
            cursor.execute(query, marks.bounds(table))
            if cursor.fetchone()[0]:
                raise Refused("Demo data is there already: take it out with manage.py load_demo --remove first.")
