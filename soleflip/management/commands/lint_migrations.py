"""manage.py lint_migrations: would a new migration hold people up, or break the release that is still running?"""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from soleflip.catalog.expectation import NoExpectation
from soleflip.console import steps
from soleflip.migration_lint import SQUAWK, later_migrations, rendered, squawked


class Command(BaseCommand):
    help = (
        "Shows the SQL of new migrations to squawk, which knows what locks a table, rewrites it or breaks the release "
        "that still runs. New are those after WRITTEN_FOR_AN_EMPTY_DATABASE in the settings. Runs them in a scratch "
        "database and changes nothing. Exit code 1 if squawk objects; CONTRIBUTING.md says what to do then."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--show", action="store_true", help="print the SQL too")

    def handle(self, *, show: bool, **options):
        wanted = later_migrations(MigrationLoader(None))
        if not wanted:
            self.stdout.write("There are no migrations but those for an empty database: nothing to look at.")
            return
        with steps("Building", quiet=options["verbosity"] < 1) as progress:
            try:
                migrations = list(rendered(connection, wanted, progress.migrations))
            except NoExpectation as error:
                raise CommandError(str(error)) from error
        if show:
            for name, sql in migrations:
                self.stdout.write(f"-- {name}\n{sql}")
        try:
            content, said = squawked(migrations)
        except FileNotFoundError:
            raise CommandError(f"{SQUAWK} was not found: make install brings it.") from None
        if not content:
            self.stdout.write(said)
            raise CommandError("squawk objects: see CONTRIBUTING.md, A change in two steps.")
        self.stdout.write(f"squawk is content with {', '.join(name for name, _ in migrations)}.")
