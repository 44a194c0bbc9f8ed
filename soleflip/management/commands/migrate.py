"""Django's migrate: one at a time, each migration whole or not at all, and no surprise on the way."""

from functools import partial

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import DatabaseError, connections, transaction
from django.db.migrations.exceptions import InconsistentMigrationHistory

from soleflip.database_roles.applying import CannotApply, apply
from soleflip.encryption.fitting import keys_problem
from soleflip.postgres.errors import one_line
from soleflip.postgres.executor import MigrationExecutor
from soleflip.postgres.lock import exclusive
from soleflip.preflight import already_there, made_by, missing_right, wrong_search_path
from soleflip.summary import summary

# Django's command names its executor in its module, and nowhere else could another be given.
migrate.MigrationExecutor = MigrationExecutor

LOCK = "soleflip.migrate"


class Command(migrate.Command):
    help = (
        f"{migrate.Command.help} Says beforehand what would be in the way. A run that is killed leaves whole "
        "migrations, and the next one goes on from there. While another run is at work on the database, it waits."
    )

    def handle(self, *args, **options):
        self.database = options["database"]
        connection = connections[self.database]
        if options["check_unapplied"] or options["plan"]:
            return self.migrate(*args, **options)
        with exclusive(connection, LOCK, on_wait=self.say_that_it_waits):
            self.look_ahead(connection, fake=options["fake"] or options["fake_initial"])
            self.migrate(*args, **options)
            self.give_rights(connection)
            if options["verbosity"]:
                self.stdout.write(summary(connection, self.schemas))

    def migrate(self, *args, **options):
        connection = connections[self.database]
        session = connection.connection
        try:
            super().handle(*args, **options)
        except InconsistentMigrationHistory as error:
            raise CommandError(
                f"{error} Another project seems to use this database: give SoleFlip one of its own."
            ) from error
        except KeyboardInterrupt:
            self.end_line()
            self.stderr.write("Stopped: what says OK stands, and migrate goes on from there when it is run again.")
            raise
        except DatabaseError as error:
            self.end_line()
            reason = one_line(error)
            # Django drops a connection that is lost, and perhaps connects anew.
            what = "The connection was lost" if connection.connection is not session else "The database refused"
            raise CommandError(
                f"{what}: {reason}. What was applied stands, and migrate goes on from there when it is run again; "
                "--traceback shows where it was."
            ) from error

    def give_rights(self, connection) -> None:
        """What is new belongs to the roles too. Where that cannot be done, the database is built all the same."""
        try:
            apply(connection)
        except CannotApply as error:
            self.stderr.write(str(error))

    def end_line(self):
        self.stdout.write()
        self.stdout.flush()  # before anything is said on the other stream

    def say_that_it_waits(self):
        self.stderr.write("Another migrate is at work on this database: waiting until it is done.")

    def look_ahead(self, connection, *, fake: bool) -> None:
        """Raise CommandError for what would stop the migrations half-way."""
        if hindrance := wrong_search_path(connection):
            raise CommandError(hindrance)
        if problem := keys_problem(connection):
            raise CommandError(problem)
        executor = MigrationExecutor(connection)
        graph = executor.loader.graph
        self.schemas = made_by(graph.nodes.values())["schemas"]
        migrations = [migration for migration, _ in executor.migration_plan(graph.leaf_nodes())]
        if not migrations:
            return
        applied = [graph.nodes[key] for key in executor.loader.applied_migrations if key in graph.nodes]
        hindrance = missing_right(connection, migrations)
        if not hindrance and not fake:
            hindrance = already_there(connection, migrations, applied)
        if hindrance:
            raise CommandError(hindrance)

    # --- progress ---

    def migration_progress_callback(self, action, migration=None, fake=False):
        if action == "plan":
            self.number, self.total = 0, len(migration)
            return
        if action in ("apply_start", "unapply_start") and self.verbosity:
            self.number += 1
            self.stdout.write(f"  {self.number:>{len(str(self.total))}}/{self.total}", ending="")
        tell = partial(super().migration_progress_callback, action, migration, fake)
        if action in ("apply_success", "unapply_success"):
            transaction.on_commit(tell, using=self.database)  # not before it is true
        else:
            tell()
