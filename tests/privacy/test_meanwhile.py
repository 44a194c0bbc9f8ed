"""What others write while somebody is erased is erased as well, and no import brings anything in meanwhile."""

import time
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from threading import Event

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from apps.integration.imports.turn import turn
from apps.integration.models.import_batch import ImportSource
from apps.system.models import LogEntry
from apps.system.privacy import meanwhile
from apps.system.privacy.meanwhile import ERASING
from soleflip.intake.errors import IntakeError
from soleflip.postgres.lock import exclusive
from tests.support.rows import make
from tests.support.sql import value

LONG_ENOUGH = 60


def gdpr_erase(*people) -> tuple[str, str]:
    output, errors = StringIO(), StringIO()
    call_command("gdpr_erase", *map(str, people), interactive=False, verbosity=0, stdout=output, stderr=errors)
    return output.getvalue(), errors.getvalue()


@pytest.fixture
def beside(committed):
    """beside(work) lets another session do the work; the result is that of a future."""
    with ThreadPoolExecutor(1) as pool:

        def run(work):
            try:
                return work()
            finally:
                connection.close()

        yield lambda work: pool.submit(run, work)


def wait_for(is_so) -> None:
    until = time.monotonic() + LONG_ENOUGH
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_what_another_session_was_just_writing(beside):
    account = make("core.SupplierAccount", email="kim@piep.example", first_name="Kim", last_name="Kanari")
    is_written = Event()

    def write():
        with transaction.atomic():
            make("core.SupplierAccount", email="kim@piep.example")
            make("products.Product", description="as Kim Kanari says")
            is_written.set()
            wait_for(LogEntry.objects.filter(component="privacy").exists)  # erased, and not yet looked at again

    writing = beside(write)
    assert is_written.wait(LONG_ENOUGH)
    said, _ = gdpr_erase(account.pk)
    writing.result()
    assert "Written by others meanwhile: " in said
    word = f"erased-{account.pk.hex[-12:]}"
    assert value("SELECT description FROM products.products WHERE description IS NOT NULL") == f"as {word} says"
    assert value("SELECT count(*) FROM core.supplier_accounts WHERE email LIKE 'kim%%'") == 0
    assert value("SELECT count(*) FROM system.audit_records"
                 " WHERE concat(before, after) ~* 'kim@piep.example|kim kanari'") == 0  # fmt: skip


def test_work_that_does_not_end_is_said(beside, monkeypatch):
    account = make("core.SupplierAccount", email="kim@piep.example")
    monkeypatch.setattr(meanwhile.others_have_ended, "__defaults__", (0.3,))
    is_written, is_over = Event(), Event()

    def write():
        with transaction.atomic():
            make("core.SupplierAccount", email="kim@piep.example")
            is_written.set()
            assert is_over.wait(LONG_ENOUGH)

    writing = beside(write)
    assert is_written.wait(LONG_ENOUGH)
    said, warned = gdpr_erase(account.pk)
    is_over.set()
    writing.result()
    assert "run the same command once more" in warned
    assert "meanwhile" not in said


def test_where_nobody_writes_nothing_is_said_and_one_line_is_logged(committed):
    account = make("core.SupplierAccount", email="kim@piep.example")
    said, warned = gdpr_erase(account.pk)
    assert ("meanwhile" in said, warned) == (False, "")
    assert LogEntry.objects.filter(component="privacy").count() == 1


def test_nothing_is_imported_meanwhile(beside):
    def bring_in():
        with turn(ImportSource.STOCKX):
            return "imported"

    with exclusive(connection, ERASING, lambda: None), pytest.raises(IntakeError, match="just being erased"):
        beside(bring_in).result()
    assert beside(bring_in).result() == "imported"


def test_an_import_under_way_is_waited_for(beside):
    account = make("core.SupplierAccount", email="kim@piep.example")
    has_turn, may_end = Event(), Event()

    def bring_in():
        with turn(ImportSource.STOCKX):
            has_turn.set()
            assert may_end.wait(LONG_ENOUGH)
            make("core.SupplierAccount", email="kim@piep.example")

    class Told(StringIO):
        def write(self, text):
            may_end.set()  # whoever is told to wait lets it end
            return super().write(text)

    importing = beside(bring_in)
    assert has_turn.wait(LONG_ENOUGH)
    errors = Told()
    call_command("gdpr_erase", str(account.pk), interactive=False, verbosity=0, stdout=StringIO(), stderr=errors)
    importing.result()
    assert "Waiting for an import to finish" in errors.getvalue()
    assert value("SELECT count(*) FROM core.supplier_accounts WHERE email LIKE 'kim%%'") == 0
