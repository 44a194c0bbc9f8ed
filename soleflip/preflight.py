"""What must be right before migrations run: each function says in a sentence what is not, or nothing."""

from collections.abc import Iterable
from pathlib import PurePath

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration
from django.db.migrations.operations import AddField, CreateModel

from soleflip.postgres.names import bare_name, schema_of
from soleflip.postgres.sql import RunSQLFile

RIGHTS = """
SELECT current_user, current_database(),
       has_database_privilege(current_database(), 'CREATE'),
       coalesce(has_schema_privilege(to_regnamespace('public'), 'CREATE'), false),
       to_regnamespace('public') IS NULL,
       current_setting('transaction_read_only') = 'on'
"""
THERE = """
SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname = ANY (%(schemas)s)
UNION
SELECT CASE relkind WHEN 'r' THEN 'table ' WHEN 'p' THEN 'table ' WHEN 'v' THEN 'view ' WHEN 'S' THEN 'sequence '
                    WHEN 'm' THEN 'materialized view ' WHEN 'i' THEN 'index ' ELSE 'relation ' END
       || nspname || '.' || relname
  FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
 WHERE nspname || '.' || relname = ANY (%(tables)s) AND nspname <> ALL (%(schemas)s)
UNION
SELECT 'type ' || nspname || '.' || typname FROM pg_type JOIN pg_namespace n ON n.oid = typnamespace
 WHERE nspname || '.' || typname = ANY (%(tables)s) AND nspname <> ALL (%(schemas)s) AND typrelid = 0
UNION
SELECT 'function ' || nspname || '.' || proname FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace
 WHERE nspname || '.' || proname = ANY (%(functions)s) AND nspname <> ALL (%(schemas)s)
 ORDER BY 1
"""


def wrong_search_path(connection: BaseDatabaseWrapper) -> str:
    """Where names without a schema lead, if that is not public: Django's own tables have such names."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), current_setting('search_path'), to_regnamespace('public') IS NULL")
        schema, path, lacks_public = cursor.fetchone()
    if schema == "public" or lacks_public:
        return ""
    return (
        f"The search_path is {path!r}, so that names without a schema do not lead to public: "
        "RESET search_path for the role and the database, or set one that begins with public."
    )


def missing_right(connection: BaseDatabaseWrapper, migrations: list[Migration]) -> str:
    """Which right the role lacks to run these migrations, and how it gets it."""
    made = made_by(migrations)
    in_public = [name for name in (*made["tables"], *made["functions"]) if name.startswith("public.")]
    with connection.cursor() as cursor:
        cursor.execute(RIGHTS)
        role, name, may_create_schemas, may_use_public, lacks_public, is_read_only = cursor.fetchone()
    role, name = connection.ops.quote_name(role), connection.ops.quote_name(name)
    if (made["schemas"] or made["extensions"]) and not may_create_schemas:
        return (
            f"The role {role} may not create schemas in the database {name}: "
            f"let the owner run GRANT CREATE ON DATABASE {name} TO {role}."
        )
    if is_read_only:
        return f"The database {name} is read-only: connect to the primary, or set default_transaction_read_only to off."
    if lacks_public:
        return f"The database {name} has no schema public: let the owner run CREATE SCHEMA public."
    if in_public and not may_use_public:
        return (
            f"The role {role} may not create tables in the schema public of the database {name}: "
            f"let the owner run GRANT USAGE, CREATE ON SCHEMA public TO {role}."
        )
    return ""


def already_there(connection: BaseDatabaseWrapper, migrations: list[Migration], applied: list[Migration]) -> str:
    """What these migrations would create, and the database has from somewhere else than the applied ones."""
    made, known = made_by(migrations), made_by(applied)
    with connection.cursor() as cursor:
        cursor.execute(THERE, {kind: sorted(set(names) - set(known[kind])) for kind, names in made.items()})
        found = [name for (name,) in cursor.fetchall()]
    if not found:
        return ""
    others = f" and {len(found) - 3} more" if len(found) > 3 else ""
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    return (
        f"The database {name} has {', '.join(found[:3])}{others} already, but not the migrations that make them. "
        "Nothing was changed: use an empty database, or restore a whole one from its dump."
    )


def made_by(migrations: Iterable[Migration]) -> dict[str, list[str]]:
    """The names of the schemas, extensions, tables and functions that the migrations create."""
    made = {"schemas": [], "extensions": [], "tables": [], "functions": []}
    tables = {}
    for migration in migrations:
        for operation in migration.operations:
            if isinstance(operation, RunSQLFile):
                kind, file = PurePath(operation.path).parts
                if kind in made:
                    made[kind].append(file.rpartition(".v")[0])
            elif isinstance(operation, CreateModel) and operation.options.get("managed", True):
                table = operation.options.get("db_table", f"{migration.app_label}_{operation.name_lower}")
                tables[migration.app_label, operation.name_lower] = table
                made["tables"] += [_full(table), *(_between(table, *field) for field in operation.fields)]
            elif isinstance(operation, AddField):
                table = tables.get((migration.app_label, operation.model_name_lower), "")
                made["tables"].append(_between(table, operation.name, operation.field))
    made["tables"] = [name for name in made["tables"] if name]
    return made


def _full(table: str) -> str:
    return f"{schema_of(table) or 'public'}.{bare_name(table)}"


def _between(table: str, name: str, field) -> str:
    """The table that Django makes for a field of many to many; empty for any other field."""
    if not table or not field.many_to_many or field.remote_field.through:
        return ""
    full = _full(field.db_table or table)
    return full if field.db_table else f"{full}_{name}"
