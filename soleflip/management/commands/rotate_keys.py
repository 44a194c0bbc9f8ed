"""manage.py rotate_keys: all secrets encrypted by the newest key, so that the others can go."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections

from soleflip.console import steps
from soleflip.encryption.key_format import SETTING
from soleflip.encryption.rotation import Census, census, rotate
from soleflip.postgres.lock import exclusive

LOCK = "soleflip.rotate_keys"
NAMED_AT_MOST = 20


class Command(BaseCommand):
    help = (
        f"Encrypts every secret in the database anew by the first key of {SETTING}, in batches. A run that breaks off "
        "is gone on with by the next one; who works in the back office meanwhile loses nothing. Before: put the new "
        "key in front of the others, and restart the site. After: when this command says so, take the others away. "
        "Exit code 1 if a value is left that the first key does not read."
    )

    def add_arguments(self, parser):
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, choices=tuple(connections), help="which database")
        parser.add_argument("--dry-run", action="store_true", help="only count the values by the key that reads them")

    def handle(self, *, database, dry_run, **options):
        connection, quiet = connections[database], options["verbosity"] < 1
        with exclusive(connection, LOCK, on_wait=self.say_that_it_waits):
            if not dry_run:
                with steps("Encrypting anew", quiet=quiet) as progress:
                    number = rotate(connection, lambda done: progress.step(f"Encrypted anew: {_values(done)}"))
                self.stdout.write(f"Encrypted anew: {_values(number)}.")
            with steps("Counting", quiet=quiet) as progress:
                found = census(connection, lambda seen: progress.step(f"Counted: {_values(seen)}"))
        if dry_run:
            self.report(found)
        self.judge(found, dry_run=dry_run)

    def say_that_it_waits(self):
        self.stderr.write("Another rotate_keys is at work on this database: waiting until it is done.")

    def report(self, found: Census) -> None:
        self.stdout.write("A dry run, nothing was changed.")
        for position, count in sorted(found.by_key.items()):
            name = "the newest" if position == 1 else f"number {position}"
            self.stdout.write(f"By the key {name}: {_values(count)}")

    def judge(self, found: Census, *, dry_run: bool) -> None:
        """Say whether the other keys can go. Raises CommandError where a value is left that no key reads."""
        for column, row in found.lost[:NAMED_AT_MOST]:
            self.stderr.write(f"No key reads {column} of the row {row}.")
        if found.lost:
            raise CommandError(
                f"{_values(len(found.lost))} cannot be read by any key in {SETTING}: add the key that is missing there "
                "and run this again, or enter them anew in the back office."
            )
        if not found.older:
            others = ": the others can be removed" if len(settings.FIELD_ENCRYPTION_KEYS) > 1 else ", the only one"
            self.stdout.write(f"{_values(found.total)}, all by the newest key{others}.")
        elif not dry_run:
            raise CommandError(
                f"{_values(found.older)} left that somebody else was changing, or wrote by an older key: restart the "
                "site, so that all of it has the newest key, and run this again."
            )


def _values(number: int) -> str:
    return f"{number:,} value{'' if number == 1 else 's'}"
