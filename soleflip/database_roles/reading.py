"""Reads from PostgreSQL's catalog what the roles are and may do."""

from django.db.backends.base.base import BaseDatabaseWrapper

from soleflip.database_roles.names import APP, READONLY, ROLES

# By what the right is for and who has it, each of the roles or everybody (PUBLIC). Of functions only those that write
# with the rights of their owner are told for everybody: PostgreSQL opens each new function to all.
RIGHTS = """
WITH given AS (
    SELECT format('schema %%I', n.nspname) AS what, a.*
      FROM pg_namespace n CROSS JOIN LATERAL aclexplode(n.nspacl) a
     WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
    UNION ALL
    SELECT format('%%I.%%I', n.nspname, c.relname), a.*
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL aclexplode(c.relacl) a
     WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
    UNION ALL
    SELECT format('%%I.%%I.%%I', n.nspname, c.relname, t.attname), a.*
      FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     CROSS JOIN LATERAL aclexplode(t.attacl) a
     WHERE NOT t.attisdropped AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    UNION ALL
    SELECT format('%%I.%%I(%%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)), a.*
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     CROSS JOIN LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
     WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
       AND (a.grantee <> 0 OR p.prosecdef AND p.provolatile = 'v')
), named AS (
    SELECT what, coalesce(r.rolname, 'everybody') AS who,
           privilege_type || CASE WHEN is_grantable THEN ' and pass it on' ELSE '' END AS may
      FROM given LEFT JOIN pg_roles r ON r.oid = given.grantee
     WHERE r.rolname = ANY (%(roles)s) OR given.grantee = 0
)
SELECT what, who, string_agg(may, ', ' ORDER BY may) FROM named GROUP BY what, who"""

# What the roles are beyond groups: nothing. A right that a member of theirs should not have must not come to them
# from a role that they are members of.
TRAITS = """
SELECT r.rolname, concat_ws(', ',
       CASE WHEN r.rolcanlogin THEN 'may log in' END,
       CASE WHEN r.rolsuper THEN 'superuser' END,
       CASE WHEN r.rolcreatedb THEN 'may create databases' END,
       CASE WHEN r.rolcreaterole THEN 'may create roles' END,
       CASE WHEN r.rolreplication THEN 'may replicate' END,
       CASE WHEN r.rolbypassrls THEN 'passes by row security' END,
       (SELECT string_agg('member of ' || g.rolname, ', ' ORDER BY g.rolname)
          FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
         WHERE m.member = r.oid AND r.rolname = ANY (%(groups)s)))
  FROM pg_roles r WHERE r.rolname = ANY (%(roles)s)"""

Rights = dict[tuple[str, str], str]


def rights(connection: BaseDatabaseWrapper) -> Rights:
    """What each of the roles may do in this database: by (what, who), such as ("core.brands", "soleflip_app")."""
    with connection.cursor() as cursor:
        cursor.execute(RIGHTS, {"roles": list(ROLES)})
        return {(what, who): may for what, who, may in cursor.fetchall()}


def traits(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The roles that the server has, and what each is beyond a group: an empty text, if all is well."""
    with connection.cursor() as cursor:
        cursor.execute(TRAITS, {"roles": list(ROLES), "groups": [APP, READONLY]})
        return dict(cursor.fetchall())
