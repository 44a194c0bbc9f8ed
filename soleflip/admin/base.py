"""What all pages of the back office share. The styles (full, append-only, legacy, view) are in styles.py."""

from django.contrib import admin
from django.db import models
from django.urls import path
from django.utils.html import format_html

from soleflip.admin.addresses import address, address_of
from soleflip.admin.delete_pages import DeletePages
from soleflip.admin.export_pages import ExportPages
from soleflip.admin.history_pages import HistoryPages
from soleflip.admin.list_pages import ListPages
from soleflip.admin.row_pages import RowPages
from soleflip.admin.secret_pages import SecretPages


class BackOfficeAdmin(SecretPages, RowPages, HistoryPages, ListPages, DeletePages, ExportPages, admin.ModelAdmin):
    """Lists and pages of one table."""

    related: tuple[str, ...] = ()  # foreign keys whose rows are read along, because a list or a name shows them
    banner = ""  # shown above every page of the table
    may_be_added = may_be_changed = may_be_deleted = True

    # --- who may what: the role, within what the style of the table allows ---

    def has_add_permission(self, request):
        return self.may_be_added and super().has_add_permission(request)

    def has_change_permission(self, request, obj=None):
        return self.may_be_changed and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.may_be_deleted and super().has_delete_permission(request, obj)

    # --- rows ---

    def before_reading(self, request) -> None:
        """What has to be done before rows are read, such as bringing a kept table up to date."""

    def get_queryset(self, request):
        return self.all_rows()

    def all_rows(self) -> models.QuerySet:
        """All rows with those that their names need; secrets stay in the database."""
        rows = self.model._default_manager.select_related(*self.related or (None,))
        return rows.defer(*self.secret_columns) if self.secret_columns else rows

    # --- addresses ---

    def get_urls(self):
        wrap, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("export/", wrap(self.export_view), name=f"{name}_export"),
            path("<path:object_id>/reveal/<slug:column>/", wrap(self.reveal_view), name=f"{name}_reveal"),
            *super().get_urls(),
        ]

    def address(self, page: str, *arguments) -> str:
        """The address of a page of this table, such as changelist, or change with the key of a row."""
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return address(name, *arguments)


def link_to(row: models.Model | None, text: str = ""):
    """A link to the page of a row, for columns of lists."""
    if row is None:
        return None
    return format_html('<a href="{}">{}</a>', address_of(row), text or row)
