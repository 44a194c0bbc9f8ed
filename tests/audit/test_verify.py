"""verify_audit finds every record that was altered, removed or put in, whoever did it."""

import json
from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from apps.core.models import Brand
from apps.system.alerts.checks import audit_chain
from apps.system.audit.chain import CHANGESET_HASH, VALUES_HASH
from apps.system.audit.verifying import heads, verify
from apps.system.models import AuditChangeset, AuditRecord
from soleflip.acting.checking import CHECK_AT_ONCE
from tests.support.command_line import manage
from tests.support.rows import make
from tests.support.sql import query, value

TRAIL = ("system.audit_records", "system.audit_changesets", "system.audit_heads")


@pytest.fixture
def trail(transactional_db):
    """Four changesets; the second has three records. What a test breaks goes with it."""
    clean_trail()
    for number in range(4):
        with transaction.atomic():
            for part in range(3 if number == 1 else 1):
                make("core.Brand", name=f"Brand {number}.{part}")
    assert findings() == []
    yield
    clean_trail()


def by_force(*statements: str):
    """As the owner or a superuser could do it: no trigger speaks meanwhile."""
    with transaction.atomic():
        for table in TRAIL:
            query(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            query(statement)
        for table in TRAIL:
            query(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def clean_trail():
    by_force(*(f"DELETE FROM {table}" for table in TRAIL))


def findings(*known) -> list[str]:
    return [finding for month in verify(*known) for finding in month.findings]


ONE_RECORD = "(SELECT min(id) + 2 FROM system.audit_records)"
ONE_CHANGESET = "(SELECT min(id) + 2 FROM system.audit_changesets)"
LAST_CHANGESET = "(SELECT max(id) FROM system.audit_changesets)"


@pytest.mark.parametrize(
    ("crime", "found"),
    [
        (f"UPDATE system.audit_records SET after = '{{}}' WHERE id = {ONE_RECORD}", "was altered"),
        (f"UPDATE system.audit_records SET table_name = 'core.platforms' WHERE id = {ONE_RECORD}", "was altered"),
        (
            f"""UPDATE system.audit_records SET table_name = table_name || '|' || row_id, row_id = NULL
                 WHERE id = {ONE_RECORD}""",
            "was altered",
        ),
        (f"UPDATE system.audit_records SET row_id = 'x' WHERE id = {ONE_RECORD}", "was altered"),
        (f"UPDATE system.audit_records SET salt = gen_random_uuid() WHERE id = {ONE_RECORD}", "was altered"),
        (
            f"UPDATE system.audit_records SET recorded_at = recorded_at - interval '1 ms' WHERE id = {ONE_RECORD}",
            "altered",
        ),
        (f"UPDATE system.audit_records SET values_hash = 'x' WHERE id = {ONE_RECORD}", "was not erased, and yet"),
        (
            f"""UPDATE system.audit_records r SET before = NULL, after = NULL, salt = NULL, erased_at = now(),
                       values_hash = {VALUES_HASH} WHERE id = {ONE_RECORD}""",
            "was erased, and the trail does not tell by whom",
        ),
        (f"DELETE FROM system.audit_records WHERE id = {ONE_RECORD}", "sealed with 3 records and has 2"),
        (
            f"""INSERT INTO system.audit_records
                SELECT (jsonb_populate_record(r, '{{"id": 9000000000}}')).*
                  FROM system.audit_records r WHERE id = {ONE_RECORD}""",
            "sealed with 3 records and has 4",
        ),
        (
            f"UPDATE system.audit_changesets SET user_id = gen_random_uuid() WHERE id = {ONE_CHANGESET}",
            "its hash is another",
        ),
        (f"UPDATE system.audit_changesets SET program = 'x' WHERE id = {ONE_CHANGESET}", "its hash is another"),
        (f"UPDATE system.audit_changesets SET transaction_id = 1 WHERE id = {ONE_CHANGESET}", "its hash is another"),
        (f"UPDATE system.audit_changesets SET database_role = 'x' WHERE id = {ONE_CHANGESET}", "its hash is another"),
        (f"DELETE FROM system.audit_changesets WHERE id = {ONE_CHANGESET}", "does not follow the one before"),
        (
            f"DELETE FROM system.audit_changesets WHERE id = {LAST_CHANGESET}",
            "has to end with number 4 and ends with 3",
        ),
        ("DELETE FROM system.audit_changesets", "belongs to no changeset"),
        ("DELETE FROM system.audit_heads", "has to end with number 0 and ends with 4"),
    ],
)
def test_what_somebody_altered_removed_or_put_in(trail, crime, found):
    by_force(crime)
    assert any(found in finding for finding in findings()), findings()


def test_a_changeset_that_stands_beside_the_chain(trail):
    """Invented with the hash that its values have, and with no place in the chain."""
    by_force(
        f"""INSERT INTO system.audit_changesets
            SELECT (jsonb_populate_record(c, '{{"id": 9000000000, "number": null, "previous_hash": null,
                                                "records": null, "contents_hash": null}}')).*
              FROM system.audit_changesets c WHERE id = {ONE_CHANGESET}""",
        f"UPDATE system.audit_changesets c SET hash = {CHANGESET_HASH} WHERE id = 9000000000",
    )
    assert [finding for finding in findings() if "9000000000 was altered, or never sealed" in finding]


def test_a_record_that_was_erased_and_yet_says_something(trail):
    by_force(
        f"UPDATE system.audit_records r SET values_hash = {VALUES_HASH} WHERE id = {ONE_RECORD}",
        f"UPDATE system.audit_records SET erased_at = now(), after = '{{}}' WHERE id = {ONE_RECORD}",
    )
    assert [finding for finding in findings() if "was erased, and yet says something" in finding]


def test_a_record_of_a_time_that_no_calendar_has(trail):
    by_force(f"UPDATE system.audit_records SET recorded_at = 'infinity' WHERE id = {ONE_RECORD}")
    assert [finding for finding in findings() if "1 records or changesets have a time outside" in finding]


def test_records_that_went_with_their_changeset_leave_a_gap(trail):
    by_force(f"DELETE FROM system.audit_records WHERE changeset_id = {ONE_CHANGESET}")
    by_force(f"DELETE FROM system.audit_changesets WHERE id = {ONE_CHANGESET}")
    assert any("does not follow the one before" in finding for finding in findings())


def test_a_whole_chain_that_was_made_anew_is_found_by_its_ends_that_were_kept_elsewhere(trail, tmp_path):
    call_command("verify_audit", save=tmp_path / "ends.json", verbosity=0)
    clean_trail()
    for number in range(5):
        make("core.Brand", name=f"Forged {number}")
    call_command("verify_audit", verbosity=0)
    with pytest.raises(CommandError, match="does not agree with its hashes in 1 place"):
        call_command("verify_audit", against=tmp_path / "ends.json", verbosity=0, stdout=StringIO())


def test_an_end_that_was_cut_off_is_found_by_the_newest_backup(trail, settings, tmp_path):
    """Without a hash to be computed: the chain before is whole."""
    settings.BACKUP_DIR = tmp_path / "backups"
    made = manage("backup", "create", database=connection.settings_dict["NAME"], BACKUP_DIR=str(settings.BACKUP_DIR))
    assert made.returncode == 0, made.stderr
    by_force(
        f"DELETE FROM system.audit_records WHERE changeset_id = {LAST_CHANGESET}",
        f"DELETE FROM system.audit_changesets WHERE id = {LAST_CHANGESET}",
        f"""UPDATE system.audit_heads h SET number = c.number, hash = c.hash
              FROM system.audit_changesets c WHERE c.id = {LAST_CHANGESET}""",
    )
    assert findings() == []
    (manifest,) = settings.BACKUP_DIR.glob("*/manifest.json")
    for compared in ({"against_backup": True}, {"against": manifest}):
        output = StringIO()
        with pytest.raises(CommandError, match="in 1 place"):
            call_command("verify_audit", stdout=output, **compared)
        assert "Number 4 is not the changeset that was written down elsewhere" in output.getvalue()


def test_where_no_backup_is_the_chain_is_compared_with_itself(trail, settings, tmp_path):
    settings.BACKUP_DIR = tmp_path / "none"
    output = StringIO()
    call_command("verify_audit", against_backup=True, stdout=output)
    assert "There is no backup yet." in output.getvalue()


def test_ends_that_were_kept_stay_true_while_the_trail_grows(trail):
    kept = json.loads(json.dumps(heads()))
    make("core.Brand")
    assert findings(kept) == []


def test_the_command_says_what_it_found_and_where(trail):
    key = value(f"SELECT row_id FROM system.audit_records WHERE id = {ONE_RECORD}")
    by_force(f"UPDATE system.audit_records SET after = '{{}}' WHERE id = {ONE_RECORD}")
    output = StringIO()
    with pytest.raises(CommandError, match="in 1 place"):
        call_command("verify_audit", stdout=output)
    assert f"of core.brands ({key}) was altered" in output.getvalue()


def test_the_alert_looks_at_the_seals(trail):
    """Each ten minutes; at the records the nightly job looks, whose failure is an alert as well."""
    assert list(audit_chain()) == []
    by_force(f"UPDATE system.audit_changesets SET program = 'x' WHERE id = {ONE_CHANGESET}")
    ((_, sentence),) = audit_chain()
    assert "was altered, or never sealed" in sentence


@pytest.mark.parametrize("content", ["", "[]", '{"2026-11": {}}', '{"2026-11": {"number": "x", "hash": 1}}'])
def test_a_file_that_is_none_of_ours(trail, tmp_path, content):
    file = tmp_path / "ends.json"
    file.write_text(content)
    with pytest.raises(CommandError, match="is no file that verify_audit --save wrote, and no manifest"):
        call_command("verify_audit", against=file)


class TestTheRuleOfTheDatabase:
    """Nobody changes the trail by mistake, not even its owner."""

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE system.audit_records SET after = NULL",
            """INSERT INTO system.audit_records (changeset_id, table_name, action, salt, hash)
               SELECT changeset_id, table_name, action, salt, hash FROM system.audit_records LIMIT 1""",
            """INSERT INTO system.audit_changesets (transaction_id, database_role, program, request_id)
               SELECT pg_current_xact_id()::text::bigint, session_user, 'web', ''""",
            "UPDATE system.audit_records SET erased_at = now(), before = NULL, after = NULL, values_hash = 'x'",
            "DELETE FROM system.audit_records",
            "TRUNCATE system.audit_records",
            """INSERT INTO system.audit_records (recorded_at, changeset_id, table_name, action, salt, hash)
               VALUES (now() - interval '1 day', 1, 'core.brands', 'delete', gen_random_uuid(), 'x')""",
            """INSERT INTO system.audit_changesets (recorded_at, transaction_id, database_role, program, request_id)
               VALUES (now() - interval '1 day', 1, session_user, 'web', '')""",
            """INSERT INTO system.audit_changesets (transaction_id, database_role, program, request_id)
               VALUES (1, 'somebody_else', 'web', '')""",
            "UPDATE system.audit_changesets SET user_id = NULL",
            "UPDATE system.audit_changesets SET records = 2",
            "DELETE FROM system.audit_changesets",
            "TRUNCATE system.audit_changesets",
            "UPDATE system.audit_heads SET number = 1",
            "DELETE FROM system.audit_heads",
            "TRUNCATE system.audit_heads",
        ],
    )
    def test_nothing_is_changed_or_taken_away(self, trail, statement):
        with pytest.raises(DatabaseError, match="is added to only"):
            query(statement)
        assert findings() == []

    def test_what_a_record_says_can_be_erased_and_the_proof_stays(self, trail):
        record = value(f"SELECT {ONE_RECORD}")
        assert value("SELECT system.erase_audited(ARRAY[%s])", record) == 1
        assert query("SELECT before, after, salt FROM system.audit_records WHERE id = %s", record) == [
            (None, None, None)
        ]
        assert value("SELECT system.erase_audited(ARRAY[%s])", record) == 0
        assert findings() == []

    def test_who_erases_is_told_by_the_trail_itself(self, trail):
        record = value(f"SELECT {ONE_RECORD}")
        value("SELECT system.erase_audited(ARRAY[%s])", record)
        told = AuditRecord.objects.get(action="erase")
        assert told.after == {"records": [record]}
        assert AuditChangeset.objects.get(pk=told.changeset_id).database_role == value("SELECT session_user")
        assert value("SELECT system.erase_audited(ARRAY[%s])", told.pk) == 0  # it names nobody, and stays
        by_force(f"UPDATE system.audit_records SET erased_at = '2001-01-01' WHERE id = {record}")
        assert any("does not tell by whom" in finding for finding in findings())

    def test_what_was_erased_cannot_be_given_other_values(self, trail):
        record = value(f"SELECT {ONE_RECORD}")
        value("SELECT system.erase_audited(ARRAY[%s])", record)
        by_force(f"UPDATE system.audit_records SET values_hash = '\\x00' WHERE id = {record}")
        assert any("was altered" in finding for finding in findings())


