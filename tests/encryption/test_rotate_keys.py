"""manage.py rotate_keys: afterwards the newest key reads everything, and the older ones can be taken away."""

import os
import signal

import psycopg
import pytest
from django.core.management import CommandError, call_command

from apps.core.models import SupplierAccount
from apps.system.models import ConfigEntry
from soleflip.encryption import rotation
from soleflip.encryption.columns import encrypted_columns
from tests.encryption.conftest import FOREIGN, NEW, OLD, SECRETS, make_secrets, secrets
from tests.support.command_line import database_url, manage, started
from tests.support.rows import make
from tests.support.sql import query, value
from tests.support.waiting import wait_until

STAMPS = (
    "SELECT id, updated_at FROM core.supplier_accounts UNION ALL SELECT id, updated_at FROM core.suppliers ORDER BY 1"
)
COUNT_OLD = "SELECT count(*) FROM system.config WHERE value_encrypted = ANY (%s)"


def test_every_encrypted_column_is_known():
    assert {str(column) for column in encrypted_columns()} == {
        "system.config.value_encrypted",
        "core.suppliers.api_key_encrypted",
        "core.supplier_accounts.password_encrypted",
        "core.supplier_accounts.proxy_config_encrypted",
    }


@pytest.mark.django_db
class TestRotating:
    def test_the_old_key_can_be_removed_afterwards(self, keys, capsys):
        keys(OLD)
        make_secrets()
        before, stamps = secrets(), query(STAMPS)
        keys(NEW, OLD)
        call_command("rotate_keys")
        told = capsys.readouterr().out
        assert f"Encrypted anew: {SECRETS} values." in told
        assert f"{SECRETS} values, all by the newest key: the others can be removed." in told
        keys(NEW)
        assert secrets() == before
        assert query(STAMPS) == stamps, "nobody changed what the rows say"

    def test_what_has_the_newest_key_already_is_not_written_again(self, keys, capsys):
        keys(NEW)
        make_secrets()
        places = query("SELECT ctid FROM core.supplier_accounts")
        keys(NEW, OLD)
        call_command("rotate_keys")
        assert "Encrypted anew: 0 values." in capsys.readouterr().out
        assert query("SELECT ctid FROM core.supplier_accounts") == places

    def test_a_dry_run_counts_by_key_and_changes_nothing(self, keys, capsys):
        keys(OLD)
        make_secrets()
        keys(NEW, OLD)
        make(ConfigEntry, key="new", value_encrypted="newer")
        call_command("rotate_keys", "--dry-run")
        told = capsys.readouterr().out
        assert "By the key the newest: 1 value\n" in told
        assert f"By the key number 2: {SECRETS} values\n" in told
        assert "can be removed" not in told
        keys(OLD, NEW)
        assert len(secrets()) == SECRETS + 1

    def test_a_value_that_no_key_reads_is_named_but_not_shown(self, keys, capsys):
        keys(FOREIGN)
        account = make(SupplierAccount, password_encrypted="lost")
        stored = value("SELECT password_encrypted FROM core.supplier_accounts")
        keys(OLD)
        make_secrets()
        keys(NEW, OLD)
        with pytest.raises(CommandError, match="1 value cannot be read by any key in FIELD_ENCRYPTION_KEYS"):
            call_command("rotate_keys")
        told = capsys.readouterr()
        assert f"No key reads core.supplier_accounts.password_encrypted of the row {account.pk}." in told.err
        assert "can be removed" not in told.out
        assert stored not in told.err + told.out
        keys(NEW, FOREIGN)
        assert len(secrets()) == SECRETS + 1, "the others were rotated, and this one was left as it was"


class TestWhileOthersWork:
    @pytest.fixture
    def many(self, committed, keys):
        """Some thousand settings by the old key."""
        keys(OLD)
        ConfigEntry.objects.bulk_create(
            ConfigEntry(key=f"shop.{number:05}", value_encrypted=f"{number}") for number in range(5_000)
        )
        keys(NEW, OLD)
        return [row for (row,) in query("SELECT value_encrypted FROM system.config")]

    def test_a_run_that_is_killed_is_gone_on_with(self, committed, many, keys, tmp_path):
        environment = {"database": committed, "FIELD_ENCRYPTION_KEYS": f"{NEW},{OLD}"}
        with started("rotate_keys", output=tmp_path / "out", **environment) as process:
            wait_until(lambda: value(COUNT_OLD, many) < len(many))
            os.kill(process.pid, signal.SIGKILL)
            process.wait(60)
        left = value(COUNT_OLD, many)
        assert 0 < left < len(many)
        result = manage("rotate_keys", **environment)
        assert result.returncode == 0, result.stderr
        assert f"Encrypted anew: {left:,} values." in result.stdout
        keys(NEW)
        assert secrets() == sorted(str(number) for number in range(5_000))

    def test_what_somebody_else_changes_meanwhile_stands(self, committed, many, keys, monkeypatch, capsys):
        """Somebody holds a row while its page is rotated, and commits before the next pass."""
        monkeypatch.setattr(rotation, "SECONDS_BETWEEN_PASSES", 0)
        with psycopg.connect(database_url(committed)) as other:
            other.execute("UPDATE system.config SET value_encrypted = %s WHERE key = 'shop.00007'", [many[8]])
            commits = iter([other.commit])
            looked = rotation.census

            def census_after_commit(*arguments):
                next(commits, lambda: None)()
                return looked(*arguments)

            monkeypatch.setattr(rotation, "census", census_after_commit)
            call_command("rotate_keys")
        assert "Encrypted anew: 5,000 values." in capsys.readouterr().out
        keys(NEW)
        assert ConfigEntry.objects.get(key="shop.00007").value_encrypted == "8"

    def test_a_row_that_stays_locked_is_told(self, committed, many, monkeypatch):
        monkeypatch.setattr(rotation, "SECONDS_BETWEEN_PASSES", 0)
        with psycopg.connect(database_url(committed)) as other:
            other.execute("SELECT FROM system.config WHERE key = 'shop.00007' FOR UPDATE")
            with pytest.raises(CommandError, match="1 value left that somebody else was changing"):
                call_command("rotate_keys")
