from django.contrib import admin

from apps.system.jobs.plan import TASKS
from apps.system.models import Job
from soleflip.admin import AppendOnlyAdmin


@admin.register(Job)
class JobAdmin(AppendOnlyAdmin):
    """What became of the jobs of this release; a database may also have rows of another one's."""

    banner = "Done by manage.py run_due, which a timer starts; run_due --job NAME does one now."
    list_display = ["name", "every", "result", "began_at", "seconds", "due_at", "message"]
    list_filter = ["result"]
    fieldsets = [
        (None, {"fields": ["name", "every", "due_at"]}),
        ("The last time", {"fields": [("began_at", "ended_at"), "seconds", "result", "message", "machine"]}),
        ("The last time that it went well", {"fields": ["succeeded_at"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(name__in=TASKS)
