"""manage.py refresh_views: brings what is kept from views up to date, repairs it, and says what was off."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from apps.system.kept_tables import KEPT, KeptTable, Work
from soleflip.console import steps


class Command(BaseCommand):
    help = (
        "Brings the opportunities and the sums by brand up to date: works off what triggers noted as stale, then "
        "computes all rows anew, repairs what differs, and says what was off. Pages and imports work the notes off by "
        "themselves; this is for after rows were loaded with triggers switched off, and to be sure. Readers never wait."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "tables", nargs="*", metavar="TABLE", help=f"one of {', '.join(sorted(KEPT))}; all by default"
        )
        parser.add_argument("--stale", action="store_true", help="work off what was noted, and leave it at that")
        parser.add_argument("--dry-run", action="store_true", help="only say what is off, and change nothing")

    def handle(self, *args, tables: list[str], stale: bool, dry_run: bool, verbosity: int, **options):
        for name in tables:
            if name not in KEPT:
                raise CommandError(f"{name} is not kept from a view: name one of {', '.join(sorted(KEPT))}.")
        for name in tables or sorted(KEPT):
            began = time.monotonic()
            with transaction.atomic(), steps(name, quiet=not verbosity):
                noted = KEPT[name].refresh()
                if noted is None:
                    raise CommandError(
                        f"The database is read-only, so {name} stays as it is: refresh it on its primary."
                    )
                off = None if stale else KEPT[name].refresh(anew=True)
                transaction.set_rollback(dry_run)
            if verbosity:
                for sentence in _sentences(KEPT[name], noted, off):
                    self.stdout.write(sentence)
                self.stdout.write(f"{name}: {time.monotonic() - began:.1f} s.")
        if dry_run and verbosity:
            self.stdout.write("A dry run: nothing was changed.")


def _sentences(table: KeptTable, noted: Work, off: Work | None) -> list[str]:
    """What was noted as stale, and what was off although nobody had noted it."""
    said = [f"{table.name}: {noted.keys:,} {table.key}{'' if noted.keys == 1 else 's'} noted as stale, {_rows(noted)}."]
    if off is not None:
        said.append(f"{table.name}: all computed anew, {_rows(off) if off.rows else 'nothing was off'}.")
    return said


def _rows(work: Work) -> str:
    return f"{work.added:,} rows added, {work.changed:,} changed, {work.removed:,} removed"
