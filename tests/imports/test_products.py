"""import_products: each row of a list ends in one place, and the catalog says what the list says."""

import datetime
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from apps.core.models import Brand, BrandPattern, Category
from apps.integration.imports import changes
from apps.integration.imports.catalog import importer, table
from apps.integration.imports.catalog.names import Names
from apps.integration.imports.undo import undo
from apps.integration.models import ImportBatch
from apps.products.models import Product
from apps.system.models import LogEntry
from soleflip.intake.errors import IntakeError
from tests.imports.lists import imported, records, rows_of
from tests.support.rows import make
from tests.support.sql import query

pytestmark = pytest.mark.django_db

HEADER = "sku,name,brand,category,style_code,ean,retail_price,release_date\n"
DUNK = "D1,Dunk Low,Nike,Sneakers,dd1391 100,0194502876888,119.99,2024-07-31\n"
EAN = "0194502876888"


def counts(outcome) -> tuple[int, int, int, int, int]:
    """Added, changed, unchanged, duplicates, errors."""
    found = outcome.counts
    return found.added, found.changed, found.unchanged, found.duplicates, found.errors


def product(sku="D1") -> Product:
    return Product.objects.get(sku=sku)


def reasons(row: str) -> dict[str, str]:
    """Why this row is refused; the one below it is none the worse for it."""
    outcome = imported(HEADER + row + DUNK.replace("D1", "D2"))
    assert outcome.counts.errors == 1
    assert product("D2").name == "Dunk Low"
    record = records(outcome)[1]
    assert record.status == "error"
    assert record.source_data  # the row as read
    return record.validation_errors


# --- what a row becomes ---


def test_a_row_becomes_a_product():
    assert counts(imported(HEADER + DUNK)) == (1, 0, 0, 0, 0)
    dunk = product()
    assert (dunk.name, dunk.brand.name, dunk.category.name) == ("Dunk Low", "Nike", "Sneakers")
    assert (dunk.style_code, dunk.ean, dunk.retail_price) == ("DD1391-100", EAN, Decimal("119.99"))
    assert dunk.release_date == datetime.datetime(2024, 7, 31, tzinfo=datetime.UTC)


def test_sku_and_name_are_enough():
    imported("NAME;SKU\nHüpfer;007\n")
    dunk = product("007")
    assert dunk.category.slug == "other"
    assert (dunk.brand, dunk.style_code, dunk.ean, dunk.retail_price, dunk.release_date) == (None,) * 5


def test_a_list_without_them_is_no_product_list():
    with pytest.raises(IntakeError, match=r"list\.csv is not a product list: it lacks the column name"):
        imported("sku,title\nD1,Dunk Low\n")


@pytest.mark.parametrize("nothing", ["", " ", "N/A", "n/a", "#N/A"])
def test_nothing_is_null(nothing):
    imported(f"{HEADER}D1,Hüpfer,{nothing},{nothing},{nothing},{nothing},{nothing},{nothing}\n")
    dunk = product()
    assert (dunk.brand, dunk.style_code, dunk.ean, dunk.retail_price, dunk.release_date) == (None,) * 5
    assert dunk.category.name == "Other"


@pytest.mark.parametrize(
    ("cell", "amount"),
    [("119.99", "119.99"), ('"1.119,99 €"', "1119.99"), ("EUR120", "120.00"), ("0", "0.00"), ("99999999.99",) * 2],
)
def test_prices_are_euros_to_the_cent(cell, amount):
    imported(f"sku,name,retail_price\nD1,Dunk Low,{cell}\n")
    assert product().retail_price == Decimal(amount)


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("1985-04-01", "1985-04-01T00:00:00+00:00"),  # before any file, but not before all shoes
        ("2024-07-31 01:30:00 +02", "2024-07-30T23:30:00+00:00"),
        ("2024-07-31T04:57:07.123456Z", "2024-07-31T04:57:07.123456+00:00"),
    ],
)
def test_release_dates_keep_their_zone(cell, moment):
    imported(f"sku,name,release_date\nD1,Dunk Low,{cell}\n")
    assert product().release_date == datetime.datetime.fromisoformat(moment)


