"""The site acts as soleflip_app, and a day's work in the back office needs no more."""

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.backends.signals import connection_created
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.accounts.roles import Role
from apps.core.models import Brand, SupplierAccount
from apps.integration.models import AwinProduct, ImportBatch
from soleflip.database_roles import acting
from soleflip.database_roles.names import APP
from tests.support.command_line import python
from tests.support.pages import send
from tests.support.people import PASSWORD, log_in
from tests.support.sql import value
from tests.support.world import make_world

FEED = """aw_product_id,product_name,merchant_id,search_price,currency
900001,Gel-Runner,77,130.00,EUR
"""
STARTED = """
import soleflip.wsgi
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT current_user")
    print(cursor.fetchone()[0])
"""


@pytest.fixture
def browser(committed):
    """An admin's browser on a site with rows in every table, whose connections act as soleflip_app."""
    make_world()
    User.objects.create_user("a-person", "a.person@example.com", PASSWORD, role=Role.ADMIN)
    acting.act_as_app()
    connection.close()
    try:
        assert value("SELECT current_user") == APP
        client = Client()
        assert log_in(client, "a-person").status_code == 302
        yield client
    finally:
        connection_created.disconnect(dispatch_uid="soleflip.database_roles")
        connection.close()


def test_the_process_of_the_site_acts_as_the_app_and_a_command_does_not(committed):
    assert python("-c", STARTED, database=committed).stdout.splitlines() == [APP]
    command = STARTED.replace("import soleflip.wsgi", "")
    result = python("manage.py", "shell", "--no-imports", "-c", command, database=committed)
    assert result.stdout.splitlines() != [APP]


def test_without_rights_in_the_database_the_login_keeps_its_own(empty):
    assert python("-c", STARTED, database=empty).stdout.splitlines() != [APP]


def test_every_list_and_every_form_opens(browser):
    assert browser.get("/admin/").status_code == 200
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert browser.get(reverse(f"{name}_changelist")).status_code == 200, name
        row = model._default_manager.first()
        if row and not model._meta.is_composite_pk:
            assert browser.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200, name


def test_rows_are_added_changed_and_deleted(browser):
    assert browser.post(reverse("admin:core_brand_add"), {"name": "Salomon", "slug": "salomon"}).status_code == 302
    brand = Brand.objects.get(slug="salomon")
    assert send(browser, reverse("admin:core_brand_change", args=[brand.pk]), name="Salomon SAS").status_code == 302
    assert browser.post(reverse("admin:core_brand_delete", args=[brand.pk]), {"post": "yes"}).status_code == 302
    assert not Brand.objects.filter(slug="salomon").exists()
    account = SupplierAccount.objects.first()
    address = reverse("admin:core_supplieraccount_change", args=[account.pk])
    assert send(browser, address, password_encrypted="a new one").status_code == 302
    assert SupplierAccount.objects.get(pk=account.pk).password_encrypted == "a new one"


def test_a_file_is_imported_and_its_rows_become_offers_and_opportunities(browser):
    form = {"file": SimpleUploadedFile("feed.csv", FEED.encode()), "do": "import"}
    answer = browser.post(reverse("admin:integration_importbatch_new", args=["awin"]), form, follow=True)
    assert answer.status_code == 200
    assert AwinProduct.objects.filter(product_name="Gel-Runner").exists()
    assert browser.get(reverse("admin:integration_opportunity_changelist")).status_code == 200
    assert ImportBatch.objects.latest("created_at").status == "completed"
