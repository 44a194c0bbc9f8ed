from django.contrib import admin

from apps.system.models import KeptTable
from soleflip.admin import AppendOnlyAdmin


@admin.register(KeptTable)
class KeptTableAdmin(AppendOnlyAdmin):
    banner = "Brought up to date by who reads and who imports; manage.py refresh_views does it by hand, and repairs."
    list_display = ["name", "refreshed_at"]
    fieldsets = [(None, {"fields": ["name", "refreshed_at", "basis"]})]