# --- rows that are refused ---


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (",Dunk Low,,,,,,", "sku", "It is empty."),
        ("D1,N/A,,,,,,", "name", "It is empty."),
        ("D" * 101 + ",Dunk Low,,,,,,", "sku", "It has 101 letters, and 100 can be kept."),
        ("D1," + "d" * 256 + ",,,,,,", "name", "It has 256 letters, and 255 can be kept."),
        ("D1,Dunk Low," + "n" * 101 + ",,,,,", "brand", "It has 101 letters, and 100 can be kept."),
        ("D1,Dunk Low,,," + "\u00df" * 101 + ",,,", "style_code", "It has 202 letters, and 200 can be kept."),
        ("D1,Dunk Low,,,," + "1" * 21 + ",,", "ean", "It has 21 letters, and 20 can be kept."),
        ("D1,Dunk Low,,,,4.55E+12,,", "ean", "is what a spreadsheet made of the code"),
        ('D1,Dunk Low,,,,"4,55E+12",,', "ean", "is what a spreadsheet made of the code"),
        ("D1,Dunk Low,,,,,119.9955,", "retail_price", "has parts of a cent"),
        ("D1,Dunk Low,,,,,1.249,", "retail_price", "can be read in two ways"),
        ("D1,Dunk Low,,,,,120 USD,", "retail_price", "is in USD, and retail prices are in EUR"),
        ("D1,Dunk Low,,,,,100000000.00,", "retail_price", "is larger than 99,999,999.99"),
        ("D1,Dunk Low,,,,,-1,", "retail_price", "is below zero"),
        ("D1,Dunk Low,,,,,cheap,", "retail_price", "is no amount"),
        ("D1,Dunk Low,,,,,,2024-02-30", "release_date", "is no day of the calendar"),
        ("D1,Dunk Low,,,,,,31/07/2024", "release_date", "is no date"),
        ("D1,Dunk Low,,,,,,0024-07-31", "release_date", "is not within the years 1900 to 2100"),
        ("D1,Dunk Low,\u963f\u8fea,,,,,", "brand", "make the brand in the back office"),
        ("D1,Dunk Low", "", "It has 2 cells, and the header 8."),
    ],
)
def test_a_wrong_row_is_refused_with_the_reason_and_stops_no_other(row, column, reason):
    found = reasons(row + "\n")
    assert list(found) == [column]
    assert reason in found[column]
    assert not Product.objects.filter(sku="D1").exists()


def test_all_reasons_are_told_at_once():
    assert set(reasons("D1,,,,,4.5E+12,cheap,soon\n")) == {"name", "ean", "retail_price", "release_date"}


def test_the_row_is_kept_as_it_was_read():
    outcome = imported("sku,name,retail_price,shelf\n007, Dunk Low ,cheap,A 3\n")
    assert records(outcome)[1].source_data == {
        "sku": "007",
        "name": " Dunk Low ",
        "retail_price": "cheap",
        "shelf": "A 3",
    }


def test_a_row_that_is_refused_makes_no_brand():
    imported(f"{HEADER}D1,Dunk Low,Newcomer,\u963f\u8fea,,,,\nD2,Dunk Low,Another,,,,cheap,\n")
    assert not Brand.objects.filter(name__in=["Newcomer", "Another"]).exists()


# --- what staff should see ---


@pytest.mark.parametrize(
    ("row", "remark"),
    [
        ("D1,Dunk Low,,,,123,,", 'ean: "123" is no valid EAN, so no offer will be found by it.'),
        ("D1,Dunk Low,,,,4550330123450,,", 'ean: "4550330123450" is no valid EAN, so no offer will be found by it.'),
        ("D1,Dunk Low,,,red,,,", 'style_code: "RED" does not look like a style code.'),
        ("D1,Dunk Low,,,-,,,", 'style_code: "-" has neither letters nor digits, so none was kept.'),
    ],
)
def test_what_is_odd_is_kept_with_a_remark(row, remark):
    outcome = imported(HEADER + row + "\n")
    assert counts(outcome) == (1, 0, 0, 0, 0)
    assert outcome.counts.notes == 1
    assert (records(outcome)[1].status, records(outcome)[1].error_message) == ("processed", remark)
    again = imported(HEADER + row + "\n")
    assert (records(again)[1].status, records(again)[1].error_message) == ("skipped", remark)


def test_an_odd_ean_is_stored_as_it_stands():
    imported(f"{HEADER}D1,Dunk Low,,,,00123,,\n")
    assert product().ean == "00123"


