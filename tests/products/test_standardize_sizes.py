"""standardize_sizes brings sizes to what the charts say, leaves what people gave, and says what it could not decide."""

import datetime
import io
import random
from decimal import Decimal

import pytest
from django.core.management import call_command

from apps.core.models import Brand, Category
from apps.products.models import Product, Size
from apps.products.size_charts.numbers import half_size, written
from tests.products.published_sizes import charts
from tests.support.rows import make
from tests.support.sql import query

pytestmark = pytest.mark.django_db
D = Decimal
EVERYTHING = """
SELECT to_jsonb(r)::text FROM public.sizes r UNION ALL SELECT to_jsonb(r)::text FROM products.inventory r
 UNION ALL SELECT to_jsonb(r)::text FROM integration.price_sources r
 UNION ALL SELECT to_jsonb(r)::text FROM products.product_gtins r ORDER BY 1"""
LONG_AGO = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)


def said(**options) -> str:
    out = io.StringIO()
    call_command("standardize_sizes", stdout=out, **options)
    return out.getvalue()


def brand(slug: str) -> Brand:
    return Brand.objects.get(slug=slug)


def size(region="US", value="9", gender="men", **values) -> Size:
    return make(Size, **{"category": None, "brand": None, "region": region, "value": value, "gender": gender, **values})


def now(row):
    return type(row).objects.get(pk=row.pk)


def line(text: str, start: str) -> str:
    return next(line.strip() for line in text.splitlines() if line.strip().startswith(start))


def test_the_charts_are_loaded_with_source_and_date():
    said()
    for (slug, gender), lines in charts().items():
        for scale, region in enumerate(("US", "UK")):
            for label in {line[scale] for line in lines}:
                meant = {line[2] for line in lines if line[scale] == label}
                row = Size.objects.get(brand__slug=slug, gender=gender, region=region, value=written(label))
                assert row.standardized_value == (meant.pop() if len(meant) == 1 else None), (
                    slug,
                    gender,
                    region,
                    label,
                )
                assert row.chart_source
                assert row.chart_date
                assert row.category is None


def test_values_are_filled_where_the_charts_are_certain():
    filled = [
        (size("EU", "42.5", "unisex"), D("42.5")),
        (size("EU", "40.7", "women", brand=brand("puma")), D("40.67")),
        (size("EU", "42", "unisex", category="make"), D(42)),
        (size(brand=brand("jordan")), D("42.5")),
        (size(brand=brand("nike"), category="make"), D("42.5")),
        (size("UK", "10.5", brand=brand("yeezy")), D("45.33")),
        (size("US", "9.0", "women", brand=brand("nike")), D("40.5")),
    ]
    said()
    assert [(now(row).standardized_value, bool(now(row).chart_source)) for row, _ in filled] == [
        (value, True) for _, value in filled
    ]


def test_nothing_else_is_filled():
    others = {
        size(): "without a brand there is no chart",
        size(brand=brand("reebok")): "we have no chart of the brand",
        size(brand=brand("nike"), gender="unisex"): "the gender is not known",
        size(value="14", brand=brand("nike")): "not in the chart",
        size("UK", "6", brand=brand("jordan")): "it stands for two sizes",
        size("EU", "XL", "unisex"): "no EU size",
        size("JP", "27"): "lengths of feet are never converted",
        size("unknown", "10W", "unisex"): "the region is not known, as sales reports do not tell it",
    }
    letters = size("INT", "XL", "unisex")
    youth = size(value="6", gender="youth", brand=brand("jordan"))
    text = said()
    assert now(youth).standardized_value is None
    assert "Jordan youth" in line(text, "the chart does not say the EU size")
    for row, reason in others.items():
        assert now(row).standardized_value is None
        assert row.value in line(text, reason)
    assert now(letters).standardized_value is None
    assert "US 14 men Nike" in line(text, "not in the chart (1)")


def test_no_size_is_filled_that_the_charts_do_not_give():
    """Random rows, in any spelling, against the charts as they were published."""
    dice, published = random.Random(7), charts()
    makers = {"jordan": "nike", "yeezy": "adidas"}
    slugs = [*Brand.objects.values_list("slug", flat=True), None]
    genders, regions = ["men", "women", "youth", "infant", "unisex"], ["US", "UK", "JP", "CM", "unknown"]
    combinations = {
        (dice.choice(slugs), dice.choice(genders), dice.choice(regions), str(dice.randrange(1, 40) / 2))
        for _ in range(400)
    }
    brands = {row.slug: row for row in Brand.objects.all()}
    rows = Size.objects.bulk_create(
        Size(brand=brands.get(slug), gender=gender, region=region, value=value)
        for slug, gender, region, value in sorted(combinations, key=str)
    )
    said()
    for row in Size.objects.filter(pk__in=[row.pk for row in rows]).select_related("brand"):
        slug = row.brand and makers.get(row.brand.slug, row.brand.slug)
        scale = {"US": 0, "UK": 1}.get(row.region)
        lines = published.get((slug, row.gender), []) if scale is not None else []
        meant = {line[2] for line in lines if line[scale] == half_size(row.value)}
        assert row.standardized_value == (meant.pop() if len(meant) == 1 else None), (slug, row)


