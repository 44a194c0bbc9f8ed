"""What somebody tries who should not get in, or not get further."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.accounts.roles import Role
from tests.support.pages import text
from tests.support.people import ANOTHER, PASSWORD, is_in, log_in

pytestmark = pytest.mark.django_db

INDEX = "/admin/"


class TestSessions:
    def test_a_session_that_somebody_planted_is_not_the_one_that_is_logged_in(self, client, buyer):
        client.cookies["sessionid"] = "plantedbysomebodyelse0000000000a"
        log_in(client, "buyer")
        assert client.cookies["sessionid"].value != "plantedbysomebodyelse0000000000a"

    def test_a_session_gets_a_new_key_at_the_login(self, client, buyer):
        session = client.session
        session["seen"] = True
        session.save()
        before = client.session.session_key
        log_in(client, "buyer")
        assert client.session.session_key != before
        thief = Client()
        thief.cookies["sessionid"] = before
        assert not is_in(thief)

    def test_a_stolen_session_ends_with_the_old_password(self, client, buyer):
        log_in(client, "buyer")
        thief = Client()
        thief.cookies["sessionid"] = client.session.session_key
        assert is_in(thief)
        new = {"old_password": PASSWORD, "new_password1": ANOTHER, "new_password2": ANOTHER}
        client.post(reverse("admin:password_change"), new)
        assert is_in(client)
        assert not is_in(thief)

    def test_a_stolen_session_ends_with_the_logout(self, client, buyer):
        log_in(client, "buyer")
        thief = Client()
        thief.cookies["sessionid"] = client.session.session_key
        client.post(reverse("admin:logout"))
        assert not is_in(thief)

    def test_a_thief_cannot_change_the_password_without_knowing_it(self, client, buyer):
        client.force_login(buyer)
        for page in ("admin:password_change", "admin:auth_user_password_change"):
            path = reverse(page, args=[buyer.pk] if page.endswith("user_password_change") else [])
            new = {"old_password": "guess", "new_password1": ANOTHER, "new_password2": ANOTHER}
            client.post(path, {**new, "password1": ANOTHER, "password2": ANOTHER, "usable_password": "true"})
        buyer.refresh_from_db()
        assert buyer.check_password(PASSWORD)

    def test_who_is_made_inactive_is_out_at_the_next_request(self, client, buyer):
        log_in(client, "buyer")
        assert is_in(client)
        User.objects.filter(pk=buyer.pk).update(is_active=False)
        assert client.get(INDEX)["Location"] == "/admin/login/?next=/admin/"

    def test_who_gets_another_role_has_it_at_the_next_request(self, client, buyer):
        log_in(client, "buyer")
        assert client.get("/admin/core/brand/add/").status_code == 200
        User.objects.filter(pk=buyer.pk).update(role=Role.READONLY)
        assert client.get("/admin/core/brand/add/").status_code == 403

    def test_logging_out_by_a_link_is_refused(self, client, buyer):
        log_in(client, "buyer")
        assert client.get(reverse("admin:logout")).status_code == 405
        assert is_in(client)

    def test_the_session_cookie_is_nothing_for_scripts_and_lasts_a_working_day(self, client, buyer):
        cookie = log_in(client, "buyer").cookies["sessionid"]
        assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 8 * 3600)


class TestForgedForms:
    """A page of another site sends a form of ours, with the cookies of whoever looks at it."""

    @pytest.mark.parametrize(
        ("page", "form"),
        [
            ("/admin/login/", {"username": "buyer", "password": PASSWORD}),
            ("/admin/logout/", {}),
            ("/admin/password_change/", {"old_password": PASSWORD, "new_password1": ANOTHER, "new_password2": ANOTHER}),
            ("/admin/password_reset/", {"email": "buyer@example.com"}),
            ("/admin/accounts/user/add/", {"username": "x", "email": "x@example.com", "role": "admin"}),
            ("/admin/core/brand/add/", {"name": "Salomon", "slug": "salomon"}),
        ],
    )
    def test_it_is_refused(self, admin_user, buyer, page, form):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(admin_user)
        assert strict.post(page, form).status_code == 403

    def test_the_forms_of_our_own_pages_are_taken(self, buyer):
        strict = Client(enforce_csrf_checks=True)
        token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', text(strict.get("/admin/login/")))[1]
        form = {"username": "buyer", "password": PASSWORD, "csrfmiddlewaretoken": token}
        assert strict.post("/admin/login/", form)["Location"] == INDEX
        assert is_in(strict)

    def test_an_attempt_without_a_token_is_not_counted_against_the_owner(self, buyer):
        strict = Client(enforce_csrf_checks=True)
        for _ in range(12):
            log_in(strict, "buyer", "guess")
        owner = Client()
        log_in(owner, "buyer")
        assert is_in(owner)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example", "///evil.example", "https://evil.example/admin/", "http://evil.example", "https:evil.example",
        "https:///evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "data:text/html,x",
        " //evil.example", "\t//evil.example", "/\t/evil.example", "http:///evil.example", "ftp://testserver/admin/",
        "https://testserver@evil.example/", "//testserver.evil.example/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["form", "address"])
def test_nobody_is_led_to_another_site_after_the_login(client, buyer, elsewhere, place):
    form = {"username": "buyer", "password": PASSWORD}
    if place == "form":
        answer = client.post("/admin/login/", {**form, "next": elsewhere})
    else:
        answer = client.post("/admin/login/", form, query_params={"next": elsewhere})
    assert answer["Location"] == INDEX


def test_people_are_led_to_the_page_that_they_wanted(client, buyer):
    form = {"username": "buyer", "password": PASSWORD, "next": "/admin/core/brand/"}
    assert client.post("/admin/login/", form)["Location"] == "/admin/core/brand/"


@pytest.mark.parametrize("role", [Role.USER, Role.READONLY])
class TestOtherPeople:
    """The pages of the users are the admins' alone, by whatever way."""

    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize(
        "page", ["accounts_user_changelist", "accounts_user_add", "accounts_user_change", "accounts_user_delete",
                 "accounts_user_history", "auth_user_password_change"],
    )  # fmt: skip
    @pytest.mark.parametrize("whose", ["admin", "own"])
    def test_they_are_closed(self, client, buyer, role, page, method, whose):
        User.objects.filter(pk=buyer.pk).update(role=role)
        client.force_login(buyer)
        whom = buyer if whose == "own" else User.objects.get(username="admin")
        form = {
            "username": "buyer", "email": "b@example.com", "role": "admin", "is_active": "on",
            "usable_password": "true", "password1": ANOTHER, "password2": ANOTHER, "set-password": "1", "post": "yes",
            "action": "delete_selected", "_selected_action": str(whom.pk),
        }  # fmt: skip
        path = reverse(f"admin:{page}", args=[] if page.endswith(("changelist", "add")) else [whom.pk])
        before = User.objects.order_by("pk").values_list("pk", "role", "password", "email")
        before = list(before)
        answer = getattr(client, method)(path, form if method == "post" else None)
        assert answer.status_code == 403
        assert list(User.objects.order_by("pk").values_list("pk", "role", "password", "email")) == before

    @pytest.mark.parametrize("page", ["index", "app_list"])
    def test_nothing_points_to_them(self, client, buyer, role, page):
        User.objects.filter(pk=buyer.pk).update(role=role)
        client.force_login(buyer)
        path = reverse("admin:app_list", args=["core"]) if page == "app_list" else INDEX
        assert "/admin/accounts/" not in text(client.get(path))

    def test_no_field_lets_anybody_search_among_them(self, client, buyer, role):
        User.objects.filter(pk=buyer.pk).update(role=role)
        client.force_login(buyer)
        field = {"app_label": "admin", "model_name": "logentry", "field_name": "user", "term": ""}
        assert client.get(reverse("admin:autocomplete"), field).status_code == 403


def test_an_admin_cannot_read_hashes_by_filters(admin_client):
    """Not even an admin: the address of a page would tell them letter by letter."""
    for lookup in ("password__startswith", "password__contains"):
        answer = admin_client.get(reverse("admin:accounts_user_changelist"), {lookup: "bcrypt"})
        assert answer.status_code in (302, 400)


def test_the_page_of_a_user_shows_no_hash(admin_client, buyer):
    page = text(admin_client.get(reverse("admin:accounts_user_change", args=[buyer.pk])))
    assert buyer.password not in page
    assert buyer.password.split("$")[-1] not in page