# --- brands and categories ---


@pytest.mark.parametrize("cell", ["New Balance", "NEW BALANCE", "new-balance", " new balance "])
def test_a_brand_is_found_by_name_or_slug(cell):
    brand = Brand.objects.get(slug="new-balance")
    imported(f"{HEADER}D1,550,{cell},,,,,\n")
    assert product().brand == brand


def test_a_brand_and_a_category_that_are_new_are_made_once():
    outcome = imported(f"{HEADER}D1,A,M\u00fcller & S\u00f6hne,Toys,,,,\nD2,B,M\u00dcLLER & S\u00d6HNE,toys,,,,\n")
    assert counts(outcome) == (2, 0, 0, 0, 0)
    assert product().brand == product("D2").brand
    assert (product().brand.name, product().brand.slug) == ("M\u00fcller & S\u00f6hne", "muller-sohne")
    assert Category.objects.get(name="Toys").slug == "toys"


def test_two_brands_with_one_slug():
    make(Brand, name="Foo Bar", slug="foo-bar")
    outcome = imported(f"{HEADER}D1,A,Foo_Bar!,,,,,\nD2,B,Foo & Bar,,,,,\nD3,C,foo bar,,,,,\nD4,D,Foo! Bar,,,,,\n")
    assert counts(outcome)[0] == 2
    assert product("D1").brand.slug == "foo_bar"
    assert records(outcome)[2].validation_errors == {
        "brand": '"Foo & Bar" would have the slug foo-bar, which is that of "Foo Bar": write that, if it is meant.'
    }
    assert 4 in records(outcome)


def test_two_new_brands_with_one_slug():
    outcome = imported(f"{HEADER}D1,A,Zig Zag,,,,,\nD2,B,Zig & Zag,,,,,\n")
    assert counts(outcome) == (1, 0, 0, 0, 1)
    assert 'which is that of "Zig Zag"' in records(outcome)[2].validation_errors["brand"]


def test_letters_that_python_and_the_database_lower_in_different_ways():
    """The index says what is one name: the capital I with a dot becomes two letters in Python, one or none there."""
    rows = f"{HEADER}D1,A,X\u0130X,,,,,\nD2,B,X\u0130X,,,,,\nD3,C,xi\u0307x,,,,,\n"
    first = imported(rows)
    assert first.counts.read == 3
    assert imported(rows).counts.unchanged == first.counts.added


def test_the_category_other_is_made_if_it_is_missing():
    Category.objects.filter(slug="other").delete()
    imported("sku,name\nD1,Hüpfer\n")
    assert (product().category.name, product().category.slug) == ("Other", "other")


def test_a_new_product_has_the_brand_and_the_category_that_its_name_says():
    imported("sku,name\nD1,Nike Dunk Low\nD2,Jordan Hoodie\nD3,Hüpfer\n")
    rows = Product.objects.order_by("sku").values_list("brand__name", "category__name")
    assert list(rows) == [("Nike", "Sneakers"), ("Jordan", "Apparel"), (None, "Other")]


def test_an_empty_cell_of_the_brand_says_that_there_is_none():
    imported("sku,name,brand,category\nD1,Nike Dunk Low,,\n")
    assert (product().brand, product().category.name) == (None, "Sneakers")


def test_what_the_list_says_counts_more_than_the_name():
    imported("sku,name,brand,category\nD1,Nike Dunk Low,Adidas,Collectibles\n")
    assert (product().brand.name, product().category.name) == ("Adidas", "Collectibles")


def test_a_known_product_is_not_recognised_anew():
    imported("sku,name\nD1,Hüpfer\n")
    imported("sku,name,category\nD1,Nike Dunk Low,\n")
    assert (product().name, product().brand, product().category.name) == ("Nike Dunk Low", None, "Other")


@pytest.mark.parametrize("changed", [{"name": "Turnschuhe"}, {"slug": "turnschuhe"}])
def test_the_category_is_found_by_its_slug_or_its_name(changed):
    Category.objects.filter(slug="sneakers").update(**changed)
    before = Category.objects.count()
    imported("sku,name\nD1,Nike Dunk Low\n")
    assert next(iter(changed.values())) in (product().category.name, product().category.slug)
    assert Category.objects.count() == before


