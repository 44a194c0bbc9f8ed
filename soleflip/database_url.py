"""DATABASE_URL, read by libpq's own rules: whatever psql takes works here, socket folders and sslmode included."""

from urllib.parse import quote

import psycopg
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

EXAMPLE = "postgres://user:password@host:5432/soleflip"


def database(url: str, variable: str = "DATABASE_URL") -> dict:
    """The entry for DATABASES, from the address that stands in the variable.

    Raises ImproperlyConfigured, without repeating the password, for what is no such URL.
    """
    if not url.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured(
            f"{variable} must begin with postgres:// or postgresql://, as in {EXAMPLE}; "
            "unset it to use the embedded server."
        )
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        # libpq's message repeats the URL, password and all.
        raise ImproperlyConfigured(
            f"{variable} cannot be read: write it as in {EXAMPLE}, special characters as %XX."
        ) from None
    if not parts.get("dbname"):
        raise ImproperlyConfigured(f"{variable} names no database: write it as in {EXAMPLE}.")
    return {
        "ENGINE": "soleflip.postgres",
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": parts,
    }


def url_of(server: dict, name: str) -> str:
    """The other way round: a URL for the database `name` on the server of an entry of DATABASES, password included."""

    def part(text: str, before: str = "") -> str:
        return before + quote(text, safe="") if text else ""

    who = part(server["USER"]) + part(server["PASSWORD"], before=":")
    where = part(server["HOST"]) + part(server["PORT"], before=":")
    return f"postgresql://{who}@{where}/{part(name)}"
