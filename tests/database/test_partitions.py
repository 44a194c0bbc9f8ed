"""system.ensure_month_partitions, and the three tables that it keeps."""

import datetime
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command

from soleflip.postgres.names import plain_name
from tests.support.rows import make
from tests.support.sql import query, value
from tests.support.violations import refuses

pytestmark = pytest.mark.django_db

PARTITIONED = ["integration.price_history", "integration.awin_price_history", "system.logs"]


def partitions(table) -> list[str]:
    rows = query(
        """SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = %s::regclass ORDER BY 1""",
        table,
    )
    return [name for (name,) in rows]


def month(ahead: int) -> str:
    today = datetime.datetime.now(datetime.UTC).date()
    number = today.year * 12 + today.month - 1 + ahead
    return f"{number // 12}_{number % 12 + 1:02}"


@pytest.mark.parametrize("table", PARTITIONED)
def test_six_months_ahead_and_a_default_from_the_first_day(table):
    name = table.split(".")[1]
    assert partitions(table) == sorted([f"{name}_default", *[f"{name}_{month(ahead)}" for ahead in range(7)]])


@pytest.mark.parametrize("table", PARTITIONED)
def test_the_key_of_the_database_holds_the_time_and_that_of_the_model_does_not(table):
    key = value(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'p'", table
    )
    assert key in ("PRIMARY KEY (recorded_at, id)", "PRIMARY KEY (created_at, id)")
    (model,) = [model for model in apps.get_models() if plain_name(model._meta.db_table) == table]
    assert model._meta.pk.name == "id"


def test_a_line_of_today_lies_in_the_partition_of_this_month():
    entry = make("system.LogEntry")
    assert (
        value("SELECT tableoid::regclass::text FROM system.logs WHERE id = %s", entry.pk) == f"system.logs_{month(0)}"
    )


def test_calling_it_again_changes_nothing():
    assert query("SELECT system.ensure_month_partitions('system.logs')") == []


def test_it_returns_what_it_made():
    made = query("SELECT system.ensure_month_partitions('system.logs', 8)")
    assert made == [(f"system.logs_{month(7)}",), (f"system.logs_{month(8)}",)]


def test_rows_that_waited_in_the_default_partition_move():
    early = datetime.datetime(2019, 12, 31, 23, 59, 59, tzinfo=datetime.UTC)
    entry = make("system.LogEntry", created_at=early)
    where = "SELECT tableoid::regclass::text FROM system.logs WHERE id = %s"
    assert value(where, entry.pk) == "system.logs_default"
    query(
        "SET LOCAL TIME ZONE 'Pacific/Auckland'; SELECT system.ensure_month_partitions('system.logs', 0, '2019-12-15')"
    )
    assert value(where, entry.pk) == "system.logs_2019_12"
    assert value("SELECT message FROM system.logs WHERE id = %s", entry.pk) == entry.message


def test_a_new_partition_has_what_the_table_has():
    query("SELECT system.ensure_month_partitions('integration.price_history', 7)")
    new = f"integration.price_history_{month(7)}"
    kinds = query("SELECT contype::text, confdeltype::text FROM pg_constraint WHERE conrelid = %s::regclass", new)
    assert {("p", " "), ("f", "c"), ("c", " ")} <= set(kinds)
    assert value("SELECT count(*) FROM pg_index WHERE indrelid = %s::regclass", new) == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("'core.brands'", "core.brands is not partitioned by range of one timestamptz column"),
        ("'system.logs', -1", "months_ahead must be 0 or more, not -1"),
        ("'system.logs', NULL", "months_ahead must be 0 or more, not null"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(arguments, message):
    with refuses(message):
        query(f"SELECT system.ensure_month_partitions({arguments})")


def test_migrate_makes_the_months_that_are_missing_by_now():
    query(f"DROP TABLE system.logs_{month(5)}, system.logs_{month(6)}")
    output = StringIO()
    call_command("migrate", stdout=output)
    assert partitions("system.logs")[-2:] == [f"logs_{month(6)}", "logs_default"]
    assert f"Made the partitions system.logs_{month(5)}, system.logs_{month(6)}." in output.getvalue()


def test_migrate_leaves_the_partitioned_tables_of_others_alone():
    query("""
        CREATE SCHEMA reports;
        CREATE TABLE reports.events (at timestamptz) PARTITION BY RANGE (at);
        CREATE TABLE reports.events_default PARTITION OF reports.events DEFAULT;
        CREATE TABLE reports.numbers (id int) PARTITION BY RANGE (id);
        CREATE TABLE reports.numbers_default PARTITION OF reports.numbers DEFAULT""")
    call_command("migrate", verbosity=0)
    assert partitions("reports.events") == ["events_default"]


def test_a_month_that_cannot_be_made_is_told_and_holds_up_nothing_else():
    query(f"ALTER TABLE system.logs DETACH PARTITION system.logs_{month(6)}")
    query(f"DROP TABLE integration.price_history_{month(6)}")
    output = StringIO()
    call_command("migrate", stdout=output)
    assert f"Made the partitions integration.price_history_{month(6)}." in output.getvalue()
    assert (
        f'The partitions of system.logs that are missing could not be made: relation "logs_{month(6)}" already exists.'
        in output.getvalue()
    )
