"""What is in a database, in a few words."""

from collections import Counter

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from soleflip.catalog.reader import read_catalog
from soleflip.preflight import made_by

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


def summary(connection: BaseDatabaseWrapper) -> str:
    """One line: how much of which kind our schemas hold, without what is of Django's own tables and of partitions."""
    schemas = {*made_by(list(MigrationLoader(None).graph.nodes.values()))["schemas"], "public"}
    catalog = read_catalog(connection, sorted(schemas))
    left_out = {f"public.{table}" for table in django_tables()}
    left_out |= {entry.name for entry in catalog.values() if entry.kind == "partition"}
    counts = Counter(
        entry.kind
        for entry in catalog.values()
        if entry.name != "public"
        and (entry.kind != "schema" or entry.name in schemas)
        and entry.table not in left_out
        and (entry.kind == "partition" or entry.name not in left_out)
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
