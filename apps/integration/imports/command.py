"""What all import commands share."""

import argparse
import sys
from contextlib import AbstractContextManager

from django.core.management.base import BaseCommand, CommandError

from apps.integration.imports.awin.feed_address import note_that_nothing_is_new
from apps.integration.imports.kinds import Kind
from apps.integration.imports.run import AlreadyImported, Outcome, carry_out
from apps.integration.imports.telling import telling
from soleflip.intake.errors import IntakeError
from soleflip.intake.files import SourceFile, opened

NOTHING_NEW = "Nothing new at this address since the last import: nothing was done."
SHOWN = 10  # refused rows


class ImportCommand(BaseCommand):
    """Imports files of one kind; a subclass names it as `kind`, and says in `help` what the file is."""

    kind: Kind

    def create_parser(self, prog_name, subcommand, **options):
        options.setdefault(
            "epilog",
            "Every row ends in one place: processed, skipped (unchanged or a duplicate) or error. A row that is an "
            "error never stops the others. Exit code 0 when all files were read to the end, also where rows were "
            "refused; 1 when a file was not imported: then nothing of it was written.",
        )
        return super().create_parser(prog_name, subcommand, **options)

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", help=self.files_help)
        parser.add_argument(
            "--dry-run", action="store_true", help="read everything and report as usual, but write nothing"
        )
        parser.add_argument("--again", action="store_true", help="import also what was imported before, by its SHA-256")
        parser.add_argument("--limit", type=_count, metavar="N", help="read the first N rows of each file only")

    files_help = "CSV, plain or packed as .gz or .zip; - for standard input"

    def handle(self, *, files: list[str], dry_run: bool, again: bool, limit: int | None, **options):
        refused = 0
        for file in files:
            try:
                with self.opened(file, again) as source:
                    if source is None:
                        self.say_that_nothing_is_new(dry_run)
                    else:
                        self.carry_out(source, dry_run=dry_run, again=again, limit=limit, **options)
            except KeyboardInterrupt:
                self.stderr.write("Interrupted: nothing of this file was imported.")
                raise
            except IntakeError as error:
                if len(files) == 1:
                    raise CommandError(error.in_full()) from error
                self.stderr.write(self.style.ERROR(error.in_full()))
                refused += 1
        if refused:
            raise CommandError(f"{refused} of {len(files)} files {'was' if refused == 1 else 'were'} not imported.")

    def carry_out(self, source: SourceFile, *, dry_run: bool, again: bool, limit: int | None, verbosity: int, **_):
        """Import one file, and say what came of it; with verbosity 0 only if rows were refused."""
        with telling(source.name, source.size, sys.stderr, quiet=verbosity < 1) as progress:
            try:
                outcome = carry_out(self.kind, source, dry_run=dry_run, again=again, limit=limit, progress=progress)
            except AlreadyImported:
                if source.fetched is None:
                    raise
                outcome = None  # its server does not know, or does not say, that it is still the same
        if outcome is None:
            self.say_that_nothing_is_new(dry_run)
        elif verbosity > 0 or outcome.counts.errors:
            self.report(source, outcome, dry_run)

    def say_that_nothing_is_new(self, dry_run: bool) -> None:
        if not dry_run:
            note_that_nothing_is_new(self.kind.source)
        self.stdout.write(NOTHING_NEW)

    def opened(self, file: str, again: bool) -> AbstractContextManager[SourceFile | None]:
        """The file, or None where it is known to hold nothing new."""
        return opened(file)

    def report(self, source: SourceFile, outcome: Outcome, dry_run: bool) -> None:
        """Where each row ended, the first refused ones, and where to look up the others."""
        rate = f"{outcome.counts.read / max(outcome.seconds, 0.001):,.0f} rows/s"
        self.stdout.write(f"{source.name}: {outcome.counts}, in {outcome.seconds:.1f} s ({rate}).")
        for entry in outcome.errors[:SHOWN]:
            self.stdout.write(f"  row {entry.row_number:,}: {entry.remark}")
        if more := outcome.counts.errors - len(outcome.errors[:SHOWN]):
            self.stdout.write(f"  and {more:,} more rows with errors.")
        if notes := outcome.counts.notes:
            self.stdout.write(f"  {notes:,} row{'s' * (notes > 1)} with a remark: see the records of the import.")
        if dry_run:
            self.stdout.write("  A dry run: nothing was written.")
        elif outcome.batch.changes.exists():  # also of a list that only confirmed what was known
            self.stdout.write(f"  Import {outcome.batch.pk}; manage.py undo_import {outcome.batch.pk} takes it back.")


def _count(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of rows: give 1 or more.")
    return number
