"""manage.py match_products: which product each offer of a shop is."""

from collections import Counter

from django.core.management.base import BaseCommand, CommandError

from apps.integration.matching.run import Outcome, match
from soleflip.intake.errors import IntakeError

SHOWN = 10  # codes, and labels of sizes
NOT_MATCHED = {
    "no code": "have neither a GTIN nor a style code",
    "gtin not known": "have a GTIN that no product has, and no style code",
    "not known": "have a style code that no product has",
    "other maker": "have the style code of another maker's product",
    "none of them": "are none of the products, as staff answered",
}
MATCHED = {"by GTIN": "ean", "by style code": "style_code", "by hand": "manual"}
ASKED = ("several", "several gtin", "brand", "codes")


class Command(BaseCommand):
    help = (
        "Links the offers in awin_products to products, by GTIN or by style code and brand, and mirrors their prices "
        "into price_sources. What is not certain becomes a question for staff (Match questions in the back office). "
        "Can be repeated: only what differs is written."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what would be linked, and change nothing")

    def handle(self, *, dry_run: bool, verbosity: int, **options):
        try:
            outcome = match(dry_run=dry_run, progress=self._tell if verbosity > 0 else lambda step: None)
        except IntakeError as error:
            raise CommandError(error.in_full()) from error
        if verbosity > 0:
            self._report(outcome)
            if dry_run:
                self.stdout.write("A dry run: nothing was changed.")

    def _tell(self, step: str) -> None:
        self.stderr.write(f"{step} …")

    def _report(self, outcome: Outcome) -> None:
        verdicts, prices = outcome.verdicts, outcome.prices
        if not verdicts:
            self.stdout.write("There are no offers yet: import a feed first, with import_awin.")
            return
        matched = {name: verdicts[verdict] for name, verdict in MATCHED.items()}
        asked = sum(verdicts[verdict] for verdict in ASKED)
        not_matched = sum(verdicts[verdict] for verdict in NOT_MATCHED)
        self.stdout.write(
            f"{verdicts.total():,} offers = matched {sum(matched.values()):,} "
            f"({', '.join(f'{number:,} {name}' for name, number in matched.items())}) "
            f"+ in question {asked:,} + not matched {not_matched:,}; {outcome.relinked:,} changed."
        )
        for verdict, words in NOT_MATCHED.items():
            if number := verdicts[verdict]:
                codes = f": {_first(outcome.unknown_codes)}" if verdict == "not known" else ""
                self.stdout.write(f"  {number:,} {words}{codes}")
        if asked:
            answers = f"{outcome.questions:,} answer{'s' * (outcome.questions != 1)}"
            self.stdout.write(f"  {asked:,} wait for {answers}: see Match questions")
        self.stdout.write(
            f"Prices: {prices.added:,} added, {prices.changed:,} changed, {prices.withdrawn:,} set out of stock, "
            f"{prices.unchanged:,} unchanged."
        )
        if unclear := outcome.unclear_sizes:
            self.stdout.write(
                f"Sizes that are not certain, so their offers have no price: {_first(unclear)}. US and UK sizes need "
                "the product's name to say for whom it is, such as Men's or Women's."
            )


def _first(counted: Counter[str]) -> str:
    """The most common ones, with their offers."""
    first = ", ".join(f"{text} ({number:,})" for text, number in counted.most_common(SHOWN))
    return f"{first} and {len(counted) - SHOWN:,} more" if len(counted) > SHOWN else first
