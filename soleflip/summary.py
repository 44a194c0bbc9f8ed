"""What is in a database, in a few words."""

from collections import Counter

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from soleflip.catalog.reader import read_catalog

COUNTED = {
    "schema": "schemas",
    "table": "tables",
    "partition": "partitions",
    "view": "views",
    "enum": "enums",
    "function": "functions",
    "trigger": "triggers",
    "index": "indexes",
    "constraint": "constraints",
}


def summary(connection: BaseDatabaseWrapper, schemas: list[str]) -> str:
    """One line: how much of which kind these schemas and public hold.

    What is of Django's own tables and of partitions is left out, but for the partitions themselves.
    """
    catalog = read_catalog(connection, [*schemas, "public"])
    left_out = {f"public.{table}" for table in django_tables()}
    left_out |= {entry.name for entry in catalog.values() if entry.kind == "partition"}
    counts = Counter(kind for kind, name in catalog if kind == "schema" and name in schemas)
    counts += Counter(kind for kind, _ in catalog if kind == "partition")
    counts += Counter(
        entry.kind
        for entry in catalog.values()
        if entry.kind not in ("schema", "partition") and not {entry.name, entry.table} & left_out
    )
    counted = [f"{counts[kind]:,} {plural}" for kind, plural in COUNTED.items() if counts[kind]]
    name = connection.settings_dict["NAME"]
    return f"The database {name} holds {', '.join(counted)}." if counted else f"The database {name} is empty."


def django_tables() -> set[str]:
    """The tables of Django and of packages, all of them in public."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table for model in models if not model._meta.db_table.startswith('"')} | {
        "django_migrations"
    }
