"""export_prices writes what import_prices brings back, and whatever stands in a list is accounted for."""

import io
import uuid

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.integration.choices import Condition, PriceType
from apps.integration.imports.prices.offers import LONGEST, list_id
from apps.integration.models import PriceSource
from apps.products.models import Product
from tests.imports.price_lists import EAN, OTHER_EAN, ROW, bring_in, counts, listed, make_dunk, named_but, product
from tests.support.rows import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def dunk(db) -> Product:
    return make_dunk()


# --- out again ---


def exported() -> str:
    stream = io.StringIO()
    call_command("export_prices", stdout=stream, stderr=io.StringIO())
    return stream.getvalue()


def test_what_goes_out_comes_back_equal(dunk):
    product("A1", brand=None, name="=Cap", style_code="DD1391-100")  # two of one code: the SKU tells them apart
    header = "sku,size,region,gender,source,source_name,price_type,condition,in_stock,price,url\n"
    rows = [
        "D1,9,US,,ebay,=Shop,retail,new,0,USD99.95,https://a.example/?x=1;y=2",
        "D1,9,US,women,ebay,,resale,used_good,1,EUR140,",
        "D1,40 2/3,EU,,goat,,resale,deadstock,1,EUR140,",
        "A1,One size,ONE,,klekt,,auction,new,1,EUR140,",
        "A1,,,,klekt,,wholesale,new,1,GBP0.01,",
    ]
    assert counts(bring_in(listed(*rows, header=header))) == (5, 0, 0, 0, 0)
    text, before = exported(), named_but("last_updated")
    assert counts(bring_in(text)) == (0, 0, 5, 0, 0)
    assert named_but("last_updated") == before
    told = named_but("last_updated", "id", "created_at", "updated_at")
    PriceSource.objects.all().delete()
    assert counts(bring_in(text)) == (5, 0, 0, 0, 0)
    assert named_but("last_updated", "id", "created_at", "updated_at") == told


def test_only_the_prices_of_lists_go_out(dunk):
    make(PriceSource, product=dunk, source_type="awin", source_product_id="123", price_type="retail", size=None)
    assert exported().count("\n") == 1


def test_the_command_imports_a_file_of_which_a_limit_is_read(tmp_path, capsys):
    path = tmp_path / "prices.csv"
    path.write_text(listed(ROW, ROW.replace(",9,", ",10,")))
    call_command("import_prices", str(path), limit=1)
    assert "read 1 = processed 1 (1 added" in capsys.readouterr().out


# --- whatever stands in it ---


CELLS = {
    "sku": ["D1", "A1", "", "?"],
    "style_code": ["DD1391-100", "dd1391 100/x", "", "TWO-1"],
    "gtin": [EAN, OTHER_EAN, "", "1"],
    "brand": ["Nike", "Adidas", "", "?"],
    "size": ["9", "9W", "42.5", "", "XL", "3J"],
    "region": ["US", "EU", "", "ONE", "?"],
    "gender": ["men", "women", "", "unisex", "?"],
    "source": ["StockX", "ebay", "", "?"],
    "price_type": ["resale", "retail", "", "?"],
    "price": ["140", "EUR140", "USD 1", "0", "", "x"],
    "currency": ["EUR", "USD", "", "?"],
    "condition": ["new", "used good", "", "?"],
    "in_stock": ["1", "0", "", "?"],
    "url": ["https://a.example", "", "?"],
}


ROWS = st.fixed_dictionaries({name: st.sampled_from(cells) for name, cells in CELLS.items()})


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    rows=st.lists(st.fixed_dictionaries({name: st.sampled_from(cells) for name, cells in CELLS.items()}), max_size=6)
)
def test_every_row_ends_in_one_place_and_coming_again_changes_nothing(rows):
    PriceSource.objects.all().delete()
    text = listed(*(",".join(row.values()) for row in rows), header=",".join(CELLS) + "\n")
    added, changed, unchanged, duplicates, errors = counts(bring_in(text))
    assert (changed, unchanged) == (0, 0)
    assert PriceSource.objects.count() == added
    assert added + duplicates + errors == len(rows)
    assert counts(bring_in(text)) == (0, 0, added, duplicates, errors)


@given(place=st.text(max_size=200))
def test_the_id_of_a_price_fits_and_each_thing_that_differs_makes_another(place):
    product_id = uuid.UUID(int=1)
    found = list_id(product_id, PriceType.RETAIL, Condition.NEW, place)
    assert len(found) <= LONGEST
    assert found != list_id(product_id, PriceType.RETAIL, Condition.NEW, f"{place}x")
    assert found != list_id(product_id, PriceType.RETAIL, Condition.DEADSTOCK, place)
    assert found != list_id(product_id, PriceType.RESALE, Condition.NEW, place)
    assert found != list_id(uuid.UUID(int=2), PriceType.RETAIL, Condition.NEW, place)
