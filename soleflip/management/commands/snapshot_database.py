"""manage.py snapshot_database: what the migrations make, as a file for those who may not create a scratch database."""

from django.core.management.base import BaseCommand, CommandError

from soleflip.catalog.expectation import SNAPSHOT
from soleflip.management.building import built_expectation


class Command(BaseCommand):
    help = "Writes down what the migrations make, for verify_database where no scratch database can be created."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="write nothing; exit code 1 if the file is not current"
        )

    def handle(self, *, check, **options):
        content = built_expectation().dumps()
        if SNAPSHOT.exists() and SNAPSHOT.read_text(encoding="utf-8") == content:
            self.stdout.write(f"{SNAPSHOT.name} is current.")
        elif check:
            raise CommandError(f"{SNAPSHOT.name} is not what the migrations make: run manage.py snapshot_database.")
        else:
            SNAPSHOT.write_text(content, encoding="utf-8")
            self.stdout.write(f"{SNAPSHOT.name} was written anew.")
