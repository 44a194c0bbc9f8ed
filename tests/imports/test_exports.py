"""What an export writes comes back equal, and is harmless in a spreadsheet."""

import csv
import datetime
import io
import os
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import example, given
from hypothesis import strategies as st

from apps.core.models import Brand, Category
from apps.integration.imports.export_command import NOT_COMPLETE, ExportCommand
from apps.integration.models import AwinProduct
from apps.products.models import Product
from soleflip.intake import values, writing
from soleflip.intake.values import EMPTY
from tests.imports.lists import AWIN, imported, named, rows_of
from tests.support.command_line import manage
from tests.support.rows import make

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''-1", " =1", "' +1", "\uff1d1", "=", "'@"]
PRODUCT_COLUMNS = ("sku", "name", "brand__name", "category__name", "style_code", "ean", "retail_price", "release_date")


def exported(command: str) -> str:
    stream = io.StringIO()
    call_command(command, stdout=stream, stderr=io.StringIO())
    return stream.getvalue()


def cells(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


class Squares(ExportCommand):
    """An export of three rows, or of one that breaks off."""

    columns = ("number", "square")
    breaks = None

    def rows(self):
        yield from ((number, number**2) for number in (1, 2))
        if self.breaks:
            raise self.breaks
        yield 3, 9


class Broken(Squares):
    breaks = ZeroDivisionError("in the middle")


SQUARES = '\ufeff"number","square"\n"1","1"\n"2","4"\n"3","9"\n'


def run(command: type[ExportCommand], *arguments: str) -> tuple[str, str]:
    """What a command wrote to standard output and to standard error."""
    out, err = io.StringIO(), io.StringIO()
    call_command(command(), *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


# --- cells ---


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_any_text_survives(text):
    if text.strip() not in EMPTY:
        assert values.text(writing.cell(text)) == text.strip()


@given(st.text("'=+-@ a\t\n\uff1d", min_size=1))
@example("'\n")
def test_any_text_of_apostrophes_and_signs_survives(text):
    if text.strip():
        assert values.text(writing.cell(text)) == text.strip()


@given(st.text())
def test_no_text_is_run_by_a_spreadsheet(text):
    assert not writing.cell(text).strip().startswith(("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"))
    assert not writing.cell(text).rstrip().startswith(("\t", "\r", "\n"))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_stands_behind_an_apostrophe(text):
    assert writing.cell(text) == f"'{text}"
    assert values.text(f"'{text}") == text.strip()


@pytest.mark.parametrize("text", ["'90s runner", "O'Neill", "Dunk - Low", "'", "''", "a=1"])
def test_other_apostrophes_and_signs_are_nobodys_business(text):
    assert writing.cell(text) == text
    assert values.text(text) == text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (True, "1"),
        (False, "0"),
        (-5, "-5"),
        (Decimal("1E+2"), "100"),
        (Decimal("119.90"), "119.90"),
        (
            datetime.datetime(2024, 7, 31, 1, 30, 0, 7, datetime.timezone(datetime.timedelta(hours=2))),
            "2024-07-30 23:30:00.000007+00:00",
        ),
    ],
)
def test_how_a_value_is_written(value, written):
    assert writing.cell(value) == written


def test_every_cell_is_quoted_so_that_a_semicolon_opens_none():
    assert list(writing.lines(["a"], [["b;=1"]])) == ['\ufeff"a"\n', '"b;=1"\n']


# --- where it is written ---


