from django.contrib import admin

from apps.system.models import AuditHead
from soleflip.admin import AppendOnlyAdmin


@admin.register(AuditHead)
class AuditHeadAdmin(AppendOnlyAdmin):
    banner = "Where the chain of the audit trail ends in each month: manage.py verify_audit --save writes it down."
    list_display = ["month", "number", "sha256"]
    fieldsets = [(None, {"fields": ["month", "number", "sha256"]})]
    readonly_fields = ["sha256"]

    @admin.display(description="SHA-256")
    def sha256(self, head):
        return bytes(head.hash).hex()
