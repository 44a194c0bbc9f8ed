"""The site as a newcomer first sees it."""

import pytest
from django.conf import settings
from django.urls import reverse

from apps.accounts.models import User
from apps.accounts.roles import Role
from apps.core.models import Brand

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plain_http(settings):
    settings.SECURE_SSL_REDIRECT = False


def test_the_first_address_leads_to_the_login_page(client):
    response = client.get("/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/admin/login/")
    assert "SoleFlip" in response.content.decode()


def test_the_published_password_leads_straight_to_the_password_form(client):
    page = client.post(reverse("admin:login"), {"username": "admin", "password": "admin123"}, follow=True)
    assert page.redirect_chain[-1][0] == reverse("admin:password_change")
    assert "Choose a password of your own first" in page.content.decode()


def test_the_seeded_admin_sees_what_was_seeded(admin_client):
    for page, name in [("brand", "New Balance"), ("platform", "Kleinanzeigen"), ("category", "Sneakers")]:
        assert name in admin_client.get(reverse(f"admin:core_{page}_changelist")).content.decode()
    assert "admin@soleflip.com" in admin_client.get(reverse("admin:accounts_user_changelist")).content.decode()


@pytest.mark.parametrize("page", ["core_brand", "core_platform", "core_category", "accounts_user"])
@pytest.mark.parametrize("search", ["nike", "Sneak", "%", "'"])
def test_search(admin_client, page, search):
    assert admin_client.get(reverse(f"admin:{page}_changelist"), {"q": search}).status_code == 200


def test_a_filter_for_a_role_that_does_not_exist_is_no_error_page(admin_client):
    response = admin_client.get(reverse("admin:accounts_user_changelist"), {"role__exact": "bogus"}, follow=True)
    assert response.status_code == 200


def test_an_admin_adds_a_user_and_a_brand(admin_client):
    user = {
        "username": "buyer",
        "email": "buyer@example.com",
        "role": "user",
        "must_change_password": "on",
        "usable_password": "true",
        "password1": "seven pairs in one box",
        "password2": "seven pairs in one box",
    }
    assert admin_client.post(reverse("admin:accounts_user_add"), user).status_code == 302
    buyer = User.objects.get(username="buyer")
    assert (buyer.role, buyer.must_change_password) == (Role.USER, True)
    admin_client.post(reverse("admin:core_brand_add"), {"name": "Salomon", "slug": "salomon"})
    assert "Salomon" in admin_client.get(reverse("admin:core_brand_changelist")).content.decode()


@pytest.mark.parametrize("page", ["core_brand", "core_platform", "core_category"])
def test_a_new_row_has_no_dates_yet(admin_client, page):
    assert "DatabaseDefault" not in admin_client.get(reverse(f"admin:{page}_add")).content.decode()
    row = Brand.objects.get(slug="nike")
    assert "Created at" in admin_client.get(reverse("admin:core_brand_change", args=[row.pk])).content.decode()


def test_groups_are_not_offered(admin_client):
    assert "Groups" not in admin_client.get(reverse("admin:index")).content.decode()


def test_a_user_page_opens(admin_client):
    user = User.objects.get(username="admin")
    assert admin_client.get(reverse("admin:accounts_user_change", args=[user.pk])).status_code == 200


@pytest.mark.parametrize(
    ("role", "page", "status"),
    [
        (Role.READONLY, "core_brand_changelist", 200),
        (Role.READONLY, "core_brand_add", 403),
        (Role.READONLY, "accounts_user_changelist", 403),
        (Role.USER, "core_brand_add", 200),
        (Role.USER, "accounts_user_changelist", 403),
        (Role.ADMIN, "accounts_user_changelist", 200),
    ],
)
def test_a_role_sees_what_it_may(client, role, page, status):
    client.force_login(User.objects.create_user("someone", "someone@example.com", role=role))
    assert client.get(reverse(f"admin:{page}")).status_code == status


def test_production_sends_everybody_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/admin/").headers["Location"].startswith("https://")


def test_secrets_of_this_machine_are_made_once_and_are_nobody_elses(tmp_path):
    from soleflip.local_secrets import local_secret

    first = local_secret(tmp_path / "data", "SECRET_KEY", size=48)
    assert local_secret(tmp_path / "data", "SECRET_KEY", size=48) == first
    assert local_secret(tmp_path / "other", "SECRET_KEY", size=48) != first
    (file,) = (tmp_path / "data").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert settings.SECRET_KEY not in file.read_text()