def test_a_month_begins_alike_however_a_session_writes_dates(trail):
    clean_trail()
    with transaction.atomic():
        query("SET LOCAL datestyle = 'German'")
        query("UPDATE core.brands SET name = 'Schuhe' WHERE name = 'Brand 0.0'")
    assert findings() == []


def test_constraints_that_are_checked_at_once_seal_what_there_is_and_the_rest_later(trail):
    with transaction.atomic():
        brand = make("core.Brand", name="A")
        query("SET CONSTRAINTS ALL IMMEDIATE")
        Brand.objects.filter(pk=brand.pk).update(name="B")
        query("SET CONSTRAINTS ALL DEFERRED")
        Brand.objects.filter(pk=brand.pk).update(name="C")
    assert findings() == []
    assert value("SELECT count(*) FROM system.audit_records WHERE row_id = %s", str(brand.pk)) == 3


def other_session():
    parameters = connection.get_connection_params()
    for name in ("cursor_factory", "context"):
        parameters.pop(name, None)
    return psycopg.connect(**parameters)


def test_others_commit_while_an_import_checks_its_keys_at_once(trail):
    with other_session() as importer, other_session() as person:
        importer.execute(CHECK_AT_ONCE)
        importer.execute("INSERT INTO core.brands (name, slug) VALUES ('Of the import', 'of-the-import')")
        person.execute("SET lock_timeout = '5s'")
        person.execute("INSERT INTO core.brands (name, slug) VALUES ('Of a person', 'of-a-person')")
        person.commit()
        importer.execute("INSERT INTO core.brands (name, slug) VALUES ('And another', 'and-another')")
        importer.commit()
    assert findings() == []
    assert value("SELECT max(number) FROM system.audit_changesets") == 6


def test_transactions_that_end_at_once_are_sealed_one_after_the_other(trail):
    """Real connections beside each other, which begin before any of them ends."""
    others = [other_session() for _ in range(5)]
    try:
        for number, other in enumerate(others):
            other.execute(
                "INSERT INTO core.brands (name, slug) VALUES (%s, %s)", [f"Other {number}", f"other-{number}"]
            )
        for other in reversed(others):
            other.commit()
    finally:
        for other in others:
            other.close()
    assert findings() == []
    assert value("SELECT max(number) FROM system.audit_changesets") == 9
