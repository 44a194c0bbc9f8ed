"""manage.py backup: makes backups, lists them, proves that they can be restored, and restores them."""

import argparse
import datetime
import os
import sys
import time
from itertools import chain, count

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.template.defaultfilters import filesizeformat
from rich.table import Table

from soleflip.backup import BackupError, create
from soleflip.backup.errors import BadBackup
from soleflip.backup.folders import LATEST, Found, backup_dir, chosen, found_backups
from soleflip.backup.keeping import EXAMPLES, Keep, remove
from soleflip.backup.programs import programs_for
from soleflip.backup.restoring import check_files, is_free, missing_roles, restore, verify
from soleflip.console import console_for, steps

BAD = 1  # the exit code for a backup that is not what it should be


class Command(BaseCommand):
    help = (
        "Backups of the whole database, in the folder BACKUP_DIR. Run create daily and verify from time to time: a "
        "backup that was never restored is a hope. docs/operations.md goes through it."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True, metavar="create|list|verify|restore")
        making = actions.add_parser(
            "create",
            help="make a backup while people go on working",
            description="Dumps the database with pg_dump, and notes beside it the rows and definitions of the same "
            "moment. Secrets that the database keeps encrypted stay so: FIELD_ENCRYPTION_KEYS is in no backup.",
        )
        making.add_argument(
            "--keep",
            type=_keep,
            metavar="NUMBER|TIME",
            help=f"when the new one is complete, delete those beyond: {EXAMPLES}; broken ones are left to you",
        )
        actions.add_parser("list", help=f"show all backups, the newest first; exit code {BAD} if there are broken ones")
        verifying = actions.add_parser(
            "verify",
            help=f"restore a backup into a scratch database and compare; exit code {BAD} if it is not whole",
            description="Checks each file, restores all of it into a scratch database on the same server, compares "
            "rows, values and definitions with those that were backed up, and drops the scratch database.",
        )
        verifying.add_argument("--files-only", action="store_true", help="check the files, and restore nothing")
        restoring = actions.add_parser(
            "restore",
            help="restore a backup into a database that is new or empty",
            description="Makes the database, restores the backup into it and compares. A database that has anything "
            "in it is never touched. The site goes on with its own until DATABASE_URL leads to the new one.",
        )
        restoring.add_argument("--into", required=True, metavar="DATABASE", help="the name of the database to make")
        for action, about in ((verifying, f"default: {LATEST}"), (restoring, f"{LATEST} for the newest")):
            action.add_argument(
                "name",
                nargs="?" if action is verifying else None,
                default=LATEST,
                help=f"as list shows it, or the path of a folder ({about})",
            )
        for action in (making, restoring):
            action.add_argument("--dry-run", action="store_true", help="look whether it could be done; change nothing")
        for action in (making, verifying, restoring):
            action.add_argument(
                "--jobs",
                type=_jobs,
                default=min(os.cpu_count() or 1, 4),
                help="tables at a time (default: %(default)s)",
            )
            action.add_argument(
                "--database",
                default=DEFAULT_DB_ALIAS,
                choices=tuple(connections),
                help="which connection of the settings",
            )

    def handle(self, *, action, **options):
        work = {"create": self.create, "list": self.show, "verify": self.verify, "restore": self.restore}[action]
        try:
            work(**options)
        except BackupError as error:
            raise CommandError(str(error), returncode=BAD) from error

    def create(self, *, database: str, jobs: int, keep: Keep | None, dry_run: bool, **options):
        if dry_run:
            return self.say_what_would_be_made(connections[database], keep)
        began = time.monotonic()
        with steps("Backing up", quiet=options["verbosity"] < 1) as progress:
            manifest = create(alias=database, jobs=jobs, progress=progress.step)
        self.stdout.write(
            self.style.SUCCESS(f"Made {backup_dir() / manifest.name}")
            + f": {manifest.row_count:,} rows in {len(manifest.rows)} tables, {_bytes(manifest.bytes)}, in "
            f"{time.monotonic() - began:.1f} s."
        )
        for found in self.too_old(keep):
            remove(found)
            self.stdout.write(f"Deleted {found.name}: {_bytes(found.manifest.bytes)} are free.")

    def say_what_would_be_made(self, connection, keep: Keep | None) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            (size,) = cursor.fetchone()
        programs = programs_for(connection.pg_version // 10_000)
        self.stdout.write(
            f"Would dump {connection.settings_dict['NAME']}, {_bytes(size)} on the server and less as a backup, with "
            f"{programs.folder}/pg_dump of {programs.version} into {backup_dir()}."
        )
        for found in self.too_old(keep, coming=1):
            self.stdout.write(f"Would delete {found.name}, {_bytes(found.manifest.bytes)}.")
        self.stdout.write("A dry run: nothing was changed.")

    def too_old(self, keep: Keep | None, coming: int = 0) -> list[Found]:
        """Those that may go, when so many more are there as are coming."""
        complete = [found for found in found_backups() if found.manifest]
        if keep is None or not complete:
            return []
        return keep.too_old([complete[0]] * coming + complete, datetime.datetime.now(datetime.UTC))

    def show(self, **options):
        every = found_backups()
        if not every:
            self.stdout.write(f"There are no backups in {backup_dir()} yet: manage.py backup create makes one.")
            return
        table = Table("backup", "state", box=None, pad_edge=False, header_style="bold")
        for column in ("rows", "size", "made in"):
            table.add_column(column, justify="right", no_wrap=True)
        table.add_column("database")
        for found in every:
            if (made := found.manifest) is None:
                table.add_row(found.name, f"broken: {found.broken}", "-", "-", "-", "-", style="red")
                continue
            lasted = f"{(made.ended - made.began).total_seconds():.0f} s"
            table.add_row(
                found.name, "complete", f"{made.row_count:,}", _bytes(made.bytes), lasted, made.database["name"]
            )
        console_for(self.stdout).print(table)
        if any(found.manifest is None for found in every):
            sys.exit(BAD)

    def verify(self, *, name: str, database: str, jobs: int, files_only: bool, **options):
        found = chosen(name)
        warnings: list[str] = []
        began = time.monotonic()
        with steps("Verifying", quiet=options["verbosity"] < 1) as progress:
            manifest = check_files(found, progress.step)
            if not files_only:
                told = verify(found, alias=database, jobs=jobs, progress=progress.step, warn=warnings.append)
                self.refuse_if_different(found, told)
        proof = "all files are as they were written" if files_only else "all of it came back, and was compared"
        self.stdout.write(
            self.style.SUCCESS(f"{found.name} is good: {proof}")
            + f" ({manifest.row_count:,} rows in {len(manifest.rows)} tables, {len(manifest.migrations)} migrations, "
            f"in {time.monotonic() - began:.1f} s)."
        )
        self.warn(warnings)

    def restore(self, *, name: str, into: str, database: str, jobs: int, dry_run: bool, **options):
        found = chosen(name)
        warnings: list[str] = []
        began = time.monotonic()
        with steps("Restoring", quiet=options["verbosity"] < 1) as progress:
            manifest = check_files(found, progress.step)
            lacking = missing_roles(found, database)
            if dry_run:
                is_new = is_free(into, database)
            else:
                told = restore(found, into, alias=database, jobs=jobs, progress=progress.step, warn=warnings.append)
                self.refuse_if_different(found, told, into)
        amount = f"{manifest.row_count:,} rows in {len(manifest.rows)} tables"
        if dry_run:
            self.stdout.write(
                f"Would restore {found.name}, {amount}, into {into}, {'which is made' if is_new else 'which is empty'}."
            )
        else:
            self.stdout.write(
                self.style.SUCCESS(f"Restored {found.name} into the database {into}")
                + f": {amount}, compared with the backup, in {time.monotonic() - began:.1f} s."
            )
        self.warn(warnings)
        if lacking:
            self.stdout.write(
                f"This server has no role {', '.join(lacking)}: what belonged to it belongs to the role that restores, "
                "and grants to it are left out."
            )
        self.stdout.write("A dry run: nothing was changed." if dry_run else how_to_switch(into, connections[database]))

    def warn(self, sentences: list[str]) -> None:
        for sentence in sentences:
            self.stderr.write(self.style.WARNING(sentence))

    def refuse_if_different(self, found: Found, told: list[str], into: str = "") -> None:
        if told:
            stays = f" The database {into} stays, for you to look at." if into else ""
            raise BadBackup(f"The backup {found.folder} did not come back as it was. {' '.join(told)}{stays}")


def how_to_switch(name: str, connection) -> str:
    """What makes the site use the database."""
    if not settings.USES_EMBEDDED_SERVER:
        return (
            f"To use it, let DATABASE_URL lead to {name}, and DATABASE_OWNER_URL too where it is set, and start the "
            "site anew. The one before stays as it is."
        )
    now = connection.settings_dict["NAME"]
    away = f'ALTER DATABASE "{now}" RENAME TO "{_free_name(now, connection)}"'
    renamed = f'{away}; ALTER DATABASE "{name}" RENAME TO "{now}"'
    return (  # as one argument it is one transaction: a session that is still open leaves both names as they are
        "To use it, stop the site, close what is open in both, give it the name of the one before, and start the site "
        f"anew:\n  .venv/bin/python manage.py postgres psql --superuser -- -c '{renamed}'"
    )


def _free_name(name: str, connection) -> str:
    """The first of name_before, name_before_2, ... that no database has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        taken = {other for (other,) in cursor.fetchall()}
    names = chain([f"{name}_before"], (f"{name}_before_{number}" for number in count(2)))
    return next(free for free in names if free not in taken)


def _keep(text: str) -> Keep:
    try:
        return Keep.read(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of jobs: write one from 1 to 64.")
    return int(text)


def _bytes(size: int) -> str:
    return filesizeformat(size).replace("\xa0", " ")
