"""manage.py retention run: lets go whatever has been kept for as long as it may be."""

from io import StringIO

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from apps.system.models import LogEntry
from apps.system.privacy.ageing import let_go
from soleflip.console import steps


class Command(BaseCommand):
    help = (
        "Lets go whatever is over its time: old months of histories and the log, rows of imports and sessions, what is "
        "held on people whose business with us has ended, and what the audit trail says of them. "
        "manage.py gdpr_rules shows how long what is kept. Run it daily."
    )

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True, metavar="run")
        run = actions.add_parser("run", help="let go what is over its time; it is gone for good")
        run.add_argument("--dry-run", action="store_true", help="print the same counts, and change nothing")

    def handle(self, *, dry_run: bool, verbosity: int, **options):
        failure = self.drop_months(dry_run, verbosity)
        with steps("Letting go", quiet=not verbosity) as progress:
            counts = let_go(dry_run=dry_run, step=progress.step)
        for place, number in sorted(counts.items()):
            self.stdout.write(f"{number:,} {place} {'would go' if dry_run else 'gone'}.")
        if not counts:
            self.stdout.write("Nothing else is over its time.")
        if dry_run:
            self.stdout.write("A dry run: nothing was changed.")
        elif counts:
            LogEntry.objects.create(
                component="retention",
                level="INFO",
                message=f"Let go {counts.total():,} rows and values that were over their time.",
                details=dict(counts),
                created_at=timezone.now(),
            )
        if failure:
            raise CommandError(failure)

    def drop_months(self, dry_run: bool, verbosity: int) -> str:
        """Drop old months as manage.py partitions does; why some could not be, "" where all could."""
        said = StringIO()
        try:
            call_command(
                "partitions", "drop-old", dry_run=dry_run, verbosity=verbosity, stdout=said, stderr=self.stderr
            )
        except CommandError as error:
            return str(error)
        finally:
            for line in said.getvalue().splitlines():
                if not line.startswith("A dry run"):
                    self.stdout.write(line)
        return ""
