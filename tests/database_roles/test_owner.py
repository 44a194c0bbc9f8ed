"""DATABASE_OWNER_URL: another login for the same database."""

import pytest
from django.conf import settings

from soleflip.database_roles.owner import COMMANDS
from tests.support.command_line import database_url, manage


def test_the_page_on_production_names_every_command_that_needs_it():
    page = (settings.BASE_DIR / "docs/how-to/run-in-production.md").read_text()
    (table,) = (part for part in page.split("\n\n") if part.startswith("| for | commands |"))
    assert {name for name in table.split("`")[1::2] if name.strip()} == COMMANDS


def test_both_addresses_lead_to_the_same_database(migrated):
    address = database_url(migrated)
    assert manage("migrate", "--check", database=migrated, DATABASE_OWNER_URL=address).returncode == 0


@pytest.mark.parametrize(
    ("elsewhere", "what"),
    [
        ("postgres://owner:Xy3-secret@db.example:5432/{name}_before", "the database"),
        ("postgres://owner:Xy3-secret@elsewhere.example/{name}", "the host"),
    ],
)
def test_one_that_leads_elsewhere_is_refused_in_a_sentence(migrated, elsewhere, what):
    """As after a restore, when only one of the two was changed: migrate would change the other database."""
    site, owner = f"postgres://site:Xy3-secret@db.example/{migrated}", elsewhere.format(name=migrated)
    result = manage("migrate", "--check", database=migrated, DATABASE_URL=site, DATABASE_OWNER_URL=owner)
    assert result.returncode == 1
    assert f"must lead to the same database, and differ in {what}: change both together" in result.stderr
    assert "Xy3-secret" not in result.stderr
    assert "Traceback" not in result.stderr
