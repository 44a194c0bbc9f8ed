"""import_awin https://...: fetched only if there is something new, and the key in the address is kept nowhere."""

import datetime
import gzip

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from apps.integration.alerts import late_imports
from apps.integration.imports.undo import undo
from apps.integration.models import AwinProduct, ImportBatch
from tests.imports.feeds import feed, offer
from tests.intake.feed_server import answer, serving
from tests.support.sql import query

pytestmark = pytest.mark.django_db
KEY = "0123456789abcdef0123456789abcdef"
FIRST, SECOND = (gzip.compress(feed(offer(1, search_price=price))) for price in ("100.00", "90.00"))
DAY = datetime.timedelta(days=1)
NOT_MODIFIED = answer(status=304, body=b"")


@pytest.fixture
def server():
    with serving() as feed_server:
        yield feed_server


@pytest.fixture
def get(server, capsys):
    """Imports from the address with the key, while the server gives this answer: what is said."""

    def said(given, **options):
        server.answers = [given]
        address = f"{server.origin}/datafeed/download/apikey/{KEY}/compression/gzip/"
        call_command("import_awin", address, **options)
        return capsys.readouterr().out

    return said


def price() -> int:
    return AwinProduct.objects.get().retail_price_cents


def test_a_feed_is_fetched_and_what_is_new_next_time(get, server):
    assert "1 added" in get(answer(body=FIRST, ETag='"one"'))
    assert "Nothing new" in get(NOT_MODIFIED)
    assert server.requests[-1].headers["If-None-Match"] == '"one"'
    assert "1 changed" in get(answer(body=SECOND, ETag='"two"'))
    assert price() == 9000


@pytest.mark.parametrize("unchanged", [NOT_MODIFIED, answer(body=FIRST)])
def test_a_feed_that_stays_as_it_is_is_not_late(get, unchanged):
    get(answer(body=FIRST, ETag='"one"'))
    ImportBatch.objects.update(
        created_at=timezone.now() - 3 * DAY, started_at=timezone.now() - 3 * DAY, completed_at=timezone.now() - 3 * DAY
    )
    get(unchanged, dry_run=True)
    assert [subject for subject, _ in late_imports(days={"awin": 2})] == ["awin"]
    get(unchanged)
    assert list(late_imports(days={"awin": 2})) == []


def test_once_more_it_is_fetched_as_if_for_the_first_time(get, server):
    get(answer(body=FIRST, ETag='"one"'))
    assert "1 unchanged" in get(answer(body=FIRST, ETag='"one"'), again=True)
    assert "If-None-Match" not in server.requests[-1].headers


def test_what_was_taken_back_is_fetched_again(get, server):
    get(answer(body=FIRST, ETag='"one"'))
    undo(ImportBatch.objects.get())
    assert "1 added" in get(answer(body=FIRST, ETag='"one"'))
    assert "If-None-Match" not in server.requests[-1].headers


@pytest.mark.parametrize("options", [{"dry_run": True}, {"limit": 1}])
def test_a_try_does_not_make_the_feed_known(options, get):
    get(answer(body=FIRST, ETag='"one"'), **options)
    assert "read 1" in get(answer(body=FIRST, ETag='"one"'))


def test_the_key_stands_nowhere(get, capsys):
    said = get(answer(body=FIRST, ETag='"one"'))
    with pytest.raises(CommandError) as refused:
        get(answer(status=403, body=b""))
    rows = query("SELECT b::text FROM integration.import_batches b UNION ALL SELECT l::text FROM system.logs l")
    for text in (said, str(refused.value), capsys.readouterr().err, *(row for (row,) in rows)):
        assert KEY not in text
    assert ImportBatch.objects.get().source_file == "127.0.0.1"


def test_what_is_no_feed_is_a_sentence(get):
    with pytest.raises(CommandError, match="is not an Awin feed"):
        get(answer(body=b"<html>Please log in</html>\n"))
    assert not ImportBatch.objects.exists()


def test_the_same_feed_from_a_server_that_does_not_know_it_is_the_same(get):
    get(answer(body=FIRST))
    assert "Nothing new" in get(answer(body=FIRST))
    assert ImportBatch.objects.count() == 1
