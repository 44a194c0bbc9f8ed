"""What must be right before migrations run: each function says in a sentence what is not, or nothing."""

from pathlib import PurePath

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration
from django.db.migrations.operations import CreateModel

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
UNION ALL
SELECT 'table ' || schemaname || '.' || tablename FROM pg_tables
 WHERE schemaname || '.' || tablename = ANY (%(tables)s) AND schemaname <> ALL (%(schemas)s)
UNION ALL
SELECT 'function ' || nspname || '.' || proname FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace
 WHERE nspname || '.' || proname = ANY (%(functions)s) AND nspname <> ALL (%(schemas)s)
 ORDER BY 1
"""


def missing_right(connection: BaseDatabaseWrapper) -> str:
    """Which right the role lacks to build the database, and how it gets it."""
    with connection.cursor() as cursor:
        cursor.execute(RIGHTS)
        role, name, may_create_schemas, may_use_public, lacks_public, is_read_only = cursor.fetchone()
    role, name = connection.ops.quote_name(role), connection.ops.quote_name(name)
    if not may_create_schemas:
        return (
            f"The role {role} may not create schemas in the database {name}: "
            f"let the owner run GRANT CREATE ON DATABASE {name} TO {role}."
        )
    if is_read_only:
        return f"The database {name} is read-only: connect to the primary, or set default_transaction_read_only to off."
    if lacks_public:
        return f"The database {name} has no schema public: let the owner run CREATE SCHEMA public."
    if not may_use_public:
        return (
            f"The role {role} may not create tables in the schema public of the database {name}: "
            f"let the owner run GRANT USAGE, CREATE ON SCHEMA public TO {role}."
        )
    return ""


def already_there(connection: BaseDatabaseWrapper, migrations: list[Migration]) -> str:
    """What these migrations would create and the database has already, from somewhere else."""
    made = made_by(migrations)
    with connection.cursor() as cursor:
        cursor.execute(THERE, made)
        found = [name for (name,) in cursor.fetchall()]
    if not found:
        return ""
    others = f" and {len(found) - 3} more" if len(found) > 3 else ""
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    return (
        f"The database {name} has {', '.join(found[:3])}{others} already, but not the migrations that make them. "
        "Nothing was changed: use an empty database, or restore a whole one from its dump."
    )


def made_by(migrations: list[Migration]) -> dict[str, list[str]]:
    """The names of the schemas, tables and functions that the migrations create."""
    made = {"schemas": [], "tables": [], "functions": []}
    for migration in migrations:
        for operation in migration.operations:
            if isinstance(operation, RunSQLFile):
                kind, file = PurePath(operation.path).parts
                if kind in made:
                    made[kind].append(file.rpartition(".v")[0])
            elif isinstance(operation, CreateModel) and operation.options.get("managed", True):
                table = operation.options.get("db_table", f"{migration.app_label}_{operation.name_lower}")
                made["tables"].append(f"{schema_of(table) or 'public'}.{bare_name(table)}")
    return made
