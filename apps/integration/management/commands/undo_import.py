"""manage.py undo_import: takes an import back."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from apps.integration.imports.undo import SHOWN, LaterWork, Undone, undo
from apps.integration.models import ImportBatch
from soleflip.intake.errors import IntakeError


class Command(BaseCommand):
    help = (
        "Takes an import back: deletes the rows that it added and restores those that it changed, as they were before. "
        "Where later work rests on them (somebody changed a row since, or another row refers to it) it says on which, "
        "and takes nothing back, unless told to do so partly. Possible for 30 days. Exit code 1 if nothing was taken "
        "back."
    )

    def add_arguments(self, parser):
        parser.add_argument("batch", metavar="BATCH", help="the id of the import, as the import command printed it")
        parser.add_argument("--dry-run", action="store_true", help="say what would be taken back, and change nothing")
        parser.add_argument(
            "--partly", action="store_true", help="take back what no later work rests on, and leave the rest"
        )

    def handle(self, *, batch: str, dry_run: bool, partly: bool, **options):
        try:
            found = ImportBatch.objects.get(pk=batch)
        except (ImportBatch.DoesNotExist, ValidationError):
            raise CommandError(f"There is no import {batch}: manage.py prints the id when it imports.") from None
        try:
            undone = undo(found, dry_run=dry_run, partly=partly)
        except LaterWork as error:
            self._show_held(error.undone)
            raise CommandError(error.in_full()) from error
        except IntakeError as error:
            raise CommandError(error.in_full()) from error
        self._show_held(undone)
        if dry_run:
            self.stdout.write(f"A dry run, nothing was changed. It would be: {undone}.")
            if undone.held and not partly:
                self.stdout.write("Without --partly nothing would be taken back, because of what stays.")
        else:
            self.stdout.write(self.style.SUCCESS(f"{found} is taken back: {undone}."))

    def _show_held(self, undone: Undone) -> None:
        for held in undone.held[:SHOWN]:
            self.stdout.write(f"  stays: {held}")
        if (more := len(undone.held) - SHOWN) > 0:
            self.stdout.write(f"  and {more:,} more")