@pytest.mark.django_db
class TestTheCommand:
    def test_standard_output_and_the_count_beside_it(self):
        assert run(Squares) == run(Squares, "-") == (SQUARES, "standard output: 3 rows exported.\n")

    def test_a_file(self, tmp_path):
        path = tmp_path / "squares.csv"
        assert run(Squares, str(path)) == ("", f"{path}: 3 rows exported.\n")
        assert path.read_text() == SQUARES
        assert files_in(tmp_path) == ["squares.csv"]

    def test_a_file_that_is_there_is_kept_unless_it_is_meant(self, tmp_path):
        path = tmp_path / "squares.csv"
        path.write_text("ours")
        path.chmod(0o600)
        with pytest.raises(CommandError, match="is there already: name another file, or overwrite it with --force"):
            run(Squares, str(path))
        assert path.read_text() == "ours"
        run(Squares, str(path), "--force")
        assert path.read_text() == SQUARES
        assert path.stat().st_mode & 0o777 == 0o600
        assert files_in(tmp_path) == ["squares.csv"]

    def test_a_file_that_appears_meanwhile_is_kept(self, tmp_path):
        path = tmp_path / "squares.csv"

        class Slow(Squares):
            def rows(self):
                path.write_text("theirs")
                return super().rows()

        with pytest.raises(CommandError, match="cannot be written: file exists"):
            run(Slow, str(path))
        assert path.read_text() == "theirs"
        assert files_in(tmp_path) == ["squares.csv"]

    @pytest.mark.parametrize("force", [(), ("--force",)])
    def test_an_export_that_breaks_off_leaves_nothing(self, tmp_path, force):
        with pytest.raises(ZeroDivisionError):
            run(Broken, str(tmp_path / "squares.csv"), *force)
        assert files_in(tmp_path) == []

    def test_an_export_that_breaks_off_leaves_the_older_one(self, tmp_path):
        path = tmp_path / "squares.csv"
        run(Squares, str(path))
        with pytest.raises(ZeroDivisionError):
            run(Broken, str(path), "--force")
        assert path.read_text() == SQUARES

    def test_standard_output_says_that_it_is_not_whole(self):
        out = io.StringIO()
        with pytest.raises(ZeroDivisionError):
            call_command(Broken(), stdout=out, stderr=io.StringIO())
        assert out.getvalue().splitlines()[-1] == f'"{NOT_COMPLETE}"'

    def test_a_link_leads_to_the_file(self, tmp_path):
        path, link = tmp_path / "squares.csv", tmp_path / "link.csv"
        path.write_text("ours")
        link.symlink_to(path)
        run(Squares, str(link), "--force")
        assert link.is_symlink()
        assert path.read_text() == SQUARES

    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            (".", "is a folder"),
            ("nowhere/squares.csv", "is no folder"),
            ("s" * 300, "is no name of a file"),
            ("\0", "is no name of a file"),
            ("pipe", "is no file"),
        ],
    )
    def test_where_nothing_can_be_written(self, tmp_path, name, reason):
        # Never a device of this machine: as root a broken export would replace it.
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(CommandError, match=reason):
            run(Squares, str(tmp_path / name), "--force")


# --- products ---

ODD_NAMES = ["+J", "'=1+1", "\u00dcber; \"quoted\", 'single'", "two\nlines", "\u978b", "sep=;"]


@pytest.fixture
def catalog(db):
    """Products with all that a catalog has, and with nothing but what it needs."""
    for number, name in enumerate(ODD_NAMES):
        make(
            Product,
            sku=f"00{number}",
            name=name,
            brand=make(Brand, name=f"=Brand {number}", slug=f"brand-{number}"),
            category=make(Category, name=f"Category {number}", slug=f"category-{number}"),
            style_code="DZ5485-612/315122-111",
            ean="0012345678905",
            retail_price=Decimal("99999999.99") - number,
            release_date=datetime.datetime(1985, 4, 1, 12, 30, 1, number, datetime.UTC),
        )
    make(Product, sku="-1", name="=HYPERLINK", brand=None, category=Category.objects.first(), retail_price=None)


def test_the_catalog_comes_back_equal_into_an_emptied_database(catalog):
    everything = ("products.products", "core.brands", "core.categories")
    before = [named(Product, *PRODUCT_COLUMNS), *(named(model, "name", "slug") for model in (Brand, Category))]
    text = exported("export_products")
    for model in (Product, Brand, Category):
        model.objects.all().delete()
    outcome = imported(text)
    assert outcome.counts.added == outcome.counts.read == len(ODD_NAMES) + 1
    assert named(Product, *PRODUCT_COLUMNS) == before[0]
    assert set(named(Brand, "name", "slug")) <= set(before[1])
    assert set(named(Category, "name", "slug")) <= set(before[2])
    assert exported("export_products") == text
    state = [rows_of(table) for table in everything]
    assert imported(text).counts.unchanged == outcome.counts.read
    assert [rows_of(table) for table in everything] == state


