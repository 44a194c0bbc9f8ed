"""Django's migrate, which first looks whether the role may do what the migrations need."""

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

RIGHTS = """
SELECT current_user, current_database(),
       has_database_privilege(current_database(), 'CREATE'),
       coalesce(has_schema_privilege(to_regnamespace('public'), 'CREATE'), false),
       to_regnamespace('public') IS NULL,
       current_setting('transaction_read_only') = 'on'
"""


class Command(migrate.Command):
    help = f"{migrate.Command.help} Says beforehand when the role lacks a right that the migrations need."

    def handle(self, *args, **options):
        if not options["check_unapplied"] and not options["plan"]:
            missing = missing_right(options["database"])
            if missing and has_work(options["database"]):
                raise CommandError(missing)
        return super().handle(*args, **options)


def missing_right(database: str) -> str:
    """Which right the role lacks to build the database, and how it gets it, in a sentence; empty if none."""
    connection = connections[database]
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


def has_work(database: str) -> bool:
    """Whether a migration is still to be applied."""
    executor = MigrationExecutor(connections[database])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
