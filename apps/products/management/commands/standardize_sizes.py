"""manage.py standardize_sizes: loads the size charts, fills the EU values that they give, and says what they do not."""

from django.core.management.base import BaseCommand
from django.db import transaction

from apps.products.size_charts.standardizing import Standardized, standardize
from apps.system.kept_tables import bring_all_up_to_date

SHOWN = 12  # labels of one reason


class Command(BaseCommand):
    help = (
        "Loads the size charts into public.sizes, fills the standardized (EU) value where they are certain, and moves "
        "goods to the size of their brand once that is known. What somebody entered is never overwritten. Can be "
        "repeated."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say the same, and change nothing")

    def handle(self, *args, dry_run: bool, **options):
        with transaction.atomic():
            transaction.on_commit(bring_all_up_to_date)
            done = standardize()
            transaction.set_rollback(dry_run)
        for line in _lines(done):
            self.stdout.write(line)
        if not done.is_any:
            self.stdout.write("Nothing was to be changed.")
        elif dry_run:
            self.stdout.write("A dry run: nothing was changed.")


def _lines(done: Standardized) -> list[str]:
    moved = [
        f"{number:,} {model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural}"
        for model, number in sorted(done.moved.items(), key=lambda entry: entry[0]._meta.label)
    ]
    lines = [
        f"Sizes of the charts: {done.charted:,}. Rows that were made: {done.made:,}, that got their value: "
        f"{done.filled:,}, that got the source of their value: {done.sourced:,}.",
        f"Moved to the size of their brand: {', '.join(moved) or 'nothing'}.",
    ]
    if done.undecided:
        lines.append("Not decided:")
    for reason, labels in sorted(done.undecided.items()):
        shown = [f"{label} ({number:,})" if number > 1 else label for label, number in list(labels.items())[:SHOWN]]
        more = f", and {len(labels) - SHOWN:,} more" if len(labels) > SHOWN else ""
        lines.append(f"  {reason} ({labels.total():,}): {', '.join(shown)}{more}")
    return lines
