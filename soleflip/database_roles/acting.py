"""The site acts as soleflip_app, whoever it logs in as: what it cannot do, nobody can do through it."""

from django.db.backends.signals import connection_created

from soleflip.database_roles.names import APP

# Without the role, without being a member, or in a database that gives it no rights, the login's own rights stand.
# In one query: each new connection asks it.
TAKE_ON = """
SELECT set_config('role', app.rolname, false)
  FROM pg_roles app, pg_namespace core
 WHERE app.rolname = %s AND pg_has_role(current_user, app.oid, %s)
   AND core.nspname = 'core' AND has_schema_privilege(app.oid, core.oid, 'USAGE')"""


def act_as_app() -> None:
    """From now on every new connection of this process acts as soleflip_app."""
    connection_created.connect(_take_on, dispatch_uid="soleflip.database_roles")


def _take_on(sender, connection, **kwargs) -> None:
    with connection.cursor() as cursor:
        cursor.execute(TAKE_ON, [APP, "SET" if connection.pg_version >= 160_000 else "MEMBER"])
