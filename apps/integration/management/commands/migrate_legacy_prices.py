"""manage.py migrate_legacy_prices: prices of the legacy tables into price_sources."""

import sys
from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from apps.integration.imports.telling import telling
from apps.integration.imports.turn import turn
from apps.integration.legacy_prices.market_prices import MarketPrices
from apps.integration.legacy_prices.migrating import Migrated, Migration
from apps.integration.legacy_prices.supplier_prices import SupplierPrices
from apps.integration.models.import_batch import ImportSource
from apps.system.kept_tables import bring_all_up_to_date
from soleflip.intake.errors import IntakeError

SHOWN = 30  # reasons


class Command(BaseCommand):
    help = (
        "Brings the prices of integration.market_prices (retail) and pricing.market_prices (resale: the lowest ask of "
        "the newest snapshot) into price_sources, and prints what it could not decide, by reason. A newer price is "
        "never overwritten, and the legacy tables stay as they are. All of it is one transaction, and coming again "
        "changes nothing. Exit code 0 also where some rows could not be decided."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="do all of it, report as usual, and write nothing")

    def handle(self, *, dry_run: bool, verbosity: int, **options):
        try:
            with turn(ImportSource.PRICES), transaction.atomic():
                transaction.on_commit(bring_all_up_to_date)
                done = self._migrated(quiet=verbosity < 1)
                transaction.set_rollback(dry_run)
        except IntakeError as error:
            raise CommandError(error.in_full()) from error
        for table in done:
            self._report(table)
        if dry_run:
            self.stdout.write("A dry run: nothing was written.")

    def _migrated(self, *, quiet: bool) -> list[Migrated]:
        migration, done = Migration(), []
        for legacy in (SupplierPrices(), MarketPrices()):
            with telling(legacy.name, legacy.count(), sys.stderr, quiet=quiet, unit="the table") as tell:
                done.append(migration.migrate(legacy, lambda read, tell=tell: tell(read, read)))
        return done

    def _report(self, done: Migrated) -> None:
        self.stdout.write(f"{done}.")
        self._list("not decided", done.undecided)
        self._list("with a doubt", done.notes)

    def _list(self, title: str, reasons: Counter[str]) -> None:
        for reason, number in reasons.most_common(SHOWN):
            self.stdout.write(f"  {title}, {number:,} row{'s' * (number != 1)}: {reason}")
        if (more := len(reasons) - SHOWN) > 0:
            self.stdout.write(f"  and {more:,} more reasons")
