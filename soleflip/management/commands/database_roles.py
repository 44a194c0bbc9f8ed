"""manage.py database_roles: makes the database's roles, and says where their rights are other ones."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections

from soleflip.console import steps
from soleflip.database_roles.applying import CannotApply, Look, apply, look
from soleflip.database_roles.names import FILE
from soleflip.management.commands.migrate import LOCK
from soleflip.postgres.lock import exclusive

APPLY, CHECK = "apply", "check"


class Command(BaseCommand):
    help = (
        "The roles of the database: soleflip_owner migrates, soleflip_app is the site and neither creates nor drops, "
        "soleflip_readonly reads for BI tools, without secrets and personal data. sql/roles/roles.v1.sql says what "
        "each may do; migrate applies it at its end."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "action",
            choices=[APPLY, CHECK],
            help="apply: make the roles and give them exactly these rights; check: name every right that is another "
            "one, exit code 1 if there are any",
        )
        parser.add_argument("--dry-run", action="store_true", help="with apply: only say what it would change")
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, choices=tuple(connections), help="which database")

    def handle(self, *, action, dry_run, database, **options):
        connection = connections[database]
        with steps("Looking", quiet=options["verbosity"] < 1):
            if action == CHECK or dry_run:
                found = look(connection)
            else:
                with exclusive(connection, LOCK, on_wait=self.say_that_it_waits):
                    self.apply(connection)
                return
        self.report(found)
        if action == CHECK and (found.missing or found.differences):
            sys.exit(1)

    def say_that_it_waits(self):
        self.stderr.write("A migrate is at work on this database: waiting until it is done.")

    def apply(self, connection) -> None:
        try:
            number = apply(connection)
        except CannotApply as error:
            raise CommandError(str(error)) from error
        rights = "1 right was another one" if number == 1 else f"{number:,} rights were other ones"
        self.stdout.write(f"The roles are there, with the rights of {settings.SQL_DIR / FILE}: {rights}.")

    def report(self, found: Look) -> None:
        """Raises CommandError where nothing could be seen."""
        for role in found.missing:
            self.stdout.write(f"✗ role {role} is missing")
        for difference in found.differences:
            self.stdout.write(f"✗ {difference}")
        if found.unseen:
            raise CommandError(found.unseen)
        if found.missing:
            self.stdout.write("manage.py database_roles apply makes them, or an administrator with psql: see --help.")
        elif found.differences:
            self.stdout.write(f"{len(found.differences):,} differ from sql/{FILE}: database_roles apply mends rights.")
        else:
            self.stdout.write(f"The roles and their {found.expected:,} rights are as sql/{FILE} says.")
