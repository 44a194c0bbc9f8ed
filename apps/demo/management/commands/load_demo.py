"""manage.py load_demo: fills the database with a reseller's two years, to look around in."""

import datetime

from django.core.management.base import BaseCommand
from django.utils import timezone

from apps.demo.loading import expected_rows, load
from apps.demo.plan import Plan
from apps.integration.imports.telling import telling


class Command(BaseCommand):
    help = (
        "Loads production-like data: products, prices with two years of history, stock, sales, listings, suppliers. "
        "The same seed, scale and day make the same rows."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--scale",
            type=float,
            default=1,
            help="how much: 1 is 500 products, 50,000 prices and 12,000 sales (default: %(default)s)",
        )
        parser.add_argument("--seed", type=int, default=1, help="another number, other data (default: %(default)s)")
        parser.add_argument(
            "--today",
            type=datetime.date.fromisoformat,
            default=None,
            help="the day of reference, as in 2026-03-31 (default: today in UTC)",
        )

    def handle(self, *, scale, seed, today, verbosity, **options):
        plan = Plan(scale, seed, today or timezone.now().astimezone(datetime.UTC).date())
        with telling("Demo data", expected_rows(plan), self.stderr, quiet=not verbosity, unit="the rows") as tell:
            rows = load(plan, lambda rows: tell(rows, rows))
        self.stdout.write(f"Loaded {rows:,} rows.")
