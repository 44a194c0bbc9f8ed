"""Deleting rows: what goes with them is said before, and a refusal of the database is a sentence."""

from django.contrib import messages
from django.db import DatabaseError
from django.http import HttpResponseRedirect

from soleflip.admin.deletion import consequences, delete
from soleflip.admin.refusals import refusal

NAMED = 20  # rows that the page names one by one


class DeletePages:
    """A part of BackOfficeAdmin."""

    delete_confirmation_template = "admin/delete.html"
    delete_selected_confirmation_template = "admin/delete_chosen.html"

    def get_deleted_objects(self, objs, request):
        found = consequences(self.model._base_manager.filter(pk__in=[row.pk for row in objs]))
        names = [str(row) for row in objs[:NAMED]]
        more = [f"and {len(objs) - NAMED} more"] if len(objs) > NAMED else []
        loosened = [f"{words} without this reference" for words in dict.fromkeys(found.loosened)]
        request.deletion = {
            "gone": [*names, *more, *dict.fromkeys(found.gone)],
            "loosened": loosened,
            "blocking": list(dict.fromkeys([*found.blocking, *self.reasons_to_keep(objs)])),
        }
        return request.deletion["gone"], {}, set(), request.deletion["blocking"]

    def reasons_to_keep(self, rows) -> list[str]:
        """What else speaks against deleting these rows, in words."""
        return []

    def delete_model(self, request, obj):
        delete(self.model._base_manager.filter(pk=obj.pk))

    def delete_queryset(self, request, queryset):
        delete(self.model._base_manager.filter(pk__in=list(queryset.values_list("pk", flat=True))))

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except DatabaseError as error:
            if (refused := refusal(error, self.model)) is None:
                raise
        self.message_user(request, refused.sentence, messages.ERROR)
        return HttpResponseRedirect(self.address("change", object_id))
