"""The commands, as processes: what they say, where, and how they end."""

import gzip
import re
import zipfile

import pytest
from django.core.management import CommandError, call_command

from apps.integration.models import AwinProduct, ImportBatch
from apps.transactions.models import Order
from tests.imports.bringing_in import differences, state
from tests.imports.feeds import feed, offer
from tests.imports.reports import alias as alias_report
from tests.imports.reports import alias_sale, sale
from tests.imports.reports import stockx as stockx_report
from tests.support.command_line import manage

COMMANDS = ["import_awin", "import_stockx_sales", "import_alias_sales"]


@pytest.fixture
def file(tmp_path):
    """Writes a file: file("feed.csv", content) is its path."""

    def write(name, content):
        (tmp_path / name).write_bytes(content)
        return str(tmp_path / name)

    return write


@pytest.fixture
def run(capsys):
    """Runs a command within the test: what it says."""

    def say(*arguments, **options):
        call_command(*arguments, **options)
        return capsys.readouterr().out

    return say


@pytest.mark.parametrize("command", [*COMMANDS, "undo_import"])
def test_help(command):
    result = manage(command, "--help")
    assert result.returncode == 0
    assert "--dry-run" in result.stdout
    assert "xit code" in " ".join(result.stdout.split())
    assert ("--limit" in result.stdout) == ("--again" in result.stdout) == (command != "undo_import")


def test_a_whole_life(committed, file):
    path = file("feed.csv", feed(offer(1), offer(2, search_price="x"), offer(1)))
    dry = manage("import_awin", "--dry-run", path, database=committed)
    assert dry.returncode == 0
    assert "A dry run: nothing was written." in dry.stdout
    real = manage("import_awin", path, database=committed)
    counted = "read 3 = processed 1 (1 added, 0 changed) + skipped 1 (0 unchanged, 1 duplicates) + errors 1"
    assert counted in dry.stdout
    assert counted in real.stdout
    assert 'row 2: search_price: "x" is no amount' in real.stdout
    assert (real.returncode, real.stderr) == (0, "")
    (batch,) = re.findall(r"undo_import (\S+) takes it back", real.stdout)
    again = manage("import_awin", path, database=committed)
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr.count("\n") == 1
    assert "was imported already" in again.stderr
    twice = manage("import_awin", "--again", path, database=committed)
    assert (twice.returncode, "1 unchanged" in twice.stdout) == (0, True)
    for options in (["--dry-run"], []):
        undone = manage("undo_import", *options, batch, database=committed)
        assert (undone.returncode, "1 Awin product deleted" in undone.stdout) == (0, True)
    gone = manage("undo_import", batch, database=committed)
    assert (gone.returncode, gone.stderr.strip()) == (1, "CommandError: This import is taken back already.")
    assert not AwinProduct.objects.exists()


@pytest.mark.parametrize(
    ("command", "content"),
    [
        ("import_awin", feed(offer(1))),
        ("import_stockx_sales", stockx_report(sale(1))),
        ("import_alias_sales", alias_report(alias_sale(1))),
    ],
)
def test_packed_and_piped(committed, file, tmp_path, command, content):
    zipped = tmp_path / "a.zip"
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("__MACOSX/._report.csv", "x")
        archive.writestr("folder/report.csv", content)
    result = manage(
        command, file("a.csv.gz", gzip.compress(content)), str(zipped), "-", database=committed, stdin=content.decode()
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.count("read 1 = ") == 3
    assert result.stdout.count("1 unchanged") == 2
    assert result.stdout.count("standard input: ") == 1


def test_of_several_files_one_may_fail(committed, file):
    right, wrong = file("a.csv", stockx_report(sale(1))), file("b.csv", b"x\n")
    other = file("c.csv", stockx_report(sale(2)))
    result = manage("import_stockx_sales", right, wrong, "/nowhere/at-all.csv", other, right, database=committed)
    assert result.returncode == 1
    assert Order.objects.count() == 2
    said = result.stderr.strip().splitlines()
    assert said[-1] == "CommandError: 3 of 5 files were not imported."
    assert [line.split()[0] for line in said[:-1]] == ["b.csv", "/nowhere/at-all.csv", "a.csv"]
    assert "Traceback" not in result.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("argument", ["/nowhere/at-all.csv", ".", "a\0b", ""])
def test_what_is_no_file(command, argument):
    before = state()
    with pytest.raises(CommandError) as caught:
        call_command(command, argument)
    assert "\n" not in str(caught.value)
    assert differences(before, state()) == {}


@pytest.mark.parametrize("limit", ["0", "-1", "x", "1.5"])
def test_a_limit_that_is_none(limit):
    with pytest.raises(CommandError, match="is no number of rows"):
        call_command("import_awin", "x.csv", f"--limit={limit}")


def test_no_file_at_all():
    result = manage("import_awin")
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


@pytest.mark.django_db
def test_a_limit_and_then_the_rest(run, file):
    path = file("feed.csv", feed(*map(offer, range(1, 6))))
    assert "read 2 = processed 2 (2 added" in run("import_awin", path, limit=2)
    assert ImportBatch.objects.get().source_file == "feed.csv (first 2 rows)"
    assert "read 5 = processed 3 (3 added" in run("import_awin", path)


@pytest.mark.django_db
def test_the_first_refused_rows_are_shown_and_the_rest_counted(run, file):
    said = run("import_awin", file("feed.csv", feed(*(offer(number, brand_id="x") for number in range(25)))))
    assert said.count('brand_id: "x" is no whole number.') == 10
    assert "and 15 more rows with errors." in said


@pytest.mark.django_db
def test_remarks_are_counted(run, file):
    assert "1 row with a remark" in run("import_awin", file("feed.csv", feed(offer(1, ean="1"))))


@pytest.mark.django_db
@pytest.mark.parametrize("batch", ["x", "00000000-0000-0000-0000-000000000000", "'; --", ""])
def test_an_import_that_there_is_not(batch):
    with pytest.raises(CommandError, match="There is no import"):
        call_command("undo_import", batch)


def test_undo_names_what_stays(committed, file):
    manage("import_stockx_sales", file("a.csv", stockx_report(sale(1), sale(2))), database=committed)
    Order.objects.filter(external_id__startswith="70000001").update(notes="angerufen")
    batch = str(ImportBatch.objects.get().pk)
    refused = manage("undo_import", batch, database=committed)
    assert refused.returncode == 1
    assert "stays: sale 70000001-70099991 was changed since" in refused.stdout
    assert "Nothing was taken back, because later work rests on 4 rows of this import." in refused.stderr
    assert Order.objects.count() == 2
    partly = manage("undo_import", "--partly", batch, database=committed)
    assert partly.returncode == 0
    assert "1 sale, 1 inventory item deleted" in partly.stdout
    assert Order.objects.count() == 1


def test_a_database_that_is_away(file):
    path = file("a.csv", feed(offer(1)))
    result = manage("import_awin", path, DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing", DEBUG="1")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr


@pytest.mark.django_db
def test_output_of_odd_names_and_cells(run, file):
    said = run("import_awin", file("[bold]%s{x}.csv", feed(offer(1, search_price="[red]x%s\x1b[31m"))))
    assert "[bold]%s{x}.csv: read 1" in said
    assert "[red]x%s" in said
