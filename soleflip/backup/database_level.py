"""What belongs to the database as a whole, and so is left out by a dump that may be restored under another name."""

from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

PRIVILEGES = ("CONNECT", "CREATE", "TEMPORARY")

OF_THE_DATABASE = """
SELECT pg_encoding_to_char(encoding)::text,
       (SELECT setconfig FROM pg_db_role_setting WHERE setdatabase = d.oid AND setrole = 0),
       datacl IS NOT NULL
  FROM pg_database d WHERE datname = current_database()"""

GRANTS = """
SELECT CASE WHEN grantee = 0 THEN '' ELSE pg_get_userbyid(grantee)::text END, privilege_type::text
  FROM pg_database d CROSS JOIN aclexplode(d.datacl)
 WHERE datname = current_database() AND grantee <> d.datdba ORDER BY 1, 2"""


def database_level(connection: BaseDatabaseWrapper) -> dict:
    """Name, encoding, settings (ALTER DATABASE SET) and grants; grants are None where they are PostgreSQL's own.

    A grantee "" is everybody.
    """
    with connection.cursor() as cursor:
        cursor.execute(OF_THE_DATABASE)
        encoding, given, is_granted = cursor.fetchone()
        cursor.execute(GRANTS)
        grants = [list(grant) for grant in cursor.fetchall()] if is_granted else None
    return {
        "name": connection.settings_dict["NAME"],
        "encoding": encoding,
        "settings": dict(setting.split("=", 1) for setting in given or ()),
        "grants": grants,
    }


def apply_database_level(cursor, name: str, described: dict, roles: set[str]) -> None:
    """Give the database the settings and grants that were written down, grants to those of these roles.

    The cursor's session is not to be used for anything else: it takes on the settings.
    """
    database = sql.Identifier(name)
    for setting, value in described["settings"].items():
        # From the session's own value, so that lists such as search_path need no quoting of ours.
        cursor.execute("SELECT set_config(%s, %s, false)", [setting, value])
        named = sql.Identifier(*setting.split("."))
        cursor.execute(sql.SQL("ALTER DATABASE {} SET {} FROM CURRENT").format(database, named))
    if described["grants"] is None:
        return
    cursor.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    for grantee, privilege in described["grants"]:
        if privilege not in PRIVILEGES or (grantee and grantee not in roles):
            continue
        whom = sql.Identifier(grantee) if grantee else sql.SQL("PUBLIC")
        cursor.execute(sql.SQL("GRANT {} ON DATABASE {} TO {}").format(sql.SQL(privilege), database, whom))
