"""A label, a brand and a gender lead to one row of sizes; where one of them is missing that it takes, to none."""

import datetime
from decimal import Decimal

import pytest

from apps.core.models import Brand
from apps.products.models import Size
from apps.products.models.size import SizeRegion
from apps.products.size_charts.labels import Label
from apps.products.size_charts.rows import SizeRows
from tests.support.rows import make

pytestmark = pytest.mark.django_db
US, UK, EU, INT, ONE = (SizeRegion(name) for name in ("US", "UK", "EU", "INT", "ONE"))


def brand(slug: str) -> Brand:
    return Brand.objects.get(slug=slug)


def found(label: Label, slug: str | None = None, gender: str | None = None) -> Size | None:
    key = SizeRows().of(label, slug and brand(slug).pk, gender)
    return key and Size.objects.select_related("brand").get(pk=key)


def facts(size: Size) -> tuple:
    return size.brand and size.brand.slug, size.gender, size.region, size.value, size.standardized_value


@pytest.mark.parametrize(
    ("label", "slug", "gender", "row"),
    [
        (Label(EU, "42.5"), None, None, (None, "unisex", "EU", "42.5", Decimal("42.5"))),
        (Label(EU, "40 2/3"), "adidas", "women", (None, "unisex", "EU", "40 2/3", Decimal("40.67"))),
        (Label(INT, "XL"), "nike", "men", (None, "unisex", "INT", "XL", None)),
        (Label(ONE, "One size"), "nike", "men", (None, "unisex", "ONE", "One size", None)),
        (Label(US, "9"), "nike", "men", ("nike", "men", "US", "9", Decimal("42.5"))),
        (Label(US, "9", "women"), "nike", None, ("nike", "women", "US", "9", Decimal("40.5"))),
        (Label(US, "9", "women"), "nike", "men", ("nike", "women", "US", "9", Decimal("40.5"))),  # the label's own
        (Label(US, "9"), "jordan", "men", ("nike", "men", "US", "9", Decimal("42.5"))),
        (Label(UK, "4"), "yeezy", "men", ("adidas", "men", "UK", "4", Decimal("36.67"))),
        (Label(UK, "6"), "nike", "men", ("nike", "men", "UK", "6", None)),  # stands for two
        (Label(US, "14"), "nike", "men", ("nike", "men", "US", "14", None)),  # not in the chart
        (Label(US, "9"), "reebok", "men", ("reebok", "men", "US", "9", None)),  # no chart
        (Label(US, "9"), None, "men", (None, "men", "US", "9", None)),
        (Label(US, "10", "infant"), "nike", None, ("nike", "infant", "US", "10", None)),
        (Label(SizeRegion.JP, "27"), "nike", "men", (None, "men", "JP", "27", None)),
        (Label(SizeRegion.KR, "270"), None, "women", (None, "women", "KR", "270", None)),
    ],
)
def test_the_row_of_a_label(label, slug, gender, row):
    assert facts(found(label, slug, gender)) == row
    assert found(label, slug, gender) == found(label, slug, gender)


@pytest.mark.parametrize("gender", [None, "unisex"])
@pytest.mark.parametrize("region", ["US", "UK", "JP", "CM", "KR"])
def test_without_a_gender_there_is_no_row_and_none_is_made(region, gender):
    before = Size.objects.count()
    assert found(Label(SizeRegion(region), "27"), "nike", gender) is None
    assert Size.objects.count() == before


def test_a_row_says_from_which_chart_its_value_is():
    size = found(Label(US, "9"), "jordan", "men")
    assert "Nike" in size.chart_source
    assert isinstance(size.chart_date, datetime.date)
    assert (found(Label(US, "14"), "nike", "men").chart_source, found(Label(US, "9"), None, "men").chart_source) == (
        None,
    ) * 2


def test_a_row_that_is_there_is_taken_as_it_is():
    size = make(Size, value="9", region="US", gender="men", brand=brand("nike"), standardized_value=43, category=None)
    assert facts(found(Label(US, "9"), "jordan", "men")) == facts(size)
    general = make(Size, value="42.5", region="EU", category=None, brand=None, standardized_value=None)
    assert found(Label(EU, "42.5")) == general


def test_a_row_of_a_category_is_not_the_general_one():
    special = make(Size, value="42", region="EU", category="make", brand=None)
    general = found(Label(EU, "42"))
    assert general != special
    assert (general.category, general.brand) == (None, None)


def test_another_spelling_of_a_size_is_the_same_row():
    odd = make(Size, value="40.7", region="EU", category=None, brand=None)
    assert found(Label(EU, "40 2/3")) == odd
    ours = make(Size, value="40 2/3", region="EU", category=None, brand=None)
    assert found(Label(EU, "40 2/3")) == ours


def test_what_was_made_is_told_and_only_that():
    make(Size, value="42", region="EU", category=None, brand=None)
    rows = SizeRows()
    keys = [rows.of(Label(EU, value)) for value in ("42", "43", "44", "43")]
    assert rows.made == keys[1:3]


def test_a_row_that_somebody_else_makes_at_the_same_moment_is_theirs():
    rows = SizeRows()
    theirs = make(Size, value="42", region="EU", category=None, brand=None)
    assert rows.of(Label(EU, "42")) == theirs.pk
    assert rows.made == []


def test_a_brand_that_came_later_is_known():
    rows = SizeRows()
    later = make(Brand, name="Later", slug="later", maker=brand("nike"))
    assert Size.objects.get(pk=rows.of(Label(US, "9", "men"), later.pk)).brand.slug == "nike"
