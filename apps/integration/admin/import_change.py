from django.contrib import admin
from django.db.models import BooleanField, ExpressionWrapper, F, Q

from apps.integration.models import ImportChange
from soleflip.admin import AppendOnlyAdmin


@admin.register(ImportChange)
class ImportChangeAdmin(AppendOnlyAdmin):
    """What an import did, to take it back. Neither the rows nor how they looked are shown: those are thousands in one,
    and some hold what only the page of a sale should.
    """

    large = True
    list_display = ["created_at", "batch", "what", "table_name", "rows"]
    ordering = ["-id"]
    related = ("batch",)
    export_columns = ("id", "batch_id", "batch__source_file", "table_name", "created_at")
    fieldsets = [(None, {"fields": ["batch", ("what", "table_name", "rows")]})]
    readonly_fields = ["what", "rows"]

    def all_rows(self):
        """All rows, without what is large in them: a list would read a gigabyte."""
        rows = super().all_rows().defer("row_ids", "fingerprints", "images")
        is_added = ExpressionWrapper(Q(images=None), output_field=BooleanField())
        return rows.annotate(number=F("row_ids__len"), is_added=is_added)

    @admin.display(description="what")
    def what(self, row):
        """Whether the rows are new."""
        return "added" if row.is_added else "changed"

    @admin.display(description="rows")
    def rows(self, row):
        """How many."""
        return f"{row.number:,}"
