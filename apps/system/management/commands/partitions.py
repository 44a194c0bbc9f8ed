"""manage.py partitions: makes the months of partitioned tables in time, lists them, and drops those of long ago."""

import argparse
from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from rich.table import Table

from apps.system.dropping import Busy, drop, is_too_old
from apps.system.month_partitions import Kind, Partition, month_partitions, size_of
from apps.system.partitions import AHEAD, make_month_partitions, tables_of_others
from apps.system.retention import EXAMPLES, RULES, TRAIL, months_in
from soleflip.console import console_for, steps
from soleflip.postgres.errors import one_line

MOST_AHEAD = 120  # months: each is a table for every query to think of


class Command(BaseCommand):
    help = (
        "Looks after the tables that are kept by month: price_history and awin_price_history of integration, "
        "audit_changesets, audit_records and logs of system. Run ensure and drop-old daily; each says when there is "
        "nothing to do."
    )

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True, metavar="ensure|list|drop-old")
        ensure = actions.add_parser(
            "ensure",
            help="make the months that are missing: this one, those ahead, and those of rows that have landed in a "
            "default partition, which move into them",
        )
        ensure.add_argument(
            "--ahead", type=_months_ahead, default=AHEAD, help="so many months ahead of this one (default: %(default)s)"
        )
        actions.add_parser("list", help="show each partition with its months, rows (about) and size")
        rules = ", ".join(f"{rule.months} months of {rule.table}" for rule in RULES.values())
        drop_old = actions.add_parser(
            "drop-old",
            help="drop the months that are older than the rows are kept; their rows are gone for good",
            description=f"Drops the months that are older than the rows are kept: {rules}. "
            "apps/system/retention.py says why. The month of today and later ones always stay.",
        )
        drop_old.add_argument(
            "--keep",
            type=_months,
            metavar="TIME",
            help=f"keep so much instead, in all tables but the audit trail, unless --table names it: {EXAMPLES}",
        )
        drop_old.add_argument(
            "--table", choices=sorted(RULES), action="append", help="only of this table; can be repeated"
        )
        for action in (ensure, drop_old):
            action.add_argument("--dry-run", action="store_true", help="say the same, and change nothing")

    def handle(self, *, action, **options):
        {"ensure": self.ensure, "list": self.show, "drop-old": self.drop_old}[action](**options)

    def ensure(self, *, ahead: int, dry_run: bool, **options):
        made, failed = make_month_partitions(connection, ahead, dry_run=dry_run)
        for name in made:
            self.stdout.write(f"{'Would make' if dry_run else 'Made'} {name}.")
        if failed:
            raise CommandError(" ".join(f"The months of {t} could not be made: {why}." for t, why in failed.items()))
        if others := tables_of_others(connection):
            raise CommandError(
                f"No months can be made for {', '.join(others)} here: run this as the role that owns them, in a "
                "database that is not read-only."
            )
        if not made:
            self.stdout.write(f"Nothing was to be made: each table has its months, and {ahead} ahead.")

    def show(self, **options):
        table = Table(box=None, pad_edge=False, header_style="bold")
        for column in ("partition", "from", "to", "state"):
            table.add_column(column, no_wrap=True)
        for column in ("rows (about)", "size"):
            table.add_column(column, justify="right", no_wrap=True)
        for partition in month_partitions(connection):
            size = size_of(connection, partition.name)
            table.add_row(
                partition.name,
                f"{partition.first:%Y-%m-%d}" if partition.first else "-",
                f"{partition.end:%Y-%m-%d}" if partition.end else "-",
                _state(partition),
                "?" if partition.rows is None else f"{partition.rows:,}",
                _bytes(size),
            )
        console_for(self.stdout).print(table)

    def drop_old(self, *, keep: int | None, table: list[str] | None, dry_run: bool, **options):
        old = list(_too_old(keep, table))
        if not old:
            self.stdout.write("Nothing was to be dropped: no month is older than its rows are kept.")
            return
        freed, failures = 0, []
        with steps("Dropping", quiet=options["verbosity"] < 1) as progress:
            for partition in old:
                progress.step(f"Dropping {partition.name}")
                size = size_of(connection, partition.name)
                try:
                    if not dry_run:
                        drop(connection, partition, lambda name=partition.name: self.say_that_it_waits(name))
                except Busy:
                    failures.append(f"{partition.name} is in use all the time")
                    continue
                except DatabaseError as error:
                    failures.append(f"{partition.name} cannot be dropped: {one_line(error)}")
                    continue
                freed += size
                rows = "an unknown number of" if partition.rows is None else f"about {partition.rows:,}"
                done = "Would drop" if dry_run else "Dropped"
                self.stdout.write(f"{done} {partition.name}: {rows} rows, {_bytes(size)}.")
        if dry_run:
            self.stdout.write(f"A dry run: nothing was changed. {_bytes(freed)} would be free.")
        elif freed:
            self.stdout.write(self.style.SUCCESS(f"{_bytes(freed)} are free."))
        if failures:
            raise CommandError(f"{'; '.join(failures)}. Run it again: what was dropped stays so.")

    def say_that_it_waits(self, name: str) -> None:
        self.stderr.write(f"Somebody is at work on the table of {name}: trying again for a few seconds.")


def _too_old(keep: int | None, named: list[str] | None) -> Iterator[Partition]:
    """The months to be dropped; by `keep` none of the audit trail, which books need, unless its table is named."""
    now = timezone.now()
    for partition in month_partitions(connection):
        table = partition.table
        if table not in (named or RULES):
            continue
        months = keep if keep and (named or table not in TRAIL) else RULES[table].months
        if is_too_old(partition, months, now):
            yield partition


def _state(partition: Partition) -> str:
    now, rule = timezone.now(), RULES.get(partition.table)
    if partition.kind == Kind.DEFAULT:
        return "rows without a month" if partition.rows else "default"
    old = "too old, " if rule and is_too_old(partition, rule.months, now) else ""
    if partition.kind == Kind.DETACHED:
        return f"{old}detached"
    if old:
        return "too old"
    return "ahead" if partition.first and partition.first > now else "kept"


def _bytes(size: int) -> str:
    return filesizeformat(size).replace("\xa0", " ")


def _months(text: str) -> int:
    try:
        return months_in(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _months_ahead(text: str) -> int:
    if not text.isdecimal() or int(text) > MOST_AHEAD:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of months ahead: write one from 0 to {MOST_AHEAD}.")
    return int(text)