def test_a_category_that_was_deleted_is_made_and_taken_back():
    Category.objects.filter(slug="sneakers").delete()
    outcome = imported("sku,name\nD1,Nike Dunk Low\n")
    assert product().category.name == "Sneakers"
    undo(outcome.batch)
    assert not Category.objects.filter(slug="sneakers").exists()


def test_a_pattern_that_cannot_be_used_stops_no_import_and_is_in_the_log():
    BrandPattern.objects.create(brand=Brand.objects.get(slug="vans"), pattern_type="regex", pattern="(", priority=1)
    imported("sku,name\nD1,Nike Dunk Low\n")
    assert product().brand.name == "Nike"
    assert 'The regex "(" of Vans was skipped.' in LogEntry.objects.get(component="import", level="WARNING").message


# --- known products ---


def test_a_product_follows_the_list():
    imported(HEADER + DUNK)
    Product.objects.update(updated_at="2020-01-01T00:00Z", description="ours", lowest_ask=150)
    before = product()
    assert counts(imported(HEADER + DUNK.replace("119.99", "129.99"))) == (0, 1, 0, 0, 0)
    dunk = product()
    assert dunk.retail_price == Decimal("129.99")
    assert (dunk.id, dunk.created_at, dunk.description, dunk.lowest_ask) == (
        before.id,
        before.created_at,
        "ours",
        Decimal(150),
    )
    assert dunk.updated_at > before.updated_at


def test_a_column_that_the_list_lacks_stays():
    imported(HEADER + DUNK)
    assert counts(imported("sku,name\nD1,Dunk High\n")) == (0, 1, 0, 0, 0)
    dunk = product()
    assert (dunk.name, dunk.brand.name, dunk.category.name, dunk.ean) == ("Dunk High", "Nike", "Sneakers", EAN)


def test_an_empty_cell_empties_but_never_the_category():
    imported(HEADER + DUNK)
    assert counts(imported(HEADER + "D1,Dunk Low,,,,,,\n")) == (0, 1, 0, 0, 0)
    dunk = product()
    assert (dunk.brand, dunk.style_code, dunk.ean, dunk.retail_price, dunk.release_date) == (None,) * 5
    assert dunk.category.name == "Sneakers"


LISTS = HEADER + DUNK + "D2,Samba,Newcomer,Toys,,1,,\nD3,,,,,,,\nD1,Dunk Low,,,,,,\nD4,550,New Balance,,,,,1985-04-01\n"


def test_doing_it_twice_changes_nothing():
    assert counts(imported(LISTS)) == (3, 0, 0, 1, 1)
    tables = ("products.products", "core.brands", "core.categories")
    before = [rows_of(table) for table in tables]
    assert counts(imported(LISTS)) == (0, 0, 3, 1, 1)
    assert [rows_of(table) for table in tables] == before


def test_one_of_many_is_changed_and_the_others_are_not_touched():
    imported(LISTS)
    before = {row[0]: row for row in rows_of("products.products")}
    assert counts(imported(LISTS.replace("Samba", "Gazelle"))) == (0, 1, 2, 1, 1)
    after = {row[0]: row for row in rows_of("products.products")}
    assert [key for key in after if after[key] != before[key]] == [product("D2").pk]


def test_the_same_file_again_is_refused_unless_it_is_meant():
    imported(LISTS)
    with pytest.raises(IntakeError, match="was imported already"):
        imported(LISTS, again=False)


# --- duplicates ---


def test_of_rows_with_one_sku_the_first_right_one_counts():
    outcome = imported(f"{HEADER}D1,A,,,,,cheap,\nD1,B,,,,,,\nD1,B,,,,,,\nD1,C,Newcomer,,,,,\n")
    assert counts(outcome) == (1, 0, 0, 2, 1)
    assert product().name == "B"
    assert not Brand.objects.filter(name="Newcomer").exists()
    found = records(outcome)
    assert set(found) == {1, 4}  # one that says the same is counted, and nothing to look at
    assert (found[4].status, found[4].error_message) == (
        "skipped",
        "A duplicate of row 2, which counts, although this one says something else.",
    )


def test_a_brand_in_capitals_says_nothing_else():
    outcome = imported(f"{HEADER}D1,A,Nike,sneakers,,,,\nD1,A,NIKE,SNEAKERS,,,,\n")
    assert counts(outcome) == (1, 0, 0, 1, 0)
    assert outcome.counts.notes == 0


