"""What belongs to the database as a whole, and so is left out by a dump that may be restored under another name."""

import json

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from soleflip.postgres.errors import one_line

# By datlocprovider: the provider's name, and the option with its own locale.
PROVIDERS = {"c": ("libc", None), "i": ("icu", "ICU_LOCALE"), "b": ("builtin", "BUILTIN_LOCALE")}
PRIVILEGES = ("CONNECT", "CREATE", "TEMPORARY")

# Settings that hold a list, whose items PostgreSQL keeps as they would be written.
LISTS = ("local_preload_libraries", "search_path", "session_preload_libraries", "temp_tablespaces")

OF_THE_DATABASE = """
SELECT pg_encoding_to_char(encoding)::text,
       (SELECT setconfig FROM pg_db_role_setting WHERE setdatabase = d.oid AND setrole = 0),
       datacl IS NOT NULL,
       jsonb_build_object(
           'provider', datlocprovider, 'collate', datcollate, 'ctype', datctype,
           -- PostgreSQL 15 and 16 have another column for it, and rules came with 16.
           'locale', coalesce(to_jsonb(d)->>'datlocale', to_jsonb(d)->>'daticulocale'),
           'rules', to_jsonb(d)->>'daticurules')
  FROM pg_database d WHERE datname = current_database()"""

GRANTS = """
SELECT CASE WHEN grantee = 0 THEN '' ELSE pg_get_userbyid(grantee)::text END, privilege_type::text
  FROM pg_database d CROSS JOIN aclexplode(d.datacl)
 WHERE datname = current_database() AND grantee <> d.datdba ORDER BY 1, 2"""


def database_level(connection: BaseDatabaseWrapper) -> dict:
    """Name, encoding, locale, settings (ALTER DATABASE SET) and grants, which are None where they are PostgreSQL's own.

    A grantee "" is everybody. The locale decides how text is sorted, and what is the same in upper and lower case.
    """
    with connection.cursor() as cursor:
        cursor.execute(OF_THE_DATABASE)
        encoding, given, is_granted, locale = cursor.fetchone()
        cursor.execute(GRANTS)
        grants = [list(grant) for grant in cursor.fetchall()] if is_granted else None
    return {
        "name": connection.settings_dict["NAME"],
        "encoding": encoding,
        "locale": json.loads(locale) if isinstance(locale, str) else locale,
        "settings": dict(setting.split("=", 1) for setting in given or ()),
        "grants": grants,
    }


def options_of(described: dict) -> sql.Composed:
    """The options of CREATE DATABASE that make one of the same encoding and locale."""
    # template0: what an administrator put into template1 does not belong to the backup.
    options = [sql.SQL("TEMPLATE template0 ENCODING {}").format(sql.Literal(described["encoding"]))]
    if locale := described.get("locale"):
        provider, own = PROVIDERS[locale["provider"]]
        options.append(sql.SQL("LOCALE_PROVIDER {}").format(sql.SQL(provider)))
        named = {"LC_COLLATE": locale["collate"], "LC_CTYPE": locale["ctype"], "ICU_RULES": locale["rules"]}
        if own:
            named[own] = locale["locale"]
        options += [sql.SQL("{} {}").format(sql.SQL(key), sql.Literal(text)) for key, text in named.items() if text]
    return sql.SQL(" ").join(options)


def locale_in_words(described: dict) -> str:
    if not (locale := described.get("locale")):
        return "one that was not written down"
    own = f"{locale['locale']} of {PROVIDERS[locale['provider']][0]}, " if locale["locale"] else ""
    rules = " with rules of its own" if locale["rules"] else ""
    return f"{own}LC_COLLATE {locale['collate']}, LC_CTYPE {locale['ctype']}{rules}"


def apply_grants(cursor, name: str, described: dict, roles: set[str], told_as: str) -> list[str]:
    """Give the database the grants that were written down, to those of these roles; what was refused, in sentences.

    These name the database as `told_as`.
    """
    if described["grants"] is None:
        return []
    statements = [(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC"), ())]
    for grantee, privilege in described["grants"]:
        if privilege not in PRIVILEGES or (grantee and grantee not in roles):
            continue
        whom = sql.Identifier(grantee) if grantee else sql.SQL("PUBLIC")
        statements.append((sql.SQL("GRANT {1} ON DATABASE {0} TO {2}"), (sql.SQL(privilege), whom)))
    refused = []
    for statement, parts in statements:
        try:
            cursor.execute(statement.format(sql.Identifier(name), *parts))
        except DatabaseError as error:
            refused.append(_sentence(statement.format(sql.Identifier(told_as), *parts), error))
    return refused


def apply_settings(cursor, name: str, described: dict, told_as: str) -> list[str]:
    """Give the database the settings that were written down; what was refused, in sentences.

    To be called last: they hold for sessions that begin from now on, and might be in the way of filling the database.
    """
    refused = []
    for setting, value in described["settings"].items():
        named = sql.Identifier(*setting.split("."))
        try:
            # In a transaction of its own, for that alone: the session stays as it is, whatever comes next.
            with cursor.connection.transaction():
                # From the session's own value, so that lists such as search_path need no quoting of ours.
                cursor.execute("SELECT set_config(%s, %s, true)", [setting, value])
                cursor.execute(sql.SQL("ALTER DATABASE {} SET {} FROM CURRENT").format(sql.Identifier(name), named))
        except DatabaseError as error:
            written = sql.SQL(value) if setting in LISTS else sql.Literal(value)
            shown = sql.SQL("ALTER DATABASE {} SET {} TO {}").format(sql.Identifier(told_as), named, written)
            refused.append(_sentence(shown, error))
    return refused


def _sentence(statement: sql.Composed, error: DatabaseError) -> str:
    return f"Left out, since it was refused: {statement.as_string(None)} ({one_line(error)}). A superuser can run it."
