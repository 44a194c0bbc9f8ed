"""manage.py gdpr_export: everything that is held on a person, for programs and for people."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from apps.system.privacy.choosing import add_person_arguments, choose
from apps.system.privacy.files import write_private
from apps.system.privacy.holding import held_on
from soleflip.console import steps


class Command(BaseCommand):
    help = (
        "Writes down everything that is held on a supplier contact, account holder, buyer or user, with why it is "
        "held, by which law and for how long: as JSON, and as a page that opens in any browser. Both hold personal "
        "data and can be read by you alone; delete them when they are sent."
    )

    def add_arguments(self, parser):
        add_person_arguments(parser)
        parser.add_argument("--output", type=Path, default=Path(), metavar="DIR", help="where to (default: here)")

    def handle(self, *, person: list[str], also: list[str], output: Path, verbosity: int, **options):
        if not output.is_dir():
            raise CommandError(f"{output} is no folder: make it, or name another with --output.")
        with transaction.atomic(), connection.cursor() as cursor, steps("Looking", quiet=not verbosity):
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            chosen = choose(person, also)
            people = [held_on(one) for one in chosen]
        made_at = timezone.localtime()
        name = f"gdpr-{people[0]['id'][-12:] or 'mentioned'}-{made_at:%Y-%m-%d}"
        told = {"made_at": made_at.isoformat(timespec="seconds"), "people": people}
        page = render_to_string("privacy/export.html", {"people": people, "made_at": made_at})
        try:
            write_private(output / f"{name}.json", json.dumps(told, indent=2, ensure_ascii=False, default=str) + "\n")
            write_private(output / f"{name}.html", page)
        except OSError as error:
            raise CommandError(f"{output} cannot be written to: {error.strerror}.") from None
        for remark in [remark for one in chosen for remark in one.remarks]:
            self.stderr.write(remark)
        for one in people:
            self.stdout.write(
                f"{one['kind']} {one['id'] or one['called']}: {len(one['rows']):,} rows, {len(one['mentions']):,} "
                f"mentions, {len(one['log_lines']):,} lines of the log, {len(one['audit_trail']):,} changes."
            )
        self.stdout.write(self.style.SUCCESS(f"Written: {output / name}.json and .html, which only you can read."))
