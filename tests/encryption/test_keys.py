"""Keys that are missing, malformed or somebody else's: one sentence, which never shows a key."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.core.models import SupplierAccount
from apps.system.models import ConfigEntry
from soleflip.encryption.fitting import keys_problem
from tests.encryption.conftest import FOREIGN, NEW, OLD, make_secrets
from tests.support.command_line import manage, python
from tests.support.databases import connected_to
from tests.support.rows import make
from tests.support.sql import query


@pytest.mark.django_db
class TestKeysProblem:
    def test_there_is_none_when_the_keys_read_what_is_there(self, keys):
        keys(OLD)
        make_secrets()
        keys(NEW, OLD)
        with CaptureQueriesContext(connection) as captured:
            assert keys_problem() is None
        assert len([one for one in captured if "SAVEPOINT" not in one["sql"]]) == 2, "it is asked often"

    def test_a_database_without_secrets_takes_any_key(self, keys):
        keys(NEW)
        assert keys_problem() is None

    def test_the_key_of_another_database(self, keys):
        keys(OLD)
        make_secrets()
        keys(FOREIGN)
        assert keys_problem().startswith(
            "The keys in FIELD_ENCRYPTION_KEYS are not those of this database, whose secrets"
        )
        assert FOREIGN not in keys_problem()

    def test_a_key_that_was_taken_away_too_early(self, keys):
        """Half of the columns were rotated already."""
        keys(OLD)
        for _ in range(2):
            make(SupplierAccount, password_encrypted="old")
        keys(NEW)
        make(ConfigEntry, key="new", value_encrypted="new")
        assert "core.supplier_accounts.password_encrypted" in keys_problem()

    def test_a_rotation_that_broke_off_before_the_old_key_was_taken_away(self, keys):
        """In the order of the primary key the first ones have the new key, and the last ones the old."""
        keys(OLD)
        for number in range(30):
            make(ConfigEntry, key=f"shop.{number:02}", value_encrypted=f"{number}")
        keys(NEW)
        for key in ConfigEntry.objects.order_by("pk").values_list("pk", flat=True)[:20]:
            ConfigEntry.objects.filter(pk=key).update(value_encrypted="rotated")
        assert "system.config.value_encrypted" in keys_problem()

    def test_a_single_damaged_value_closes_nothing(self, keys):
        keys(NEW)
        make_secrets()
        query("UPDATE core.suppliers SET api_key_encrypted = 'damaged' WHERE api_key_encrypted IS NOT NULL")
        assert keys_problem() is None

    @pytest.mark.parametrize(("wanted", "sentence"), [([], "must be a list"), (["short"], "Key 1 of 1")])
    def test_keys_that_are_none(self, keys, wanted, sentence):
        keys(*wanted)
        assert sentence in keys_problem()


def test_an_empty_database_has_nothing_to_contradict(empty):
    with connected_to(empty):
        assert keys_problem() is None


@pytest.mark.parametrize("command", ["migrate", "check", "rotate_keys"])
def test_a_malformed_key_is_told_in_one_sentence_by_every_command(migrated, command):
    result = manage(command, database=migrated, FIELD_ENCRYPTION_KEYS=f"{NEW},no-key-at-all")
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert "Key 2 of 2 in FIELD_ENCRYPTION_KEYS is not a Fernet key" in line
    assert "no-key-at-all" not in line


def test_migrate_does_not_touch_a_database_of_other_keys(committed, keys):
    keys(FOREIGN)
    make_secrets()
    result = manage("migrate", database=committed, FIELD_ENCRYPTION_KEYS=NEW)
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert "The keys in FIELD_ENCRYPTION_KEYS are not those of this database" in line


@pytest.mark.parametrize("wrong", ["", "no-key-at-all", FOREIGN], ids=["missing", "malformed", "foreign"])
def test_the_site_does_not_start_with_a_key_that_is_missing_or_wrong(committed, keys, wrong):
    keys(OLD)
    make_secrets()
    arguments = ["-m", "gunicorn", "soleflip.wsgi", "--bind", "127.0.0.1:0", "--workers", "1"]
    result = python(*arguments, database=committed, FIELD_ENCRYPTION_KEYS=wrong)
    assert result.returncode == 3, result.stderr
    (line,) = [line for line in result.stderr.splitlines() if line.startswith("SoleFlip does not start: ")]
    assert "FIELD_ENCRYPTION_KEYS" in line
    assert "Traceback" not in result.stderr
    assert not wrong or wrong not in result.stderr
