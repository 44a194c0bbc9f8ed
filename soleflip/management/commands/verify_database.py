"""manage.py verify_database: is the database what the migrations make?"""

import json
import sys
import time
from collections import Counter
from dataclasses import asdict

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from rich.table import Table

from soleflip.catalog.differences import THERE, Difference
from soleflip.catalog.expectation import NoExpectation
from soleflip.catalog.standard import AUTO, SOURCES, expectation_for
from soleflip.catalog.verification import Verification, verify
from soleflip.console import console_for, steps
from soleflip.database_roles.applying import GRANT, ROLE, Look, look
from soleflip.database_roles.names import ROLES
from soleflip.preflight import wrong_search_path

ADVICE = {
    "migration": "manage.py migrate applies what is missing.",
    "partition": "manage.py migrate makes the partitions of this month and of those ahead.",
    GRANT: "manage.py database_roles apply gives the roles their rights, and no others.",
    "seed row": "A seeded row comes back by being entered again, with the same name or slug.",
}
ONLY_NOTES = "Nothing else is missing: only the note was lost, which manage.py migrate --fake APP NAME writes again."


class Command(BaseCommand):
    help = (
        "Holds the database against what the migrations make: every table, column, constraint, index, trigger, "
        "function, view and comment, the partitions of this month and those ahead, and the seeded rows. "
        "Rights are compared of everybody, and of the project's roles (manage.py database_roles), where the server has "
        "them; owners are not. Changes nothing. "
        "Exit code 1 if anything differs."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, choices=tuple(connections), help="which database")
        parser.add_argument(
            "--format", default="text", choices=["text", "json"], help="text for people (default), or json"
        )
        parser.add_argument(
            "--expect",
            default=AUTO,
            choices=SOURCES,
            help="where to learn what is expected: from a scratch database on the same server, from the snapshot that "
            "comes with the project, or (auto, the default) from the first if the role may create one",
        )
        parser.add_argument("--roles", action="store_true", help="the roles have to be there: else it is a difference")

    def handle(self, *, database, format, expect, roles, **options):
        connection = connections[database]
        if hindrance := wrong_search_path(connection):
            raise CommandError(hindrance)
        began = time.monotonic()
        with steps("Verifying", quiet=format == "json" or options["verbosity"] < 1) as progress:
            try:
                expectation, source = expectation_for(connection, expect, progress.migrations)
            except NoExpectation as error:
                raise CommandError(str(error)) from error
            with transaction.atomic(using=database):
                result = verify(connection, expectation, settings.SEED_STAND_INS, progress.step)
                progress.step("roles")
                remarks = self.add_roles(result, look(connection), are_needed=roles)
        report = self.as_json if format == "json" else self.as_text
        report(result, connection.settings_dict["NAME"], source, time.monotonic() - began, remarks)
        if result.differences:
            sys.exit(1)

    def add_roles(self, result: Verification, seen: Look, *, are_needed: bool) -> list[str]:
        """Take what was seen of the roles into the result; what there is to say besides."""
        if seen.missing and not are_needed:
            names = ", ".join(seen.missing)
            return [f"There is no {names} on this server: its sites have the rights of whoever logs in there."]
        result.expected[ROLE] = len(ROLES)
        result.differences += [Difference(ROLE, role, None, THERE, None) for role in seen.missing]
        if seen.expected:
            result.expected[GRANT] = seen.expected
        result.differences += seen.differences
        return [seen.unseen] if seen.unseen else []

    def as_json(self, result: Verification, name: str, source: str, seconds: float, remarks: list[str]) -> None:
        content = {
            "database": name,
            "ok": not result.differences,
            "expected_from": source,
            "checked": result.expected,
            "differences": [asdict(difference) for difference in result.differences],
            "not_looked_into": [f"{entry.kind} {entry.name}" for entry in result.strangers],
            "remarks": remarks,
        }
        self.stdout.write(json.dumps(content, indent=2, ensure_ascii=False))

    def as_text(self, result: Verification, name: str, source: str, seconds: float, remarks: list[str]) -> None:
        console = console_for(self.stdout)
        console.print(_table(result))

        def say(text: str, style: str = "") -> None:
            console.print(text, style=style, markup=False, highlight=False, soft_wrap=True)

        for difference in result.differences:
            say(f"✗ {difference}")
        kinds = {difference.kind for difference in result.differences}
        for kind in sorted(kinds & set(ADVICE)):
            say(ADVICE[kind] if kinds != {"migration"} else ONLY_NOTES)
        for entry in result.strangers:
            say(f"Not ours, and not looked into: {entry.kind} {entry.name}")
        for remark in remarks:
            say(remark)
        count = len(result.differences)
        verdict = f"differs in {count} place{'s' if count > 1 else ''}" if count else "is as it should be"
        say(
            f"The database {name} {verdict}: {sum(result.expected.values()):,} objects were held against {source}, "
            f"in {seconds:.1f} s.",
            style="red" if count else "green",
        )


def _table(result: Verification) -> Table:
    differing = Counter(difference.kind for difference in result.differences)
    table = Table("kind", box=None, pad_edge=False, header_style="bold")
    table.add_column("expected", justify="right")
    table.add_column("differences", justify="right")
    for kind in sorted(result.expected | differing):
        wrong = differing[kind]
        table.add_row(kind, f"{result.expected[kind]:,}", f"{wrong:,}" if wrong else "-", style="red" if wrong else "")
    return table
