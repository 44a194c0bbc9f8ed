"""The proof that this engine is needed: on Django's own, not one test of these files passes."""

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).parent

STOCK_FAILS = (
    "test_aborted_transactions.py",
    "test_columns.py",
    "test_commands.py",
    "test_connecting.py",
    "test_foreign_keys.py",
    "test_index_options.py",
    "test_indexes.py",
    "test_introspection.py",
    "test_locking.py",
    "test_searching.py",
    "test_tables.py",
)
# These pass there, and so show that the others fail for what they say and not for want of a database.
STOCK_PASSES = "test_ordinary_things.py"


def outcomes_on_stock_engine(report):
    """The outcome of each test by file name: "passed", "failure", "error" or "skipped"."""
    files = [str(HERE / file) for file in (*STOCK_FAILS, STOCK_PASSES)]
    subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-q", "--tb=no", f"--junitxml={report}", *files],
        cwd=HERE.parent.parent,
        env={**os.environ, "TEST_ENGINE": "django.db.backends.postgresql"},
        check=False,
        capture_output=True,
    )
    outcomes = {}
    for case in ElementTree.parse(report).iter("testcase"):
        file = case.get("classname").rpartition(".")[2] + ".py"
        outcome = next((child.tag for child in case if child.tag in ("failure", "error", "skipped")), "passed")
        outcomes.setdefault(file, {})[case.get("name")] = outcome
    return outcomes


def test_on_the_stock_engine_not_one_of_these_passes(tmp_path):
    outcomes = outcomes_on_stock_engine(tmp_path / "report.xml")
    assert set(outcomes) == {*STOCK_FAILS, STOCK_PASSES}
    unexpected = {
        (file, test): outcome
        for file, tests in outcomes.items()
        for test, outcome in tests.items()
        if outcome != ("passed" if file == STOCK_PASSES else "failure")
    }
    assert unexpected == {}
