from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.html import format_html

from apps.system.audit.trail import attach_who, who
from apps.system.models import AuditChangeset, AuditRecord
from soleflip.admin import AppendOnlyAdmin
from soleflip.admin.addresses import page_of
from soleflip.admin.formats import shortened
from soleflip.admin.lists import BackOfficeChangeList
from soleflip.postgres.names import plain_name
from soleflip.words import label


class PersonFilter(admin.SimpleListFilter):
    """Whoever is a user; what programs did is found without it."""

    title = "person"
    parameter_name = "person"

    def lookups(self, request, model_admin):
        return [(str(user.pk), user.get_username()) for user in get_user_model().objects.order_by("username")]

    def queryset(self, request, queryset):
        if self.value() not in dict(self.lookup_choices):
            return queryset
        theirs = AuditChangeset.objects.filter(
            recorded_at=OuterRef("recorded_at"), id=OuterRef("changeset_id"), user_id=self.value()
        )
        return queryset.filter(Exists(theirs))


class TrailList(BackOfficeChangeList):
    """The list, with who it was for the rows of the page alone."""

    def get_results(self, request):
        super().get_results(request)
        attach_who(self.result_list)


@admin.register(AuditRecord)
class AuditRecordAdmin(AppendOnlyAdmin):
    banner = "Added to by the database itself and changed by nobody: manage.py verify_audit proves it."
    large = True
    sortable = ("recorded_at",)
    list_display = ["recorded_at", "who", "action", "table_name", "row", "columns"]
    list_filter = [PersonFilter, "action"]
    counts_filters_in_use = False  # who it was takes that query
    search_fields = ["row_id__exact", "table_name__exact"]
    search_help_text = "The whole ID of a row, or a table with its schema, such as core.suppliers"
    date_hierarchy = "recorded_at"
    ordering = ["-recorded_at", "-id"]
    fieldsets = [
        (None, {"fields": ["recorded_at", "who", ("action", "table_name"), "row"]}),
        ("What was changed", {"fields": ["before", "after", "erased_at"]}),
        ("By which request", {"fields": ["request"]}),
        ("The proof", {"fields": [("id", "changeset_id"), "sha256"]}),
    ]
    readonly_fields = ["who", "row", "request", "sha256"]

    def get_changelist(self, request, **kwargs):
        return TrailList

    def get_object(self, request, object_id, from_field=None):
        record = super().get_object(request, object_id, from_field)
        if record is not None:
            attach_who([record])
        return record

    @admin.display(description="who")
    def who(self, record):
        return who(record)

    @admin.display(description="row")
    def row(self, record):
        """A link to the row, which may be gone."""
        model = _models().get(record.table_name)
        if model is None or record.row_id is None:
            return record.row_id or "all rows"
        return format_html('<a href="{}">{}</a>', page_of(model, record.row_id), record.row_id)

    @admin.display(description="columns")
    def columns(self, record):
        if record.erased_at:
            return "erased"
        changed = {*(record.before or {}), *(record.after or {})} if record.action == "update" else ()
        model = _models().get(record.table_name)
        names = {field.column: label(field) for field in model._meta.concrete_fields} if model else {}
        return shortened(", ".join(sorted(names.get(column, column) for column in changed)))

    @admin.display(description="ID of the request, as the log has it")
    def request(self, record):
        return record.changeset.request_id if record.changeset else None

    @admin.display(description="SHA-256")
    def sha256(self, record):
        return bytes(record.hash).hex()


def _models() -> dict[str, type[models.Model]]:
    return {plain_name(model._meta.db_table): model for model in apps.get_models() if model._meta.managed}
