"""What happens between two programs at the same moment: no error page, and nothing that was entered is lost."""

import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.accounts.roles import Role
from apps.core.models import Brand, Platform
from apps.products.models import InventoryItem
from apps.transactions.models import Order
from tests.support.command_line import database_url
from tests.support.pages import fields, text
from tests.support.rows import make
from tests.support.waiting import BLOCKED, wait_until


@pytest.fixture
def admin(committed):
    client = Client()
    client.force_login(User.objects.create_user("boss", "boss@example.com", role=Role.ADMIN))
    return client


def while_another(committed, sql, act):
    """Act while another program has run the SQL but not yet committed; it commits once we wait for it."""
    answers = []

    def run():
        answers.append(act())
        connection.close()

    with psycopg.connect(database_url(committed)) as other:
        other.execute(sql)
        waiting = threading.Thread(target=run)
        waiting.start()
        with psycopg.connect(database_url(committed), autocommit=True) as watcher:
            wait_until(lambda: watcher.execute(BLOCKED).fetchone())
        other.commit()
        waiting.join(60)
    return answers[0]


def test_a_name_that_somebody_else_takes_at_this_moment(committed, admin):
    answer = while_another(
        committed,
        "INSERT INTO core.brands (name, slug) VALUES ('Salomon', 'salomon')",
        lambda: admin.post(reverse("admin:core_brand_add"), {"name": "Another", "slug": "salomon"}),
    )
    assert answer.status_code == 200
    assert "There is already one of the brands with this slug." in text(answer)
    assert 'value="Another"' in text(answer)
    assert not Brand.objects.filter(name="Another").exists()


def test_a_row_that_somebody_else_deletes_at_this_moment(committed, admin):
    brand = Brand.objects.create(name="Salomon", slug="salomon")
    answer = while_another(
        committed,
        f"DELETE FROM core.brands WHERE id = '{brand.pk}'",
        lambda: admin.post(
            reverse("admin:core_brand_change", args=[brand.pk]),
            {"name": "X", "slug": "x", "row_version": "1"},
            follow=True,
        ),
    )
    assert answer.status_code == 200
    assert "Perhaps it was deleted?" in text(answer)


def test_a_reference_that_appears_while_a_row_is_deleted(committed, admin):
    lot_sql = """
        INSERT INTO products.products (sku, name, category_id) SELECT 'S', 'P', id FROM core.categories LIMIT 1;
        INSERT INTO public.sizes (value, region) VALUES ('42', 'EU');
        INSERT INTO products.inventory (product_id, size_id, quantity, status)
            SELECT p.id, s.id, 1, 'in_stock' FROM products.products p, public.sizes s;
    """
    with connection.cursor() as cursor:
        cursor.execute(lot_sql)
        cursor.execute("SELECT id FROM products.inventory")
        (lot,) = cursor.fetchone()
    answer = while_another(
        committed,
        f"INSERT INTO transactions.orders (inventory_id, platform_id, sale_price, sold_at) "
        f"SELECT '{lot}', id, 100, now() FROM core.platforms WHERE slug = 'ebay'",
        lambda: admin.post(reverse("admin:products_inventoryitem_delete", args=[lot]), {"post": "yes"}, follow=True),
    )
    assert answer.status_code == 200
    assert "<li>1 sale</li>" in text(answer)
    assert "Nothing can be deleted" in text(answer)


