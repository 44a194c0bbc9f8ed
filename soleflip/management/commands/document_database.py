"""manage.py document_database: the data dictionary and the diagrams in docs/reference."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from soleflip.management.building import built_expectation
from soleflip.reference.pages import pages
from soleflip.summary import django_tables

FOLDER = settings.BASE_DIR / "docs" / "reference"


class Command(BaseCommand):
    help = "Writes docs/reference anew: a page for each schema with its data dictionary and a diagram."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 if a page is stale")

    def handle(self, *, check, **options):
        left_out = {f"public.{table}" for table in django_tables()}
        wanted = {FOLDER / name: text for name, text in pages(built_expectation(), left_out, settings.SQL_DIR).items()}
        stale = [file for file, text in wanted.items() if not file.exists() or file.read_text(encoding="utf-8") != text]
        stale += [file for file in FOLDER.glob("*.md") if file not in wanted]
        if not stale:
            self.stdout.write(f"{len(wanted)} pages are current.")
        elif check:
            names = ", ".join(sorted(file.name for file in stale))
            raise CommandError(f"Stale in docs/reference: {names}. Run manage.py document_database.")
        else:
            self.write(stale, wanted)

    def write(self, stale, wanted) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for file in stale:
            if file in wanted:
                file.write_text(wanted[file], encoding="utf-8")
            else:
                file.unlink()
        self.stdout.write(f"{len(stale)} of {len(wanted)} pages were written anew.")
