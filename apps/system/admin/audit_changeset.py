from django.contrib import admin

from apps.system.models import AuditChangeset
from soleflip.admin import AppendOnlyAdmin


@admin.register(AuditChangeset)
class AuditChangesetAdmin(AppendOnlyAdmin):
    banner = "What was changed in one transaction, sealed at its end: each seal covers the one before."
    large = True
    sortable = ("recorded_at",)
    list_display = ["recorded_at", "number", "records", "program", "database_role", "user_id"]
    search_fields = ["request_id__exact", "user_id__exact"]
    search_help_text = "The whole ID of a request or of a user"
    date_hierarchy = "recorded_at"
    ordering = ["-recorded_at", "-id"]
    fieldsets = [
        (None, {"fields": ["recorded_at", ("program", "database_role"), "user_id", "request_id", "transaction_id"]}),
        ("The seal", {"fields": [("number", "records"), "seal", "seal_before"]}),
    ]
    readonly_fields = ["seal", "seal_before"]

    @admin.display(description="SHA-256")
    def seal(self, changeset):
        return bytes(changeset.hash).hex() if changeset.hash else None

    @admin.display(description="SHA-256 of the one before")
    def seal_before(self, changeset):
        return bytes(changeset.previous_hash).hex() if changeset.previous_hash else None
