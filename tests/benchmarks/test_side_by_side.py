"""The cases of benchmarks/side_by_side.py, run on a handful of rows: what they count, and what they leave behind."""

import json
import subprocess
import sys
from typing import NamedTuple

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


class Measured(NamedTuple):
    """Results by case, what the tables said before and after, and a run in which one case could not be measured."""

    cases: dict[str, dict]
    before: dict[str, tuple]
    after: dict[str, tuple]
    broken: subprocess.CompletedProcess


@pytest.fixture(scope="module")
def measured(django_db_setup, django_db_blocker, own_name, tmp_path_factory):
    name, file = own_name("benchmark"), tmp_path_factory.mktemp("results") / "results.json"
    with django_db_blocker.unblock(), empty_database(name):
        made = run("--database", name, "--keep", "--case", "disk")
        assert made.returncode == 0, made.stderr
        skipped = [option for case in LONG for option in ("--skip", case)]
        before = contents(name)
        done = run("--database", name, "--keep", "--rounds", "2", "--json", file, *skipped)
        assert done.returncode == 0, done.stderr
        after = contents(name)
        with connected_to(name), connection.cursor() as cursor:
            cursor.execute("DROP VIEW naive.brand_trend")
        broken = run("--database", name, "--keep", "--case", "brand-trend", "--case", "brand-loyalty")
    return Measured({case["name"]: case for case in json.loads(file.read_text())["cases"]}, before, after, broken)


def test_every_case_measures_ours(measured):
    assert len(measured.cases) > 10
    assert {name for name, case in measured.cases.items() if not case["ways"]["ours"]["median"] > 0} == set()


def test_all_rows_are_as_they_were_before(measured):
    assert measured.before == measured.after
    assert all(rows for rows, _ in measured.before.values())


def test_both_sides_hold_the_same_rows(measured):
    for table in ("price_sources", "price_history"):
        assert measured.before[f"integration.{table}"] == measured.before[f"naive.{table}"]


def test_changes_are_counted_with_their_history(measured):
    counts = measured.cases["changed-prices"]["counts"]
    assert counts["rows of history"] == counts["prices changed"] == 80


def test_unchanged_prices_leave_neither_history_nor_dead_rows(measured):
    counts = measured.cases["unchanged-prices"]["counts"]
    assert (counts["prices"] > 0, counts["rows of history"], counts["dead rows"]) == (True, 0, 0)


def test_a_way_is_measured_once_in_each_round(measured):
    assert {len(way["values"]) for way in measured.cases["new-prices"]["ways"].values()} == {2}


def test_a_case_that_fails_is_named_and_stops_no_other(measured):
    assert measured.broken.returncode == 1
    assert 'FAILED relation "naive.brand_trend" does not exist' in measured.broken.stdout
    assert "brand-loyalty: brand loyalty\n  ours" in measured.broken.stdout
    assert measured.broken.stderr == "Could not be measured: brand-trend. Why is said above.\n"


@pytest.mark.parametrize("name", ["soleflip", "postgres", "my_benchmark_1", 'benchmark_1; DROP DATABASE "x"'])
def test_a_database_of_somebody_is_never_dropped(name):
    done = run("--database", name, "--case", "disk")
    assert done.returncode == 2
    assert "may be somebody's own: the database is dropped, so its name must begin with benchmark_" in done.stderr


@pytest.mark.parametrize("options", [("--rounds", "0"), ("--scale", "nan"), ("--scale", "0")])
def test_a_number_that_measures_nothing_is_refused(options):
    done = run("--case", "disk", *options)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_an_unknown_case_is_refused_before_anything_is_made(django_db_blocker):
    done = run("--case", "no-such-case")
    assert done.returncode == 2
    assert "no-such-case" in done.stderr
