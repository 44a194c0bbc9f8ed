"""DATABASE_OWNER_URL: who migrates, where the site logs in as somebody who may not."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from soleflip import database_url

# Commands that make or drop tables, or give rights. All others are content with the rights of the site.
COMMANDS = {
    "alerts",
    "backup",
    "database_roles",
    "document_database",
    "flush",
    "gdpr_erase",
    "load_demo",
    "migrate",
    "partitions",
    "reset_db",
    "retention",
    "run_due",
    "snapshot_database",
    "teardown_database",
    "verify_database",
}


# What both addresses have to name alike, by what people call it.
SAME = {"host": "HOST", "database": "NAME"}  # not the port: the site may go through a pool of connections


def connect_as_owner(arguments: list[str]) -> None:
    """For a command that needs it, let the settings lead to the owner, if there is an address of the owner.

    `arguments` as sys.argv has them. Raises ImproperlyConfigured for an address that is none, or that leads
    elsewhere than DATABASE_URL: migrate or a backup would then work on another database than the site.
    """
    if len(arguments) < 2 or arguments[1] not in COMMANDS or not settings.DATABASE_OWNER_URL:
        return
    site = settings.DATABASES["default"]
    owner = database_url.database(settings.DATABASE_OWNER_URL, "DATABASE_OWNER_URL")
    if differing := [f"the {what}" for what, key in SAME.items() if _named(site, key) != _named(owner, key)]:
        raise ImproperlyConfigured(
            f"DATABASE_URL ({_where(site)}) and DATABASE_OWNER_URL ({_where(owner)}) must lead to the same database, "
            f"and differ in {' and '.join(differing)}: change both together, and write them alike."
        )
    site.update(owner)


def _named(entry: dict, key: str) -> str:
    return entry[key] or {"PORT": "5432"}.get(key, "")


def _where(entry: dict) -> str:
    return f"{entry['HOST'] or 'the socket'}:{_named(entry, 'PORT')}/{entry['NAME']}"
