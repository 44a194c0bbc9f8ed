"""The sizes of exported sales come back as what they were."""

import io

import pytest
from django.core.management import call_command

from apps.transactions.models import Order
from tests.imports.bringing_in import alias, empty_tables, stockx
from tests.imports.reports import alias as alias_report
from tests.imports.reports import alias_sale, sale
from tests.imports.reports import stockx as stockx_report

pytestmark = pytest.mark.usefixtures("committed")
SIZES = "9|10.5|9W|6Y|10C|42.5|40.7|EU 27|EU 18|XL|One Size|N/A|3J|12W / 10.5M|UK 8|28".split("|")


def exported(command: str) -> bytes:
    stream = io.StringIO()
    call_command(command, stdout=stream, stderr=io.StringIO())
    return stream.getvalue().encode()


def sizes() -> dict[str, tuple]:
    columns = ("external_id", "inventory__size__region", "inventory__size__value", "inventory__size__gender")
    return {row[0]: row[1:] for row in Order.objects.values_list(*columns)}


@pytest.mark.parametrize(
    ("bring_in", "report", "command"),
    [
        (stockx, stockx_report(*(sale(n, Sku_Size=size) for n, size in enumerate(SIZES))), "export_stockx_sales"),
        (alias, alias_report(*(alias_sale(n, SIZE=size) for n, size in enumerate(SIZES))), "export_alias_sales"),
    ],
    ids=["stockx", "alias"],
)
def test_sizes_come_back_equal_into_an_emptied_database(bring_in, report, command):
    bring_in(report)
    before, text = sizes(), exported(command)
    assert len(before) == len(SIZES)
    empty_tables()
    bring_in(text)
    assert sizes() == before
    assert exported(command) == text