def test_the_catalog_that_is_imported_where_it_came_from_is_unchanged(catalog):
    state = rows_of("products.products")
    outcome = imported(exported("export_products"))
    assert outcome.counts.unchanged == outcome.counts.read == len(state)
    assert rows_of("products.products") == state


def test_an_exported_catalog_is_harmless(catalog):
    rows = cells(exported("export_products"))
    assert [row["sku"] for row in rows] == sorted(row["sku"] for row in rows)
    assert {row["name"] for row in rows} >= {"'+J", "''=1+1", "'=HYPERLINK", "two\nlines"}
    assert rows[-1]["brand"] == "'=Brand 5"


def test_an_empty_catalog_is_a_header(db):
    Product.objects.all().delete()
    assert cells(exported("export_products")) == []
    assert exported("export_products").startswith('\ufeff"sku","name","brand"')


def test_the_program_itself_writes_letters_that_the_terminal_lacks(committed):
    make(Product, sku="1", name="\u978b")
    shown = manage("export_products", database=committed, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert shown.returncode == 0
    assert "\u978b" in shown.stdout
    assert shown.stderr == "standard output: 1 row exported.\n"


def test_what_one_program_exports_another_imports_through_a_pipe(committed):
    make(Product, sku="007", name="=1+1")
    text = manage("export_products", database=committed).stdout
    Product.objects.all().delete()
    shown = manage("import_products", "-", database=committed, stdin=text)
    assert shown.returncode == 0, shown.stderr
    assert Product.objects.get().name == "=1+1"


# --- offers ---

FEED = (
    "aw_product_id,product_name,merchant_id,merchant_name,search_price,store_price,rrp_price,currency,in_stock,"
    "stock_quantity,merchant_product_id,ean,description,merchant_image_url,aw_image_url,aw_thumb_url,alternate_image,"
    "large_image,Fashion:size,last_updated,brand_id,aw_deep_link\n"
    '1,=Dunk,7,\'90s,130.00,120,,EUR,1,3,003750677,0194502876888,"=two\nlines, ""quoted""",,a.jpg,t.jpg,b.jpg,c.jpg,'
    "42.5,2024-07-31 04:57:07.123456 +02,9,https://shop/?a=1\n"
    "2,'=Samba,7,-,,,,,,,,,,,,,,,,,,\n"
    "3,M\u00fcller,7,,0.01,,21474836.47,GBP,0,0,,,'+,m.jpg,,,,,,,,\n"
)
LATER = "aw_product_id,product_name,merchant_id,search_price,store_price\n4,Gazelle,7,,99.90\n"
LATEST = "aw_product_id,product_name,merchant_id,search_price\n4,Gazelle,7,\n"


@pytest.fixture
def offers(db):
    for feed in (FEED, LATER, LATEST):
        imported(feed, AWIN)
    assert AwinProduct.objects.filter(retail_price_cents=None, store_price_cents=9990).exists()


def test_offers_come_back_equal_into_an_emptied_database(offers):
    columns = [
        field.attname
        for field in AwinProduct._meta.concrete_fields
        if field.name not in ("id", "created_at", "updated_at", "feed_import_date")
    ]
    before, text = named(AwinProduct, *columns), exported("export_awin")
    AwinProduct.objects.all().delete()
    assert imported(text, AWIN).counts.added == 4
    assert named(AwinProduct, *columns) == before
    assert exported("export_awin") == text


def test_offers_that_are_imported_where_they_came_from_are_unchanged(offers):
    state = rows_of("integration.awin_products")
    assert imported(exported("export_awin"), AWIN).counts.unchanged == 4
    assert rows_of("integration.awin_products") == state


def test_exported_offers_are_harmless(offers):
    names = {row["product_name"] for row in cells(exported("export_awin"))}
    assert names == {"'=Dunk", "''=Samba", "M\u00fcller", "Gazelle"}


def test_a_feed_of_awin_keeps_its_apostrophes(offers):
    assert AwinProduct.objects.get(awin_product_id="2").product_name == "'=Samba"
