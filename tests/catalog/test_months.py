"""Monthly partitions: those of today and ahead have to be there, older ones may, and all have to be whole."""

import pytest
from django.conf import settings
from django.db import connection

from soleflip.catalog.months import Month
from soleflip.catalog.verification import verify
from tests.support.sql import query

pytestmark = pytest.mark.django_db


@pytest.fixture
def noticed(expectation):
    def notice() -> list[str]:
        return [str(difference) for difference in verify(connection, expectation, settings.SEED_STAND_INS).differences]

    return notice


def partition(table: str, months: int) -> str:
    """The name of the partition so many months from now."""
    month = Month.now().plus(months)
    return f"{table}_{month.year}_{month.month:02}"


@pytest.mark.parametrize("months", [0, 1, 6])
def test_a_missing_month(noticed, months):
    name = partition("system.logs", months)
    query(f"DROP TABLE {name}")
    assert noticed() == [f"partition {name} is missing"]


def test_months_that_have_passed_stay(noticed):
    query("SELECT system.ensure_month_partitions('integration.price_history', 6, '2019-11-01')")
    assert noticed() == []


def test_names_that_postgresql_gives_by_itself_are_no_drift(noticed):
    """As after a detached month was renamed and its place was filled: its indexes keep the names."""
    name = partition("system.logs", 3)
    query(f"ALTER TABLE system.logs DETACH PARTITION {name}")
    query(f"ALTER TABLE {name} RENAME TO logs_kept; ALTER TABLE system.logs_kept SET SCHEMA public")
    query("SELECT system.ensure_month_partitions('system.logs')")
    query("DROP TABLE public.logs_kept")
    assert noticed() == []


def test_an_index_that_was_made_again_is_no_drift(noticed):
    # CREATE INDEX on the table makes those of the partitions, with names of its own and without comments.
    ((definition, comment),) = query(
        "SELECT pg_get_indexdef(oid), obj_description(oid) FROM pg_class WHERE relname = 'idx_logs_level_created_at'"
    )
    query("DROP INDEX system.idx_logs_level_created_at")
    assert "index system.idx_logs_level_created_at is missing" in noticed()
    query(definition.replace("ON ONLY", "ON"))
    query(f"COMMENT ON INDEX system.idx_logs_level_created_at IS '{comment}'")
    assert noticed() == []


def test_an_index_is_missed_in_months_that_have_passed_too(noticed):
    query("SELECT system.ensure_month_partitions('system.logs', 6, '2019-12-01')")
    query("DROP INDEX system.idx_logs_component_created_at")
    assert "index system.logs_2019_12 USING btree (component, created_at) is missing" in noticed()


def test_a_month_that_has_passed_may_be_put_away(noticed, expectation):
    query("SELECT system.ensure_month_partitions('system.logs', 6, '2019-11-01')")
    query("ALTER TABLE system.logs DETACH PARTITION system.logs_2019_11")
    assert noticed() == []
    strangers = verify(connection, expectation, settings.SEED_STAND_INS).strangers
    assert [(entry.kind, entry.name) for entry in strangers] == [("table", "system.logs_2019_11")]


def test_a_month_that_is_no_partition_any_more(noticed):
    name = partition("system.logs", 0)
    query(f"ALTER TABLE system.logs DETACH PARTITION {name}")
    assert sorted(noticed()) == [f"partition {name} is missing", f"table {name} is not expected"]


def test_a_column_of_a_partition_alone(noticed):
    name = partition("integration.price_history", 2)
    query(f"ALTER TABLE {name} ALTER price_cents SET DEFAULT 0")
    assert noticed() == [f"column {name}.price_cents: default expected: none; found: 0"]


def test_bounds_are_told_in_utc_whatever_the_session_says(noticed):
    query("SET LOCAL TIME ZONE 'Pacific/Auckland'")
    assert noticed() == []


def test_a_month_counts_over_the_turn_of_the_year():
    assert Month(2026, 11).plus(3) == Month(2027, 2)
    assert Month(2027, 2).since(Month(2026, 11)) == 3
    assert str(Month(2026, 11).plus(-11)) == "2025-12"


def test_one_month_stands_for_all():
    december, january = Month(2026, 12), Month(2027, 1)
    text = "logs_2026_12: 2026-12 of system.logs, from '2026-12-01' to '2027-01-01'"
    assert january.fill(december.generalise(text)) == (
        "logs_2027_01: 2027-01 of system.logs, from '2027-01-01' to '2027-02-01'"
    )
