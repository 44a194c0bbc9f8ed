"""Imports that are killed, or not alone: the next one ends in the state of one that never was interrupted."""

import gzip
import random
import signal
import threading
import time

import psycopg
import pytest
from django.db import connection

from apps.core.models import Platform
from apps.integration.imports.awin.importer import AWIN
from apps.integration.imports.run import carry_out
from apps.integration.imports.turn import turn
from apps.integration.imports.undo import undo
from apps.integration.models import ImportBatch
from apps.integration.models.import_batch import ImportSource
from soleflip.intake.errors import IntakeError
from soleflip.intake.files import opened
from tests.imports import bringing_in
from tests.imports.bringing_in import awin, counts, state, stockx
from tests.imports.feeds import feed, offer
from tests.imports.reports import alias as alias_report
from tests.imports.reports import alias_sale, order_number, sale
from tests.imports.reports import stockx as stockx_report
from tests.support.command_line import database_url, manage, started
from tests.support.rows import make
from tests.support.sql import query, value
from tests.support.waiting import BLOCKED, wait_until

OFFERS = feed(*(offer(number, colour="rot" if number % 3 else "blau") for number in range(1, 4001)))
SALES = stockx_report(*(sale(number, Style=f"AA{number % 40:04}-100") for number in range(1, 1001)))
ALIAS_SALES = alias_report(*(alias_sale(number, SKU=f"BB{number % 40:04} 100") for number in range(1, 1001)))
FILES = {"import_awin": OFFERS, "import_stockx_sales": SALES, "import_alias_sales": ALIAS_SALES}
# What an import leaves, without what differs from run to run: ids and moments.
LEFT = [
    "SELECT awin_product_id, product_name, colour, retail_price_cents FROM integration.awin_products ORDER BY 1",
    "SELECT awin_product_id, price_cents, in_stock FROM integration.awin_price_history ORDER BY 1, 2",
    """SELECT o.external_id, o.sale_price, o.net_proceeds, p.sku, s.value FROM transactions.orders o
         JOIN products.inventory i ON i.id = o.inventory_id JOIN products.products p ON p.id = i.product_id
         JOIN public.sizes s ON s.id = i.size_id ORDER BY 1""",
    "SELECT sku, name, style_code FROM products.products ORDER BY 1",
    "SELECT sum(sales), sum(revenue) FROM analytics.monthly_sales",
    "SELECT status, total_records, processed_records, error_records FROM integration.import_batches",
    "SELECT status, count(*), min(row_number), max(row_number) FROM integration.import_records GROUP BY 1",
    "SELECT sum(cardinality(row_ids)) FROM integration.import_changes",
]

# Who has the turn: the server notices a moment later that a process was killed, and then takes back what it was at.
AT_IT = """
SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
 WHERE l.locktype = 'advisory' AND d.datname = current_database()"""


def left() -> list:
    return [query(question) for question in LEFT]


@pytest.mark.parametrize("command", FILES)
def test_killed_at_any_moment_and_run_again(committed, command, tmp_path):
    file = tmp_path / "file.csv"
    file.write_bytes(FILES[command])
    began = time.monotonic()
    assert manage(command, str(file), database=committed).returncode == 0
    lasts = time.monotonic() - began
    expected = left()
    bringing_in.empty_tables()
    nothing = state()
    moments = random.Random(command)
    for _ in range(3):
        process = started(command, str(file), database=committed, output=tmp_path / "out.txt")
        if moments.random() < 0.75:  # once it is at work; else while Python begins
            wait_until(ImportBatch.objects.exclude(status="failed").exists)
            time.sleep(moments.uniform(0, lasts / 3))
        else:
            time.sleep(moments.uniform(0, lasts))
        process.send_signal(signal.SIGKILL)
        process.wait()
        wait_until(lambda: not query(AT_IT))
        if ImportBatch.objects.filter(status="completed").exists():
            break
        assert state() == nothing
    manage(command, str(file), database=committed)
    assert left() == expected
    batch = ImportBatch.objects.get()
    undo(batch)
    assert state() == nothing


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_stopped_by_somebody(committed, tmp_path, stop):
    file = tmp_path / "file.csv"
    file.write_bytes(SALES)
    with psycopg.connect(database_url(committed)) as blocker:
        blocker.execute("LOCK TABLE transactions.orders IN SHARE MODE")
        process = started("import_stockx_sales", str(file), database=committed, output=tmp_path / "out.txt")
        wait_until(lambda: query(BLOCKED))
        process.send_signal(stop)
        blocker.commit()
        assert process.wait(60) != 0
    wait_until(lambda: not query(AT_IT))
    assert "Traceback" not in (tmp_path / "out.txt").read_text()
    assert not value("SELECT count(*) FROM transactions.orders")
    assert counts(stockx(SALES)) == (1000, 0, 0, 0, 0)
    assert ImportBatch.objects.get().status == "completed"


