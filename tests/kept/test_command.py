"""manage.py refresh_views: works off what was noted, repairs what was not, and says what was off."""

import pytest
from django.core.management import CommandError, call_command

from apps.integration.kept import OPPORTUNITIES
from apps.integration.models import OpportunityPair, StaleProduct
from tests.opportunities.market import fees_today, pair, price
from tests.support.kept import assert_all_is_kept, opportunities
from tests.support.sql import query

pytestmark = pytest.mark.django_db


def said(capsys, *arguments: str) -> str:
    call_command("refresh_views", *arguments)
    return capsys.readouterr().out


@pytest.fixture
def market():
    """Two opportunities that are kept."""
    fees_today()
    pair(6_000, 10_000)
    pair(6_000, 9_000)
    OPPORTUNITIES.refresh()
    return "integration.opportunity_pairs"


def test_nothing_was_off(market, capsys):
    lines = said(capsys)
    assert f"{market}: 0 products noted as stale, 0 rows added, 0 changed, 0 removed." in lines
    assert f"{market}: all computed anew, nothing was off." in lines
    assert "analytics.brand_months: all computed anew, nothing was off." in lines


def test_what_was_noted_is_not_said_to_be_off(market, capsys):
    pair(1_000, 2_000)
    lines = said(capsys)
    assert f"{market}: 1 product noted as stale, 1 rows added, 0 changed, 0 removed." in lines
    assert f"{market}: all computed anew, nothing was off." in lines


@pytest.mark.parametrize(
    ("damage", "report"),
    [
        ("UPDATE integration.opportunity_pairs SET profit_cents = 1", "0 rows added, 2 changed, 0 removed"),
        ("DELETE FROM integration.opportunity_pairs WHERE profit_cents = 3000", "1 rows added, 0 changed, 0 removed"),
        (
            "INSERT INTO integration.opportunity_pairs SELECT gen_random_uuid(), retail_price_source_id,"
            " resale_price_source_id, currency, retail_price_cents, resale_price_cents, profit_cents"
            " FROM integration.opportunity_pairs",
            "0 rows added, 0 changed, 2 removed",
        ),
    ],
)
def test_what_somebody_damaged_is_repaired(market, capsys, damage, report):
    query(damage)
    before = opportunities()
    assert f"all computed anew, {report}." in said(capsys, "--dry-run")
    assert opportunities() == before
    assert f"all computed anew, {report}." in said(capsys)
    assert_all_is_kept()


def test_prices_that_were_written_past_the_triggers(market, capsys):
    query("SET CONSTRAINTS ALL IMMEDIATE")
    query("ALTER TABLE integration.price_sources DISABLE TRIGGER USER")
    price(OpportunityPair.objects.first() and pair(1_000, 1_500)[0].product, 900)
    query("SET CONSTRAINTS ALL IMMEDIATE")
    query("ALTER TABLE integration.price_sources ENABLE TRIGGER USER")
    assert not StaleProduct.objects.exists()
    assert "all computed anew, 2 rows added, 0 changed, 0 removed." in said(capsys, market)
    assert_all_is_kept()


def test_only_what_was_noted(market, capsys):
    query("UPDATE integration.opportunity_pairs SET profit_cents = 1")
    pair(1_000, 2_000)
    lines = said(capsys, market, "--stale")
    assert "1 product noted as stale" in lines
    assert "computed anew" not in lines
    assert OpportunityPair.objects.filter(profit_cents=1).count() == 2


def test_a_dry_run_changes_nothing_and_says_so(market, capsys):
    pair(1_000, 2_000)
    assert said(capsys, "--dry-run").endswith("A dry run: nothing was changed.\n")
    assert StaleProduct.objects.exists()
    assert OpportunityPair.objects.count() == 2


def test_a_table_that_is_not_kept():
    with pytest.raises(CommandError, match=r"core\.brands is not kept from a view: name one of analytics"):
        call_command("refresh_views", "core.brands")


def test_a_read_only_database_is_told_in_a_sentence():
    query("SET LOCAL transaction_read_only = on")
    with pytest.raises(CommandError, match=r"The database is read-only, so analytics\.brand_months stays as it is"):
        call_command("refresh_views")