def test_a_price_that_changes_while_its_product_is_merged(committed, admin):
    """Another program has written the price that goes, and commits while the merge waits for it: nothing is lost."""
    with connection.cursor() as cursor:
        cursor.execute("""
            INSERT INTO products.products (sku, name, category_id)
            SELECT sku, sku, c.id
              FROM (SELECT id FROM core.categories LIMIT 1) c, (VALUES ('kept'), ('gone')) AS skus (sku);
            INSERT INTO integration.price_sources (product_id, source_type, source_product_id, price_type, price_cents)
            SELECT id, 'stockx', 'sx', 'resale', 100 FROM products.products
        """)
        cursor.execute("SELECT id FROM products.products ORDER BY sku DESC")
        (kept,), (gone,) = cursor.fetchall()
    answer = while_another(
        committed,
        f"UPDATE integration.price_sources SET price_cents = 777, updated_at = now() WHERE product_id = '{gone}'",
        lambda: admin.post(f"{reverse('admin:products_product_merge')}?keep={kept}&merge={gone}", follow=True),
    )
    assert "was merged into" in text(answer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT price_cents FROM integration.price_sources")
        assert cursor.fetchall() == [(777,)], "what was written last holds"
        cursor.execute("SELECT count(*) FROM integration.price_history WHERE price_cents = 777")
        assert cursor.fetchone()[0] >= 1


def test_one_pair_is_sold_once_however_many_click(committed, admin):
    with connection.cursor() as cursor:
        cursor.execute("""
            INSERT INTO products.products (sku, name, category_id) SELECT 'S', 'P', id FROM core.categories LIMIT 1;
            INSERT INTO public.sizes (value, region) VALUES ('42', 'EU');
            INSERT INTO products.inventory (product_id, size_id, quantity, status)
                SELECT p.id, s.id, 5, 'in_stock' FROM products.products p, public.sizes s
        """)
    lot, platform = InventoryItem.objects.get(), Platform.objects.get(slug="ebay")
    page = "/admin/products/inventoryitem/"
    chosen = {"action": "mark_lots_sold", "_selected_action": [str(lot.pk)]}
    hidden = {name: value for name, value in fields(admin.post(page, chosen)).items() if name in ("seen", "answered")}
    form = {**chosen, **hidden, "platform": platform.pk, "currency": "EUR", "sold_at_0": "2026-03-22"}
    form |= {"sold_at_1": "10:00", f"price_{lot.pk}": "150"}

    def click(_):
        client = Client()
        client.cookies = admin.cookies
        status = client.post(page, form).status_code
        connection.close()
        return status

    with ThreadPoolExecutor(6) as crowd:
        statuses = list(crowd.map(click, range(6)))
    assert sorted(statuses) == [200, 200, 200, 200, 200, 302]
    assert Order.objects.count() == 1
    assert InventoryItem.objects.get(pk=lot.pk).quantity == 4


@pytest.fixture
def question(committed):
    row = make("integration.MatchQuestion", code="DD1391-100", doubt="several")
    make("integration.MatchCandidate", question=row, product=make("products.Product", name="Dunk Low"))
    make("integration.MatchQuestionOffer", question=row, awin_product=make("integration.AwinProduct"))
    return row


def answered(admin, question):
    """Send the page of the question as it stands, with its only candidate."""
    page = reverse("admin:integration_matchquestion_change", args=[question.pk])
    values = {"seen": fields(admin.get(page))["seen"][0], "choice": question.candidates.get().product_id}
    return admin.post(reverse("admin:integration_matchquestion_answer", args=[question.pk]), values, follow=True)


def test_a_question_that_somebody_else_answers_at_this_moment(committed, admin, question):
    answer = while_another(
        committed,
        f"UPDATE integration.match_questions SET is_none = true, answered_at = now() WHERE id = '{question.pk}'",
        lambda: answered(admin, question),
    )
    assert "Somebody has answered this question since you opened its page" in text(answer)
    question.refresh_from_db()
    assert (question.answer, question.is_none) == (None, True)


def test_a_question_that_matching_settles_at_this_moment(committed, admin, question):
    answer = while_another(
        committed,
        f"DELETE FROM integration.match_questions WHERE id = '{question.pk}'",
        lambda: answered(admin, question),
    )
    assert "That question is gone" in text(answer)


def test_a_product_that_goes_while_it_is_the_answer(committed, admin, question):
    answer = while_another(
        committed,
        f"DELETE FROM products.products WHERE id = '{question.candidates.get().product_id}'",
        lambda: answered(admin, question),
    )
    assert "has been deleted" in text(answer)
    question.refresh_from_db()
    assert (question.answer, question.answered_at) == (None, None)
