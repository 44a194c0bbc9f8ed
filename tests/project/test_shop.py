"""The shop that browser tests and screenshots show is one that staff could have typed in."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.utils import timezone

from apps.core.models import Brand
from apps.integration.models import ImportBatch, PriceHistory, PriceSource, ProfitOpportunity
from apps.products.models import InventoryItem
from apps.transactions.models import LegacyTransaction, Order
from apps.transactions.sales import fill_figures
from tests.support.rows import our_models
from tests.support.shop import open_shop

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("days_ago", [0, 100])
def test_every_row_keeps_the_rules_of_the_forms(days_ago):
    open_shop(timezone.now() - datetime.timedelta(days=days_ago))
    refused = {}
    for model in our_models():
        for row in model.objects.all():
            try:
                row.clean_fields()
            except ValidationError as error:
                refused[row] = error
    assert refused == {}


def test_there_is_business_to_look_at():
    open_shop(timezone.now())
    sold = InventoryItem.objects.filter(status="sold")
    assert sold.count() > 440
    assert InventoryItem.objects.exclude(status="sold").count() > 240
    assert Order.objects.exclude(listing=None).count() > 100
    assert set(Order.objects.values_list("order_status", flat=True)) > {"cancelled", "completed", "pending"}
    assert Order.objects.filter(currency="USD").count() > 3
    assert LegacyTransaction.objects.count() == 30
    assert 24 < ProfitOpportunity.objects.count() < 120
    assert ImportBatch.objects.filter(status="failed").count() == 1


def test_big_brands_sell_this_month_and_the_last():
    now = timezone.now()
    open_shop(now)
    this_month = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    last_month = (this_month - datetime.timedelta(days=1)).replace(day=1)
    when = "products__inventory__orders__sold_at"
    for brand in Brand.objects.filter(name__in=["Nike", "Jordan", "Adidas", "New Balance", "Asics"]).annotate(
        this=Count("id", Q(**{f"{when}__gte": this_month})),
        last=Count("id", Q(**{f"{when}__gte": last_month, f"{when}__lt": this_month})),
    ):
        assert brand.this, brand
        assert brand.last, brand


def test_the_figures_of_a_sale_are_those_that_the_project_computes():
    open_shop(timezone.now())
    for order in Order.objects.exclude(order_status="cancelled").select_related("inventory"):
        shown = (order.net_profit, order.roi, order.shelf_life_days)
        fill_figures(order)
        assert shown == (order.net_profit, order.roi, order.shelf_life_days)


def test_the_last_change_of_a_price_is_the_price():
    open_shop(timezone.now())
    for price in PriceSource.objects.all():
        last = PriceHistory.objects.filter(price_source=price).latest("recorded_at")
        assert (last.price_cents, last.in_stock) == (price.price_cents, price.in_stock)
