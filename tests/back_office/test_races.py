"""What happens between two programs at the same moment: no error page, and nothing that was entered is lost."""

import threading

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.accounts.roles import Role
from apps.core.models import Brand
from tests.support.command_line import database_url
from tests.support.databases import connected_to
from tests.support.pages import text
from tests.support.waiting import wait_until

BLOCKED = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


@pytest.fixture
def database(migrated, django_db_blocker):
    """A database whose rows can be committed."""
    with django_db_blocker.unblock(), connected_to(migrated):
        yield migrated


@pytest.fixture
def admin(database):
    client = Client()
    client.force_login(User.objects.create_user("boss", "boss@example.com", role=Role.ADMIN))
    return client


def while_another(database, sql, act):
    """Act while another program has run the SQL but not yet committed; it commits once we wait for it."""
    answers = []

    def run():
        answers.append(act())
        connection.close()

    with psycopg.connect(database_url(database)) as other:
        other.execute(sql)
        waiting = threading.Thread(target=run)
        waiting.start()
        with psycopg.connect(database_url(database), autocommit=True) as watcher:
            wait_until(lambda: watcher.execute(BLOCKED).fetchone())
        other.commit()
        waiting.join(60)
    return answers[0]


def test_a_name_that_somebody_else_takes_at_this_moment(database, admin):
    answer = while_another(
        database,
        "INSERT INTO core.brands (name, slug) VALUES ('Salomon', 'salomon')",
        lambda: admin.post(reverse("admin:core_brand_add"), {"name": "Another", "slug": "salomon"}),
    )
    assert answer.status_code == 200
    assert "There is already one of the brands with this slug." in text(answer)
    assert 'value="Another"' in text(answer)
    assert not Brand.objects.filter(name="Another").exists()


def test_a_row_that_somebody_else_deletes_at_this_moment(database, admin):
    brand = Brand.objects.create(name="Salomon", slug="salomon")
    answer = while_another(
        database,
        f"DELETE FROM core.brands WHERE id = '{brand.pk}'",
        lambda: admin.post(
            reverse("admin:core_brand_change", args=[brand.pk]),
            {"name": "X", "slug": "x", "row_version": "1"},
            follow=True,
        ),
    )
    assert answer.status_code == 200
    assert "Perhaps it was deleted?" in text(answer)


def test_a_reference_that_appears_while_a_row_is_deleted(database, admin):
    lot_sql = """
        INSERT INTO products.products (sku, name, category_id) SELECT 'S', 'P', id FROM core.categories;
        INSERT INTO public.sizes (value, region) VALUES ('42', 'EU');
        INSERT INTO products.inventory (product_id, size_id, quantity, status)
            SELECT p.id, s.id, 1, 'in_stock' FROM products.products p, public.sizes s;
    """
    with connection.cursor() as cursor:
        cursor.execute(lot_sql)
        cursor.execute("SELECT id FROM products.inventory")
        (lot,) = cursor.fetchone()
    answer = while_another(
        database,
        f"INSERT INTO transactions.orders (inventory_id, platform_id, sale_price, sold_at) "
        f"SELECT '{lot}', id, 100, now() FROM core.platforms WHERE slug = 'ebay'",
        lambda: admin.post(reverse("admin:products_inventoryitem_delete", args=[lot]), {"post": "yes"}, follow=True),
    )
    assert answer.status_code == 200
    assert "<li>1 sale</li>" in text(answer)
    assert "Nothing can be deleted" in text(answer)
