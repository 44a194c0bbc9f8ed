"""manage.py learn_gtins: which product and size the GTINs of matched offers are on."""

from django.core.management.base import BaseCommand

from apps.integration.matching.learning import learn_gtins


class Command(BaseCommand):
    help = (
        "Takes the GTINs of offers that were matched by style code or by hand into product_gtins, with product and "
        "size: offers of other shops and prices are then recognised by them. Run it after match_products. A GTIN that "
        "stands on two products or two sizes is left out. Can be repeated."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say how many would be learnt, and change nothing")

    def handle(self, *, dry_run: bool, verbosity: int, **options):
        learnt = learn_gtins(dry_run=dry_run)
        if verbosity > 0:
            self.stdout.write(
                f"{learnt:,} GTINs were not known.{' A dry run: nothing was changed.' if dry_run else ''}"
            )
