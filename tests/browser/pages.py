"""The pages of the back office, and the ways into it."""

from django.contrib import admin
from django.db.models import Model
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.support.pages import ONLY_FOR_ADMINS
from tests.support.people import PASSWORD

INDEX = "/admin/"
LOGIN = "/admin/login/"
TABLES = sorted(admin.site._registry, key=lambda model: model._meta.label)
OPEN_TO_ALL = [model for model in TABLES if model._meta.label not in ONLY_FOR_ADMINS]
ROOMS = sorted({model._meta.app_label for model in TABLES})


def lists(room: str, tables: list[type[Model]] = TABLES) -> list[str]:
    """The paths of the lists in one room."""
    return [list_of(model) for model in tables if model._meta.app_label == room]


def row_pages(room: str, tables: list[type[Model]] = TABLES) -> list[str]:
    """The paths of one row of each table in one room; the rows of views have none."""
    with_pages = [model for model in tables if model._meta.app_label == room and not model._meta.is_composite_pk]
    return [page_of(model._default_manager.first()) for model in with_pages]


def list_of(model) -> str:
    """The path of a table's list."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def page_of(row, page: str = "change") -> str:
    """The path of a row's page."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])


def log_in(page: Page, person: str, password: str = PASSWORD) -> None:
    """Log in with the mouse, as far as the first page or the form for a new password."""
    try_to_log_in(page, person, password)
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def try_to_log_in(page: Page, person: str, password: str) -> None:
    """Send the login page with a name and a password, whatever comes of it."""
    page.goto(LOGIN)
    page.get_by_label("User name or e-mail").fill(person)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
