"""The cases of benchmarks/side_by_side.py, run on a handful of rows: what they count, and what they leave behind."""

import json
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from tests.support.databases import connected_to, empty_database

SCRIPT = settings.BASE_DIR / "benchmarks" / "side_by_side.py"
SCALE = "0.02"  # ten products
# Those that serve the site or walk all of its pages, and wear out the table on purpose, take their time.
LONG = ("admin-lists", "lists-during-import", "disk-after-use")
WRITTEN = """
    integration.price_sources integration.price_history transactions.orders naive.price_sources naive.price_history
""".split()


def run(*options: str) -> subprocess.CompletedProcess:
    """Run the script in a process of its own."""
    return subprocess.run([sys.executable, SCRIPT, "--scale", SCALE, *options], capture_output=True, text=True)


def contents(name: str) -> dict[str, tuple]:
    """Of each table that is written to, how many rows it has and what all of them say."""
    with connected_to(name), connection.cursor() as cursor:
        found = {}
        for table in WRITTEN:
            cursor.execute(f"SELECT count(*), sum(hashtextextended(row::text, 0)) FROM {table} row")
            found[table] = cursor.fetchone()
        return found


@pytest.fixture(scope="module")
def measured(django_db_setup, django_db_blocker, own_name, tmp_path_factory):
    """The results by case, and the contents of the tables before and after."""
    name, file = own_name("benchmark"), tmp_path_factory.mktemp("results") / "results.json"
    with django_db_blocker.unblock(), empty_database(name):
        made = run("--database", name, "--keep", "--case", "disk")
        assert made.returncode == 0, made.stderr
        skipped = [option for case in LONG for option in ("--skip", case)]
        before = contents(name)
        done = run("--database", name, "--keep", "--rounds", "2", "--json", file, *skipped)
        assert done.returncode == 0, done.stderr
        after = contents(name)
    return {case["name"]: case for case in json.loads(file.read_text())["cases"]}, before, after


def test_every_case_measures_ours(measured):
    cases, _, _ = measured
    assert len(cases) > 10
    assert {name for name, case in cases.items() if not case["ways"]["ours"]["median"] > 0} == set()


def test_all_rows_are_as_they_were_before(measured):
    _, before, after = measured
    assert before == after
    assert all(rows for rows, _ in before.values())


def test_both_sides_hold_the_same_rows(measured):
    _, before, _ = measured
    assert before["integration.price_sources"] == before["naive.price_sources"]
    assert before["integration.price_history"] == before["naive.price_history"]


def test_changes_are_counted_with_their_history(measured):
    counts = measured[0]["changed-prices"]["counts"]
    assert counts["rows of history"] == counts["prices changed"] == 80


def test_unchanged_prices_leave_neither_history_nor_dead_rows(measured):
    counts = measured[0]["unchanged-prices"]["counts"]
    assert (counts["prices"] > 0, counts["rows of history"], counts["dead rows"]) == (True, 0, 0)


def test_a_way_is_measured_once_in_each_round(measured):
    assert {len(way["values"]) for way in measured[0]["new-prices"]["ways"].values()} == {2}


def test_an_unknown_case_is_refused_before_anything_is_made(django_db_blocker):
    done = run("--case", "no-such-case")
    assert done.returncode == 2
    assert "no-such-case" in done.stderr