def test_what_somebody_gave_stays_and_is_told():
    theirs = size(brand=brand("nike"), standardized_value=43)
    beyond = size(value="15", brand=brand("nike"), standardized_value=49)
    text = said()
    assert (now(theirs).standardized_value, now(theirs).chart_source) == (43, None)
    assert (now(beyond).standardized_value, now(beyond).chart_source) == (49, None)
    assert line(text, "somebody gave another value").endswith("US 9 men Nike: 43, and the chart says 42.5")


def test_a_right_value_gets_its_source():
    row = size("EU", "42", "unisex", standardized_value=42)
    said()
    assert now(row).chart_source


def lot(product, of, **values):
    return make("products.InventoryItem", product=product, size=of, quantity=1, **values)


def price(product, of, **values):
    values = {"source_type": "stockx", "price_type": "resale", "source_product_id": "1", **values}
    return make("integration.PriceSource", product=product, size=of, **values)


def test_goods_move_to_the_size_of_their_brand_once_it_is_known():
    general = size()
    jordan, nobodys = make(Product, brand=brand("jordan")), make(Product, brand=None)
    goods = [
        lot(jordan, general),
        price(jordan, general),
        make("products.ProductGTIN", product=jordan, size=general, gtin="0194502876888"),
    ]
    stays = [
        lot(nobodys, general),
        price(nobodys, general),
        lot(jordan, size("EU", "42", "unisex")),
        price(jordan, None),
    ]
    stays_on = [row.size_id for row in stays]
    text = said()
    nikes = Size.objects.get(brand__slug="nike", region="US", gender="men", value="9")
    assert [now(row).size for row in goods] == [nikes] * 3
    assert [now(row).size_id for row in stays] == stays_on
    assert line(text, "Moved").endswith("1 price, 1 inventory item, 1 GTIN.")
    assert now(general) == general


def test_goods_of_a_brand_without_a_chart_move_too():
    goods = lot(make(Product, brand=brand("reebok")), size())
    said()
    assert (now(goods).size.brand.slug, now(goods).size.standardized_value) == ("reebok", None)


def test_goods_of_a_size_without_a_gender_stay():
    of, product = size(gender="unisex"), make(Product, brand=brand("nike"))
    goods = [lot(product, of), price(product, of)]
    said()
    assert [now(row).size for row in goods] == [of, of]


def test_a_price_that_the_size_of_the_brand_has_already_stays_and_is_told():
    product, general = make(Product, brand=brand("nike")), size()
    nikes = size(brand=brand("nike"))
    both = [price(product, general, source_product_id="2"), price(product, general), price(product, nikes)]
    text = said()
    assert [now(row).size for row in both] == [nikes, general, nikes]
    assert "(US 9)" in line(text, "the size of the brand has such a price already (1)")
    assert "1 price" in line(text, "Moved")
    before = query(EVERYTHING)
    assert "Nothing was to be changed." in said()
    assert query(EVERYTHING) == before


def something_of_everything():
    product, general = make(Product, brand=brand("jordan")), size()
    lot(product, general)
    price(product, general)
    size(brand=brand("jordan"))
    size("EU", "42", "unisex")
    size(brand=brand("vans"), standardized_value=44)
    size("unknown", "9", "unisex")


def test_a_second_run_changes_nothing_and_says_so():
    something_of_everything()
    first = said()
    assert "Nothing was to be changed." not in first
    before = query(EVERYTHING)
    second = said()
    assert query(EVERYTHING) == before
    assert "Nothing was to be changed." in second
    assert second.split("Not decided:")[1].splitlines()[:-1] == first.split("Not decided:")[1].splitlines()


def test_a_dry_run_says_the_same_and_changes_nothing():
    something_of_everything()
    before = query(EVERYTHING)
    dry = said(dry_run=True)
    assert query(EVERYTHING) == before
    assert dry == said() + "A dry run: nothing was changed.\n"


def test_a_brand_that_is_not_there_is_told():
    Brand.objects.filter(slug="vans").delete()
    assert line(said(), "no brand has the slug of the chart").endswith("vans")
    assert not Size.objects.filter(chart_source=None, region="US").exists()


def test_many_labels_of_one_reason_are_cut_short():
    for number in range(30):
        size("unknown", f"{number}X", "unisex")
    assert line(said(), "the region is not known").endswith(", and 18 more")


@pytest.mark.parametrize(("category", "value"), [(None, "42.50"), ("sneakers", "42.50"), ("apparel", None)])
def test_the_charts_are_of_shoes_alone(category, value):
    size = make(
        Size,
        brand=Brand.objects.get(slug="nike"),
        category=category and Category.objects.get(slug=category),
        gender="men",
        region="US",
        value="9",
        standardized_value=None,
    )
    said()
    size.refresh_from_db()
    assert size.standardized_value == (value and Decimal(value))