def test_duplicates_are_found_across_pieces(monkeypatch):
    monkeypatch.setattr(importer, "AT_ONCE", 2)
    rows = "".join(f"D{number % 5},Dunk Low,nike,,,,,\n" for number in range(11))
    assert counts(imported(HEADER + rows)) == (5, 0, 0, 6, 0)
    assert counts(imported(HEADER + rows)) == (0, 0, 5, 6, 0)


# --- the whole run ---


def test_a_dry_run_counts_the_same_and_writes_nothing():
    imported(HEADER + DUNK)
    tables = ("products.products", "core.brands", "core.categories", "integration.import_batches")
    before = [rows_of(table) for table in tables]
    changed = LISTS.replace("Dunk Low", "Dunk High")
    dry = imported(changed, dry_run=True)
    assert [rows_of(table) for table in tables] == before
    real = imported(changed)
    assert dry.counts == real.counts
    assert counts(real) == (2, 1, 0, 1, 1)


def test_taking_it_back_restores_the_earlier_state():
    imported(HEADER + DUNK)
    tables = ("products.products", "core.brands", "core.categories")
    before = [[(key, text) for key, _, text in rows_of(table)] for table in tables]
    outcome = imported(LISTS.replace("Dunk Low", "Dunk High").replace("Nike", "Stranger"))
    assert undo(outcome.batch).is_whole
    assert [[(key, text) for key, _, text in rows_of(table)] for table in tables] == before


def test_a_product_that_somebody_else_adds_meanwhile_is_no_error(monkeypatch):
    add = table.add

    def late(rows, columns):
        monkeypatch.setattr(table, "add", add)
        make(Product, sku="D1", name="Theirs")
        return add(rows, columns)

    monkeypatch.setattr(table, "add", late)
    assert counts(imported("sku,name\nD1,Ours\nD2,Ours\n")) == (1, 1, 0, 0, 0)
    assert product().name == "Ours"


def test_a_product_that_somebody_else_deletes_meanwhile_is_added(monkeypatch):
    imported("sku,name\nD1,Dunk Low\nD2,Dunk Low\n")
    images_of = changes.images_of

    def late(model, ids):
        Product.objects.filter(sku="D1").delete()
        return images_of(model, ids)

    monkeypatch.setattr(changes, "images_of", late)
    assert counts(imported("sku,name\nD1,Dunk High\nD2,Dunk High\n")) == (1, 1, 0, 0, 0)


def test_a_brand_that_somebody_else_adds_meanwhile_is_taken(monkeypatch):
    problem = Names.problem

    def late(self, name):
        if not Brand.objects.filter(name="NEWCOMER").exists():
            make(Brand, name="NEWCOMER", slug="nc")
        return problem(self, name)

    monkeypatch.setattr(Names, "problem", late)
    imported(f"{HEADER}D1,Dunk Low,Newcomer,,,,,\n")
    assert product().brand.name == "NEWCOMER"


def test_the_command_reports(tmp_path, capsys):
    path = tmp_path / "list.csv"
    path.write_text(HEADER + DUNK + "D2,,,,,,,\n")
    call_command("import_products", str(path), verbosity=0)
    shown = capsys.readouterr().out
    assert "read 2 = processed 1 (1 added, 0 changed) + skipped 0 (0 unchanged, 0 duplicates) + errors 1" in shown
    assert "row 2: name: It is empty." in shown
    assert ImportBatch.objects.get().source == "catalog"
    with pytest.raises(CommandError, match="was imported already"):
        call_command("import_products", str(path), verbosity=0)


def test_ten_thousand_rows_are_a_few_statements(django_assert_max_num_queries):
    """Twice: added, then unchanged; a statement for each row would be seen."""
    rows = "".join(f"D{number},Dunk Low,Nike,,,,119.99,\n" for number in range(10_000))
    with django_assert_max_num_queries(120):
        assert counts(imported(HEADER + rows))[0] == 10_000
    with django_assert_max_num_queries(60):
        assert counts(imported(HEADER + rows))[2] == 10_000
    noted = "SELECT sum(cardinality(row_ids)) FROM integration.import_changes WHERE table_name = 'products.products'"
    assert query(noted) == [(10_000,)]
