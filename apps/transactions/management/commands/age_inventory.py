"""manage.py age_inventory: renews the days on the shelf of what is unsold."""

from django.core.management.base import BaseCommand

from apps.transactions.ageing import age_inventory, count_due
from soleflip.console import steps


class Command(BaseCommand):
    help = (
        "Renews shelf_life_days of unsold lots, which otherwise stand still until somebody writes the lot: run it once "
        "a day. Only lots whose figure has changed are written. Their updated_at stays, since a day that goes by is "
        "nobody's work. Lots that somebody else is writing at that moment are not waited for: that write renews them "
        "too, or the next run does."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say how many lots it would renew")

    def handle(self, *args, dry_run: bool, **options):
        if dry_run:
            self.stdout.write(f"A dry run, nothing was changed: {_lots(count_due())} would be renewed.")
            return
        with steps("Renewing", quiet=options["verbosity"] < 1) as progress:
            renewed = age_inventory(lambda number: progress.step(f"Renewing: {_lots(number)}"))
        left = count_due()
        self.stdout.write(f"Renewed the days on the shelf of {_lots(renewed)}.")
        if left:
            were, them = ("was", "it") if left == 1 else ("were", "them")
            self.stdout.write(f"{_lots(left)} {were} passed over, because somebody was writing {them}: run it again.")


def _lots(number: int) -> str:
    return f"{number:,} lot{'' if number == 1 else 's'}"
