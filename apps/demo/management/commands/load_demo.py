"""manage.py load_demo: fills the database with two years of a reseller's trade, and takes it out again."""

import datetime
from argparse import ArgumentTypeError

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, connection
from django.utils import timezone

from apps.demo.guards import Refused, refuse_real_data, refuse_second_load, refuse_without_seeds
from apps.demo.in_the_way import InTheWay
from apps.demo.loading import expected_rows, load
from apps.demo.people import PEOPLE
from apps.demo.plan import Plan
from apps.demo.removing import remove as remove_demo
from apps.integration.imports.telling import telling
from soleflip.postgres.errors import one_line
from soleflip.postgres.executor import MigrationExecutor

MOST = 100  # scale
EARLIEST = datetime.date(2020, 1, 1)


class Command(BaseCommand):
    help = (
        "Fills the database with production-like data to look around in: products, prices with two years of history, "
        "stock, sales, listings, suppliers, imports, people. The same seed, scale and day make the same rows. "
        "--remove takes exactly these rows out again, also those that were edited meanwhile."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--scale",
            type=scale,
            default=1,
            help="how much: 1 is 500 products, 50,000 prices and 12,000 sales (default: %(default)s)",
        )
        parser.add_argument("--seed", type=int, default=1, help="another number, other data (default: %(default)s)")
        parser.add_argument(
            "--today",
            type=past_day,
            help="the day that everything is seen from, as in 2026-03-31 (default: today in UTC)",
        )
        parser.add_argument("--beside-real-data", action="store_true", help="load even where there is data of your own")
        parser.add_argument("--remove", action="store_true", help="take the demo data out again, and nothing else")
        parser.add_argument("--dry-run", action="store_true", help="do it, say what came of it, and take it back")

    def handle(self, *, remove: bool, verbosity, **options):
        refuse_unmigrated()
        try:
            if remove:
                self._remove(dry_run=options["dry_run"])
            else:
                self._load(verbosity, **options)
        except (Refused, InTheWay) as error:
            raise CommandError(str(error)) from None
        except IntegrityError as error:  # somebody has used the same key, or names a demo row since we looked
            raise CommandError(f"Nothing was changed: {one_line(error)}") from error

    def _load(self, verbosity, *, scale, seed, today, beside_real_data, dry_run, **options):
        plan = Plan(scale, seed, today or utc_today())
        refuse_without_seeds()
        refuse_second_load()
        if not beside_real_data:
            refuse_real_data()
        with telling("Demo data", expected_rows(plan), self.stderr, quiet=not verbosity, unit="the rows") as tell:
            rows = load(plan, lambda rows: tell(rows, rows), dry_run=dry_run)
        if dry_run:
            self.stdout.write(f"Nothing was changed: {rows:,} rows would come.")
            return
        self.stdout.write(f"Loaded {rows:,} rows. manage.py load_demo --remove takes them out again.")
        name = next(name for name, role, active in PEOPLE if role == "readonly" and active)
        self.stdout.write(
            f"To see it as somebody who only looks: manage.py changepassword {name}, then log in as {name}."
        )

    def _remove(self, *, dry_run):
        counts = remove_demo(dry_run=dry_run)
        if not counts:
            self.stdout.write("There is no demo data here.")
            return
        for table, count in sorted(counts.items()):
            self.stdout.write(f"{count:>12,}  {table}")
        done = "Nothing was changed: these rows would go." if dry_run else "Removed."
        self.stdout.write(done)


def refuse_unmigrated() -> None:
    """Raise CommandError where the tables are not all there."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("The database is not up to date: run manage.py migrate first.")


def utc_today() -> datetime.date:
    return timezone.now().astimezone(datetime.UTC).date()


def scale(text: str) -> float:
    """A number above 0. Raises ArgumentTypeError."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= MOST:
        raise ArgumentTypeError(f"{text} is no scale: write a number above 0 and up to {MOST}, as in 0.1 or 25.")
    return number


def past_day(text: str) -> datetime.date:
    """A day that has begun, in UTC. Raises ArgumentTypeError."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is no day: write it as in 2026-03-31.") from None
    if not EARLIEST <= day <= utc_today():
        raise ArgumentTypeError(f"{text} is too early or not yet there: write a day from {EARLIEST} up to today.")
    return day
