"""manage.py verify_audit: whether anybody has altered, removed or put in a record of the audit trail."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from apps.system.audit.verifying import Heads, heads, verify
from soleflip.backup.errors import BackupError
from soleflip.backup.folders import found_backups
from soleflip.console import steps

IN_MANIFESTS = "apps.system.audit.verifying.heads"  # as settings.BACKUP_MANIFEST has it
MOST = 20  # findings of a month that are shown


class Command(BaseCommand):
    help = (
        "Computes all hashes of the audit trail anew and says, month by month, which records were altered, removed or "
        "put in, whoever did it. Exit code 1 when there are any. Somebody who may write everything in the database "
        "could make the whole chain anew, or cut off its end: against that, --save keeps its ends in a file elsewhere, "
        "and --against compares with it. Each backup keeps them too."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--against",
            metavar="FILE",
            type=Path,
            help="compare with the ends that --save wrote, or with those in the manifest.json of a backup",
        )
        parser.add_argument(
            "--against-backup", action="store_true", help="compare with the ends in the newest backup, if there is one"
        )
        parser.add_argument("--save", metavar="FILE", type=Path, help="write the ends down, when all is well")

    def handle(self, *args, against: Path | None, against_backup: bool, save: Path | None, verbosity: int, **options):
        known = [_read(against)] if against else []
        if against_backup:
            known += self._of_the_newest_backup(verbosity)
        wrong = 0
        ends = heads()
        with steps("Audit trail", quiet=not verbosity) as progress:
            for month in verify(*known):
                progress.step(month.name)
                wrong += len(month.findings)
                if verbosity or month.findings:
                    self.stdout.write(_summary(month))
                for finding in month.findings[:MOST]:
                    self.stdout.write(self.style.ERROR(f"  {finding}"))
                if len(month.findings) > MOST:
                    self.stdout.write(self.style.ERROR(f"  And {len(month.findings) - MOST:,} more."))
        if wrong:
            raise CommandError(
                f"The audit trail does not agree with its hashes in {wrong:,} place{'s' if wrong > 1 else ''}."
            )
        if save:
            try:
                save.write_text(json.dumps(ends, indent=2) + "\n", encoding="utf-8")
            except OSError as error:
                raise CommandError(f"{save} cannot be written: {error.strerror}.") from None
        if verbosity:
            self.stdout.write("Nothing was altered." if ends else "The audit trail is empty.")

    def _of_the_newest_backup(self, verbosity: int) -> list[Heads]:
        try:
            manifest = next((found.manifest for found in found_backups() if found.manifest), None)
        except BackupError as error:
            raise CommandError(str(error)) from None
        if verbosity:
            self.stdout.write(f"Compared with backup {manifest.name}." if manifest else "There is no backup yet.")
        return [manifest.extra[IN_MANIFESTS]] if manifest and IN_MANIFESTS in manifest.extra else []


def _summary(month) -> str:
    if month.is_put_away:
        return f"{month.name}: put away, as its age allows."
    erased = f", {month.erased:,} of them erased" if month.erased else ""
    return f"{month.name}: {month.changesets:,} changesets with {month.records:,} records{erased}."


def _read(file: Path) -> Heads:
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
        known = known["extra"][IN_MANIFESTS] if "extra" in known else known
        return {str(month): {"number": int(end["number"]), "hash": str(end["hash"])} for month, end in known.items()}
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
    except (ValueError, TypeError, KeyError, AttributeError):
        raise CommandError(f"{file} is no file that verify_audit --save wrote, and no manifest of a backup.") from None
