"""Of a sale whose buyer was erased, or whose city was kept for long enough, the next report brings nothing back."""

import datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.integration.models import ImportRecord
from apps.transactions.models import Order
from tests.imports.bringing_in import alias, counts, records, stockx
from tests.imports.reports import PAYOUT, PRICE, alias_sale, order_number, sale
from tests.imports.reports import alias as alias_report
from tests.imports.reports import stockx as report
from tests.support.dumps import dump

CITY, COUNTRY = "Łódź", "Österreich"
LONG_AGO = (datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1_500)).strftime("%Y-%m-%d %H:%M:%S +00")


def erase(number: int) -> Order:
    call_command("gdpr_erase", order_number(number), interactive=False, verbosity=0, stdout=StringIO())
    return Order.objects.get(external_id=order_number(number))


def test_the_next_report_tells_of_the_money_and_not_of_the_buyer(committed):
    stockx(report(sale(1), sale(2, Seller_Tracking_Number="1Z999AA10987654321")))
    erased = erase(1)
    assert erased.buyer_destination_city is None
    rows = [
        sale(1, payout="110"),
        sale(1, Buyer_Destination_Country=COUNTRY),  # a duplicate
        sale(2, payout="111", Seller_Tracking_Number="1Z999AA10987654321"),
    ]
    outcome = stockx(report(*rows))
    assert counts(outcome) == (0, 2, 0, 1, 0)
    erased.refresh_from_db()
    assert (erased.net_proceeds, erased.buyer_destination_city) == (Decimal(110), None)
    first, duplicate, other = records(outcome)
    for record in (first, duplicate):
        assert list(record.source_data) == ["erased"]
        assert record.processed_data == {"order": str(erased.pk), "lot": str(erased.inventory_id)}
    assert first.error_message.startswith("Changed: net_proceeds (was 118.20)")
    assert first.error_message.endswith("What is personal in it was erased before, and is left out.")
    assert (other.source_data["Buyer Destination City"], other.processed_data["city"]) == (CITY, CITY)
    assert dump(committed, "--data-only", "--table=transactions.orders").count(CITY) == 1


@pytest.mark.parametrize("wrong", [{PRICE: "x"}, {PAYOUT: "999"}])
def test_nor_does_a_row_that_is_refused(committed, wrong):
    stockx(report(sale(1)))
    erase(1)
    outcome = stockx(report({**sale(1), **wrong}))
    assert counts(outcome) == (0, 0, 0, 0, 1)
    (record,) = records(outcome)
    assert list(record.source_data) == ["erased"]
    assert set(record.validation_errors) == {*wrong, ""}
    assert CITY not in dump(committed, "--data-only", "--table=integration.import_records")


def test_nor_does_a_report_that_is_older_than_a_city_is_kept(committed):
    rows = report(sale(1, **{"Sale Date": LONG_AGO, "Payout date": LONG_AGO}))
    stockx(rows)
    call_command("retention", "run", verbosity=0, stdout=StringIO())
    outcome = stockx(rows, again=True)
    assert counts(outcome) == (0, 0, 1, 0, 0)
    assert Order.objects.get(external_id=order_number(1)).buyer_destination_city is None
    assert [list(record.source_data) for record in records(outcome)] == [["erased"]]
    # What a person is told when they ask once more.
    call_command("gdpr_erase", order_number(1), interactive=False, verbosity=0, stdout=StringIO())
    assert not ImportRecord.objects.filter(source_data__has_key="Order Number").exists()


def test_a_sale_of_alias(committed):
    alias(alias_report(alias_sale(512345678)))
    call_command("gdpr_erase", "512345678", interactive=False, verbosity=0, stdout=StringIO())
    outcome = alias(alias_report(alias_sale(512345678, price="160")))
    assert counts(outcome) == (0, 1, 0, 0, 0)
    assert [list(record.source_data) for record in records(outcome)] == [["erased"]]


def test_the_trail_is_asked_once_for_many_rows(committed):
    rows = [*(sale(number) for number in range(1, 30)), sale(30, price="x")]
    stockx(report(*rows))
    with CaptureQueriesContext(connection) as captured:
        stockx(report(*rows), again=True)
    assert sum("erased_at" in query["sql"] for query in captured) == 1
