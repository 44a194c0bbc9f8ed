"""A line says what happened, in which request and program, and nothing that is secret or typed."""

import json
import logging
import sys

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve, reverse

from apps.core.models import Brand
from soleflip.acting.middleware import RequestActor
from soleflip.logs.lines import JsonLines, PlainLines
from soleflip.logs.middleware import RequestLog
from soleflip.postgres.errors import one_line
from tests.support.rows import make

TYPED = 'Erika "Mustermann"\nLINE 7: Mustermann'
FIELDS = ["time", "level", "logger", "message", "program"]


def record(message: str, *arguments, **beside) -> logging.LogRecord:
    found = logging.LogRecord("soleflip.try", logging.WARNING, "try.py", 1, message, arguments, None)
    found.__dict__.update(beside)
    return found


def as_json(found: logging.LogRecord) -> dict:
    return json.loads(JsonLines().format(found))


@pytest.fixture
def lines():
    """What is said, as JSON."""
    said, handler = [], logging.Handler()
    handler.emit = lambda found: said.append(as_json(found))
    logger = logging.getLogger("soleflip.requests")
    before = logger.level
    logger.setLevel(logging.INFO)  # which forgets what was worked out for the level before
    logger.addHandler(handler)
    yield said
    logger.removeHandler(handler)
    logger.setLevel(before)


def test_a_line_outside_of_a_request():
    line = as_json(record("%s pairs", 7))
    assert list(line) == FIELDS
    assert line["message"] == "7 pairs"
    assert line["time"].endswith("+00:00")


def test_what_others_hang_on_a_record_stays_out():
    request = RequestFactory().get("/", {"q": "Mustermann"})
    assert list(as_json(record("Not Found: /", request=request, status_code=404))) == FIELDS


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Fetching https://shop.example/feed?apikey=s3cret failed.", "Fetching https://shop.example/feed?… failed."),
        ("postgres://me:s3cret@host/db is away", "postgres://…@host/db is away"),
        ("GET /admin/?q=Mustermann HTTP/1.1", "GET /admin/?… HTTP/1.1"),
        ("duplicate key DETAIL:  Key (email)=(erika@example.com) exists.", "duplicate key DETAIL: …"),
        ("What is it? Nobody knows.", "What is it? Nobody knows."),
    ],
)
def test_values_are_left_out(said, written):
    assert as_json(record(said))["message"] == written
    assert PlainLines(short=True).format(record(said)) == written


@pytest.mark.django_db
def test_the_rows_that_the_database_refused_are_not_in_a_traceback():
    brand = make("core.Brand", name="Mustermann & Sons")
    try:
        Brand.objects.create(name=brand.name)
    except IntegrityError:
        exception = as_json(record("It failed", exc_info=sys.exc_info()))["exception"]
    assert "duplicate key" in exception
    assert "DETAIL: …" in exception
    assert "Mustermann" not in exception


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("SELECT %s::integer", "invalid input syntax for type integer: …"),
        ("SELECT ARRAY[%s]::date[]", "invalid input syntax for type date: …"),
        ("SELECT * FROM nowhere WHERE name = 'Mustermann' OR name = %s", 'relation "nowhere" does not exist'),
        ("SELECT 7 + %s || now()", "…"),
    ],
)
def test_what_was_typed_is_not_in_what_the_database_says_of_it(statement, says):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [TYPED])
    except DatabaseError as error:
        line = as_json(record("It failed: %s", one_line(error), exc_info=sys.exc_info()))
    for text in (line["message"], line["exception"].partition("The above exception")[2]):
        assert says in text
        assert "Mustermann" not in text


@pytest.mark.django_db
@pytest.mark.parametrize("line", ["Mustermann", "7\tMustermann\tMustermann"])
def test_a_line_that_could_not_be_copied_is_named_and_not_shown(line):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE copied (number integer) ON COMMIT DROP")
            with cursor.copy("COPY copied FROM STDIN") as copy:
                copy.write(f"{line}\n")
    except (DatabaseError, psycopg.Error) as error:
        message = as_json(record("It failed: %s", one_line(error)))["message"]
    assert "COPY copied, line 1" in message
    assert "Mustermann" not in message


def test_a_link_out_of_an_email_is_written_by_its_pattern():
    address = reverse("password_reset_confirm", kwargs={"uidb64": "MQ", "token": "a-s3cret-token"})
    request = RequestFactory().get(address)
    request.resolver_match = resolve(address)
    message = as_json(record("Forbidden: %s", request.path, request=request))["message"]
    assert "s3cret" not in message
    assert "<token>" in message


@pytest.mark.django_db
def test_what_was_typed_for_an_address_that_leads_nowhere_is_not_written(client, admin_user, caplog):
    client.force_login(admin_user)
    for address in ("/nowhere/Müstermann/", "/admin/nowhere/Müstermann/"):
        assert client.get(address).status_code == 404
    said = [as_json(found)["message"] for found in caplog.records if found.name == "django.request"]
    assert said == ["Not Found: an unknown address"] * 2


class TestALineForEachRequest:
    def answered(self, client, address, user=None):
        if user:
            client.force_login(user)
        return client.get(address, {"q": "Mustermann"})

    @pytest.mark.django_db
    def test_it_names_page_status_and_person_and_nothing_that_was_typed(self, client, admin_user, lines):
        response = self.answered(client, reverse("admin:core_brand_changelist"), admin_user)
        (line,) = lines
        assert line["page"] == "admin:core_brand_changelist"
        assert (line["method"], line["status"], line["program"]) == ("GET", 200, "web")
        assert line["request_id"] == response["X-Request-ID"]
        assert line["user_id"] == str(admin_user.pk)
        assert line["milliseconds"] >= 0
        assert "Mustermann" not in str(line)
        assert admin_user.username not in line.values()

    @pytest.mark.django_db
    def test_an_address_that_leads_nowhere(self, client, lines):
        client.get("/nowhere-at-all/")
        assert [(line["page"], line["status"]) for line in lines] == [("unknown", 404)]

    def test_nobody_is_asked_who_is_logged_in(self, lines):
        class Request(type(RequestFactory().get("/"))):
            resolver_match = None

            @property
            def user(self):
                raise AssertionError("it asks the database")

        request = RequestFactory().get("/")
        request.__class__ = Request
        RequestActor(RequestLog(lambda request: HttpResponse()))(request)
        assert "user_id" not in lines[0]
