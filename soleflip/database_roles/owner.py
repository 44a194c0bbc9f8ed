"""DATABASE_OWNER_URL: who migrates, where the site logs in as somebody who may not."""

from django.conf import settings

from soleflip import database_url

# Commands that make or drop tables, or give rights. All others are content with the rights of the site.
COMMANDS = {
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


def connect_as_owner(arguments: list[str]) -> None:
    """For a command that needs it, let the settings lead to the owner, if there is an address of the owner.

    `arguments` as sys.argv has them. Raises ImproperlyConfigured for an address that is none.
    """
    if len(arguments) < 2 or arguments[1] not in COMMANDS or not settings.DATABASE_OWNER_URL:
        return
    settings.DATABASES["default"].update(database_url.database(settings.DATABASE_OWNER_URL, "DATABASE_OWNER_URL"))
