"""manage.py gdpr_rules: what is personal data here, of whom, why, for how long, and what erasing means."""

from django.core.management.base import BaseCommand

from apps.system.privacy.listing import as_markdown


class Command(BaseCommand):
    help = (
        "Prints the table of personal data as Markdown: each column, of whom it is, why and by which law it is held, "
        "for how long, and what erasing leaves there."
    )

    def handle(self, *args, **options):
        self.stdout.write(as_markdown())
