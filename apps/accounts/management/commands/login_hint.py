from django.core.management.base import BaseCommand

from apps.accounts.login_hint import login_hint


class Command(BaseCommand):
    help = "Says where the site is and how to log in."

    def add_arguments(self, parser):
        parser.add_argument("--address", default="127.0.0.1:8000", help="host:port of the site (default: %(default)s)")

    def handle(self, *, address, **options):
        self.stdout.write(f"SoleFlip is at {self.style.SUCCESS(f'http://{address}/admin/')}")
        self.stdout.write(login_hint())
