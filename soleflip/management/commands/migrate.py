"""Django's migrate, which first looks whether the role may do what the migrations need."""

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections

RIGHTS = """
SELECT current_user, current_database(),
       has_database_privilege(current_database(), 'CREATE'),
       has_schema_privilege('public', 'CREATE')
"""


class Command(migrate.Command):
    help = f"{migrate.Command.help} Says beforehand when the role lacks a right that the migrations need."

    def handle(self, *args, **options):
        if not options["check_unapplied"] and not options["plan"]:
            refuse_without_rights(options["database"])
        return super().handle(*args, **options)


def refuse_without_rights(database: str) -> None:
    """Raise CommandError when the role may not create schemas, or not create tables in public."""
    connection = connections[database]
    with connection.cursor() as cursor:
        cursor.execute(RIGHTS)
        role, name, may_create_schemas, may_use_public = cursor.fetchone()
    role, name = connection.ops.quote_name(role), connection.ops.quote_name(name)
    if not may_create_schemas:
        raise CommandError(
            f"The role {role} may not create schemas in the database {name}: "
            f"let the owner run GRANT CREATE ON DATABASE {name} TO {role}."
        )
    if not may_use_public:
        raise CommandError(
            f"The role {role} may not create tables in the schema public of the database {name}: "
            f"let the owner run GRANT USAGE, CREATE ON SCHEMA public TO {role}."
        )
