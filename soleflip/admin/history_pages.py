"""The history of a row: out of the audit trail, whoever changed it, and what was done with it in the back office."""

from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import quote, unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse

from soleflip.admin.history import events, history_of

MOST = 100  # lines of what was done in the back office


class HistoryPages:
    """A part of BackOfficeAdmin."""

    def history_view(self, request, object_id, extra_context=None):
        """For whoever may look at the row; one that is gone is found in the trail itself."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        history = history_of(row)
        context = {
            **self.admin_site.each_context(request),
            "title": "History",
            "opts": self.opts,
            "original": row,
            "history": history,
            "events": events(row, history.happenings),
            "done_here": self._done_here(row),
            "back": self.address("change", quote(row.pk)),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/row_history.html", context)

    def _done_here(self, row) -> list[LogEntry]:
        """What Django noted: it knows actions by their names, where the trail knows columns."""
        entries = LogEntry.objects.filter(
            object_id=str(row.pk), content_type=ContentType.objects.get_for_model(self.model)
        )
        return list(entries.select_related("user", "content_type").order_by("-action_time")[:MOST])
