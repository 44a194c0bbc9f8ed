"""manage.py teardown_database: everything that migrate made, taken out again."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

from soleflip.catalog.expectation import NoExpectation
from soleflip.catalog.standard import expectation_for
from soleflip.console import steps
from soleflip.management.commands.migrate import LOCK
from soleflip.postgres.errors import one_line
from soleflip.postgres.lock import exclusive
from soleflip.preflight import wrong_search_path
from soleflip.teardown import COUNTED_AT_MOST, CannotTakeDown, rows_beyond_seed, take_down


class Command(BaseCommand):
    help = (
        "Takes everything out of the database that migrate made: tables, types, functions, schemas, Django's own "
        "tables. All of it or nothing; what others put into the database stays. Asks first, and refuses while there "
        "are rows beyond the seeded ones, unless --discard-data."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, choices=tuple(connections), help="which database")
        parser.add_argument("--discard-data", action="store_true", help="also when there are rows that would be lost")
        parser.add_argument("--dry-run", action="store_true", help="count the rows that would be lost, no more")
        parser.add_argument(
            "--noinput", "--no-input", action="store_false", dest="interactive", help="do not ask for confirmation"
        )

    def handle(self, *, database, discard_data, dry_run, interactive, **options):
        connection = connections[database]
        if hindrance := wrong_search_path(connection):
            raise CommandError(hindrance)
        with exclusive(connection, LOCK, on_wait=self.say_that_it_waits):
            with steps("Looking", quiet=options["verbosity"] < 1) as progress:
                try:
                    expectation, _ = expectation_for(connection, progress=progress.migrations)
                    rows = rows_beyond_seed(connection, expectation)
                except (NoExpectation, DatabaseError) as error:
                    raise CommandError(f"Nothing was changed: {one_line(error)}") from error
            self.report(rows)
            if dry_run:
                return
            if rows and not discard_data:
                raise CommandError(
                    "These rows would be lost: save them with pg_dump, then say --discard-data. Nothing was changed."
                )
            if interactive:
                self.ask(connection.settings_dict["NAME"])
            try:
                with steps("Taking down", quiet=options["verbosity"] < 1) as progress:
                    count = take_down(connection, expectation, discard_data=discard_data, progress=progress.migrations)
            except CannotTakeDown as error:
                raise CommandError(f"Nothing was changed: {error}.") from error
        self.stdout.write(f"{count} migrations were undone: nothing of SoleFlip is left in the database.")

    def say_that_it_waits(self):
        self.stderr.write("A migrate is at work on this database: waiting until it is done.")

    def report(self, rows: dict[str, int]) -> None:
        if not rows:
            self.stdout.write("No rows beyond the seeded ones.")
        for table, count in rows.items():
            at_least = "at least " if count >= COUNTED_AT_MOST else ""
            self.stdout.write(f"{table}: {at_least}{count:,} row{'s' if count > 1 else ''} beyond the seeded ones")

    def ask(self, name: str) -> None:
        """Raise CommandError unless the name of the database is typed in."""
        try:
            answer = input(f"Everything of SoleFlip will go from the database {name}. Type its name to go on: ")
        except EOFError:
            raise CommandError("Nobody was there to ask: say --noinput to do without. Nothing was changed.") from None
        if answer.strip() != name:
            raise CommandError("That is not its name. Nothing was changed.")
