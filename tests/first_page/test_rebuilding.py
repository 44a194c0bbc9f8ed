"""manage.py rebuild_monthly_sales, and how the first page tells that it is needed."""

from io import StringIO

import pytest
from django.core.management import call_command

from apps.accounts.roles import Role
from tests.support.cards import words
from tests.support.monthly_sales import ADDED_UP, COUNTED_ANEW
from tests.support.rows import make
from tests.support.sql import query

pytestmark = pytest.mark.django_db


def rebuild(*options):
    said = StringIO()
    call_command("rebuild_monthly_sales", *options, stdout=said)
    return said.getvalue().strip()


@pytest.fixture
def miscounted():
    for _ in range(3):
        make("transactions.Order", net_profit=20)
    make("transactions.LegacyTransaction", status="completed")
    query("UPDATE analytics.monthly_sales SET sales = 2 WHERE id IN (SELECT id FROM analytics.monthly_sales LIMIT 1)")


def test_it_counts_anew_and_says_what_was_wrong(miscounted):
    assert rebuild() == "Counted anew: 4 sales, 1 sum was wrong."
    assert query(ADDED_UP) == query(COUNTED_ANEW)
    assert rebuild() == "Counted anew: 4 sales, nothing was wrong."


def test_a_dry_run_changes_nothing(miscounted):
    before = query(ADDED_UP)
    assert rebuild("--dry-run") == "Nothing was changed: 4 sales, 1 sum is wrong."
    assert query(ADDED_UP) == before


def test_the_first_page_tells_admins(miscounted, page):
    sentence = "The monthly sales disagree with the sales: run manage.py rebuild_monthly_sales."
    assert sentence in words(page(), "To do")
    assert sentence not in words(page(role=Role.USER), "To do")
    rebuild()
    assert sentence not in words(page(), "To do")
