"""manage.py explain_opportunity: how the net profit of two prices comes about."""

from django.core.management.base import BaseCommand, CommandError

from apps.integration.explanation import Explanation, NoOpportunity, UnknownPrice, explain


class Command(BaseCommand):
    help = (
        "Prints how the net profit of buying at one price and selling at another comes about, line by line: what the "
        "marketplace keeps, the exchange rate, and what each figure rests on. Where the two prices are no opportunity, "
        "it says why not, with exit code 1. The page of an opportunity in the back office says the same."
    )

    def add_arguments(self, parser):
        parser.add_argument("retail", metavar="RETAIL_ID", help="the id of the price at which to buy")
        parser.add_argument("resale", metavar="RESALE_ID", help="the id of the price at which to sell")

    def handle(self, *, retail: str, resale: str, **options):
        try:
            explanation = explain(retail, resale)
        except (UnknownPrice, NoOpportunity) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(explanation.title + "\n\n")
        self._show_sum(explanation)
        self.stdout.write("")
        self._show_grounds(explanation)

    def _show_sum(self, explanation: Explanation) -> None:
        words = max(len(line.words) for line in explanation.lines)
        amounts = max(len(line.amount) for line in explanation.lines)
        for line in explanation.lines:
            text = f"{line.words:{words}}  {line.amount:>{amounts}}"
            self.stdout.write(self.style.MIGRATE_HEADING(text) if line.is_sum else text)

    def _show_grounds(self, explanation: Explanation) -> None:
        titles = max(len(ground.title) for ground in explanation.grounds) + 1
        for ground in explanation.grounds:
            self.stdout.write(f"{ground.title + ':':{titles}} {ground.words}")
            if ground.link:
                self.stdout.write(f"{'':{titles}} {ground.link}")
