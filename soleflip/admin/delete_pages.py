"""Deleting rows: what goes with them is said before, and a refusal of the database is a sentence."""

from django.contrib import messages
from django.db import DatabaseError
from django.http import HttpResponseRedirect

from soleflip.admin.deletion import consequences, delete
from soleflip.admin.refusals import refusal

NAMED = 20  # rows that the page names one by one


class DeletePages:
    """A part of BackOfficeAdmin."""

    def get_deleted_objects(self, objs, request):
        found = consequences(self.model._base_manager.filter(pk__in=[row.pk for row in objs]))
        names = [str(row) for row in objs[:NAMED]]
        more = [f"and {len(objs) - NAMED} more"] if len(objs) > NAMED else []
        loosened = [f"{count} {name} stay and lose their reference" for name, count in found.loosened.items()]
        counts = {str(self.opts.verbose_name_plural): len(objs), **found.gone}
        return [*names, *more, *loosened], counts, set(), found.blocking

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