def test_two_at_once_the_second_is_refused(committed, tmp_path):
    file = tmp_path / "file.csv"
    file.write_bytes(SALES)
    with psycopg.connect(database_url(committed)) as blocker:
        blocker.execute("LOCK TABLE transactions.orders IN SHARE MODE")
        first = started("import_stockx_sales", str(file), database=committed, output=tmp_path / "out.txt")
        wait_until(lambda: query(BLOCKED))
        second = manage("import_stockx_sales", str(file), database=committed)
        batch = ImportBatch.objects.get()
        undone = manage("undo_import", str(batch.pk), database=committed)
        assert counts(awin(feed(offer(1)))) == (1, 0, 0, 0, 0)  # another source may
        blocker.commit()
    assert first.wait(60) == 0
    for refused in (second, undone):
        assert refused.returncode == 1
        assert "Another import from StockX is running (file.csv, since" in refused.stderr
        assert "Traceback" not in refused.stderr
    assert value("SELECT count(*) FROM transactions.orders") == 1000
    assert ImportBatch.objects.get(source="stockx").status == "completed"


def test_many_processes_import_one_file(committed, tmp_path):
    file = tmp_path / "file.csv"
    file.write_bytes(stockx_report(*map(sale, range(1, 50))))
    outputs = [tmp_path / f"{number}.txt" for number in range(3)]
    running = [started("import_stockx_sales", str(file), database=committed, output=output) for output in outputs]
    codes = sorted(process.wait(60) for process in running)
    assert codes == [0, 1, 1]
    assert value("SELECT count(*) FROM transactions.orders") == 49


def test_a_file_that_breaks_off_leaves_a_batch_that_says_why(committed):
    before = state()
    with pytest.raises(IntakeError):
        awin(gzip.compress(OFFERS)[:-1000])
    batch = ImportBatch.objects.get()
    assert (batch.status, batch.total_records) == ("failed", 0)
    assert "breaks off" in batch.error_message
    assert state() == before


def test_a_file_that_is_written_while_it_is_read_is_not_imported(committed, tmp_path):
    file = tmp_path / "feed.csv"
    file.write_bytes(OFFERS)
    before = state()
    with opened(str(file)) as source:
        file.write_bytes(OFFERS + b"x")
        with pytest.raises(IntakeError, match="written while it was read"):
            carry_out(AWIN, source)
    assert state() == before


def test_staff_change_a_sale_while_its_report_is_imported(committed):
    """The import waits for them, and then says what the report says, and knows what they had written."""
    known = make("transactions.Order", platform=platform(), external_id=order_number(1), currency="EUR", sale_price=150)
    with psycopg.connect(database_url(committed)) as staff:
        staff.execute("UPDATE transactions.orders SET notes = 'angerufen', sale_price = 151 WHERE id = %s", [known.pk])
        outcomes = []
        thread = threading.Thread(target=lambda: outcomes.append(stockx_in_its_own_connection()))
        thread.start()
        wait_until(lambda: query(BLOCKED))
        staff.commit()
        thread.join(30)
    known.refresh_from_db()
    assert (known.notes, known.sale_price) == ("angerufen", 140)
    undo(outcomes[0].batch)
    known.refresh_from_db()
    assert (known.notes, known.sale_price) == ("angerufen", 151)


def stockx_in_its_own_connection():
    try:
        return stockx(stockx_report(sale(1)))
    finally:
        connection.close()


def platform():
    return Platform.objects.get(slug="stockx")


def test_an_import_leaves_the_turn_to_the_next_one_however_it_ends(committed):
    with pytest.raises(ZeroDivisionError), turn(ImportSource.AWIN):
        raise ZeroDivisionError
    assert not query(AT_IT)
    assert counts(awin(feed(offer(1)))) == (1, 0, 0, 0, 0)
