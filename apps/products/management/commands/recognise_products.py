"""manage.py recognise_products: fills brands and categories by the names of products, and says what stays unknown."""

from collections import Counter

from django.core.management.base import BaseCommand
from django.db import transaction

from apps.products.models import Product
from apps.products.recognising import Recognised, recognise
from apps.system.kept_tables import bring_all_up_to_date


class Command(BaseCommand):
    help = (
        "Fills the brand of products without one and the category of products in Other, by their names. What the name "
        "does not say, or says in two ways, stays unknown, and what somebody entered is never overwritten. Can be "
        "repeated."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say the same, and change nothing")

    def handle(self, *args, dry_run: bool, **options):
        with transaction.atomic():
            transaction.on_commit(bring_all_up_to_date)
            done = recognise(Product.objects.all())
            transaction.set_rollback(dry_run)
        for line in _lines(done):
            self.stdout.write(line)
        if not done.changed:
            self.stdout.write("Nothing was to be changed.")
        elif dry_run:
            self.stdout.write("A dry run: nothing was changed.")


def _lines(done: Recognised) -> list[str]:
    return [
        *done.skipped,
        f"Brands that were recognised: {_counted(done.brands)}.",
        f"Categories that were recognised: {_counted(done.categories)}.",
        f"Still without a brand: {done.without_brand:,}{_named(done.names_without_brand, done.without_brand)}",
        f"Still in Other: {done.in_other:,}{_named(done.names_in_other, done.in_other)}",
    ]


def _counted(numbers: Counter[str]) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in sorted(numbers.items())) or "none"


def _named(names: list[str], number: int) -> str:
    return f", such as {', '.join(names)}" if number else ""
