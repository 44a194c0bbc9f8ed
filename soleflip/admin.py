"""What all pages of the back office share."""

from django.contrib import admin


class RowAdmin(admin.ModelAdmin):
    """The base of the pages of a table: shows when the row was written and changed, once there is a row."""

    def get_readonly_fields(self, request, obj=None):
        dates = ["created_at", "updated_at"] if obj else []
        return [*super().get_readonly_fields(request, obj), *dates]
