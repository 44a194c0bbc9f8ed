"""How long rows are kept is declared once, for every table that is kept by month."""

import pytest

from apps.system.retention import RULES, months_in
from tests.support.sql import query


@pytest.mark.django_db
def test_each_table_that_is_kept_by_month_has_a_rule_with_a_reason():
    partitioned = query("""
        SELECT n.nspname || '.' || c.relname FROM pg_partitioned_table p
          JOIN pg_class c ON c.oid = p.partrelid JOIN pg_namespace n ON n.oid = c.relnamespace""")
    assert {name for (name,) in partitioned} == set(RULES)
    assert all(rule.reason.endswith(".") and rule.months >= 2 for rule in RULES.values())  # an import can be undone


@pytest.mark.parametrize(("text", "months"), [("24m", 24), ("1m", 1), ("2y", 24), (" 3Y ", 36), ("100y", 1_200)])
def test_a_time_is_written_in_months_or_years(text, months):
    assert months_in(text) == months


@pytest.mark.parametrize(
    "text", ["", "24", "0m", "-1m", "1.5y", "24 months", "m", "24d", "99999m", "101y", "9999y", "٣m"]
)
def test_anything_else_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match="is no time to keep rows for: write at least one month, such as 24m"):
        months_in(text)
