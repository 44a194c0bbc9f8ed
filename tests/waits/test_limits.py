"""A page waits for the database so long and no longer; what may take long is exempt, and commands are."""

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from apps.accounts.models import User
from apps.accounts.roles import Role
from apps.integration.models import AwinProduct
from tests.support.command_line import database_url, manage
from tests.support.pages import fields, text
from tests.support.sql import query, value

SHOW = "from tests.support.sql import value; print(value('SHOW statement_timeout'), value('SHOW lock_timeout'))"


def test_a_page_has_the_limits_of_the_settings(ask, settings):
    assert text(ask("/limits/")) == "15s 5s"
    settings.STATEMENT_TIMEOUT, settings.LOCK_TIMEOUT = 20, 0
    assert text(ask("/limits/")) == "20s 0"


def test_without_a_limit_in_the_settings_that_of_the_role_stands(ask, settings):
    query("ALTER ROLE CURRENT_USER IN DATABASE " + f'"{connection.settings_dict["NAME"]}" SET lock_timeout = 7000')
    settings.LOCK_TIMEOUT = 0
    assert text(ask("/limits/")) == "15s 7s"
    settings.STATEMENT_TIMEOUT = 0
    assert text(ask("/limits/")) == "0 7s"


def test_a_kept_connection_keeps_them_and_no_page_pays_for_them(ask, django_assert_num_queries):
    ask("/limits/")
    with django_assert_num_queries(1):
        assert text(Client().get("/limits/")) == "15s 5s"


def test_what_may_take_long_has_none_and_the_next_page_has_them_again(ask):
    assert text(ask("/no-limits/")) == "0 0"
    assert text(Client().get("/limits/")) == "15s 5s"


def test_commands_have_none(committed):
    assert manage("shell", "-v0", "-c", SHOW, database=committed, STATEMENT_TIMEOUT="1").stdout.split() == ["0", "0"]


def test_a_query_that_takes_too_long_ends_in_a_sentence(ask, settings):
    settings.STATEMENT_TIMEOUT = 0.1
    answer = ask("/sleep/20/")
    assert answer.status_code == 503
    assert "The database was asked for more than it could do in 0.1 seconds, so nothing was saved" in text(answer)
    assert "Traceback" not in text(answer)
    assert answer.headers["Retry-After"] == "30"
    assert text(ask("/sleep/0/")) == "done"


def test_what_somebody_else_is_changing_ends_in_a_sentence_and_nothing_is_saved(ask, settings, committed):
    settings.LOCK_TIMEOUT = 0.1
    with psycopg.connect(database_url(committed)) as other:
        other.execute("UPDATE core.brands SET name = 'Nike 1' WHERE slug = 'nike'")
        answer = ask("/rename/")
    assert answer.status_code == 503
    assert "Somebody else is changing these rows at the moment, so nothing was saved: try again." in text(answer)
    assert query("SELECT slug FROM core.brands WHERE slug = 'half'") == []


@pytest.mark.parametrize("table", ["auth.users", "public.django_session"])
def test_what_is_asked_before_the_view_ends_in_the_same_sentence(ask, settings, committed, table):
    settings.LOCK_TIMEOUT = 0.1
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_user("boss", "boss@example.com", role=Role.ADMIN))
    with psycopg.connect(database_url(committed)) as other:
        other.execute(f"LOCK TABLE {table}")
        ask("/limits/")
        answer = client.get("/admin/core/brand/")
    assert answer.status_code == 503
    assert "Somebody else is changing these rows at the moment" in text(answer)


def test_other_errors_are_what_they_were(ask):
    assert ask("/sleep/nonsense/").status_code == 500


def test_an_export_of_a_list_is_exempt(ask, settings):
    """Here each row is slow: more than its page may wait for, and more than an export has at once."""
    person = User.objects.create_user("boss", "boss@example.com", role=Role.ADMIN)
    query("ALTER TABLE core.brands RENAME TO real_brands")
    query("CREATE FUNCTION core.slow() RETURNS boolean LANGUAGE sql AS 'SELECT pg_sleep(0.02) IS NOT NULL'")
    query("CREATE VIEW core.brands AS SELECT * FROM core.real_brands WHERE core.slow()")
    rows = value("SELECT count(*) FROM core.real_brands")
    client = Client()
    client.force_login(person)
    assert rows > 5
    settings.STATEMENT_TIMEOUT = 0.08
    ask("/limits/")
    assert client.get("/admin/core/brand/").status_code == 503
    lines = b"".join(client.get("/admin/core/brand/export/").streaming_content).decode().splitlines()
    assert len(lines) == 1 + rows
    assert "NOT COMPLETE" not in lines[-1]
    assert value("SHOW statement_timeout") == "80ms"


def test_an_import_and_its_taking_back_are_exempt(ask, settings):
    """Here each row is slow to be written, and to be deleted."""
    person = User.objects.create_user("boss", "boss@example.com", role=Role.ADMIN)
    query("""
        CREATE FUNCTION integration.slow() RETURNS trigger LANGUAGE plpgsql
            AS 'BEGIN PERFORM pg_sleep(0.1); RETURN coalesce(NEW, OLD); END';
        CREATE TRIGGER slow BEFORE INSERT OR DELETE ON integration.awin_products
            FOR EACH ROW EXECUTE FUNCTION integration.slow()""")
    feed = "aw_product_id,product_name,merchant_id,search_price,currency\n1,Loop,77,9.00,EUR\n2,Gel,77,8.00,EUR\n"
    client = Client()
    client.force_login(person)
    settings.STATEMENT_TIMEOUT = 0.15
    ask("/limits/")
    form = {"file": SimpleUploadedFile("feed.csv", feed.encode()), "do": "import"}
    address = client.post("/admin/integration/importbatch/new/awin/", form).headers["Location"]
    assert AwinProduct.objects.count() == 2
    take_back = address.replace("/change/", "/take_back/")
    client.post(take_back, {"seen": fields(client.get(take_back))["seen"][0]})
    assert AwinProduct.objects.count() == 0
    assert value("SHOW statement_timeout") == "150ms"
