"""The page on which two rows of a table are merged: which one stays, what moves, and only then the button."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.http import urlencode

from soleflip.admin.export_pages import ExportPages
from soleflip.admin.merging import Merge
from soleflip.admin.refusals import refusal
from soleflip.journal import note
from soleflip.words import label


class MergePages:
    """Adds the action and the page to a table's admin, for those who may delete: one of the two rows goes."""

    actions = (*ExportPages.actions, "merge_chosen")

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_merge"
        return [path("merge/", self.admin_site.admin_view(self.merge_view), name=name), *super().get_urls()]

    @admin.action(description="Merge the two chosen rows", permissions=["delete"])
    def merge_chosen(self, request, queryset):
        """Lead to the page for exactly two rows."""
        keys = [str(key) for key in queryset.order_by("created_at").values_list("pk", flat=True)[:3]]
        if len(keys) != 2:
            self.message_user(request, "Choose exactly two rows to merge.", messages.ERROR)
            return None
        return HttpResponseRedirect(f"{self.address('merge')}?{urlencode({'keep': keys[0], 'merge': keys[1]})}")

    def merge_view(self, request):
        """Show what would move; on POST, do it."""
        if not (self.has_delete_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied
        try:
            merge = Merge(self._row(request, "keep"), self._row(request, "merge"))
        except (ValueError, ValidationError, self.model.DoesNotExist):
            self.message_user(request, "Choose two rows of the list to merge.", messages.ERROR)
            return HttpResponseRedirect(self.address("changelist"))
        if request.method == "POST":
            return self._merged(request, merge)
        swapped = urlencode({"keep": merge.gone.pk, "merge": merge.kept.pk})
        context = {
            **self.admin_site.each_context(request),
            "title": f"Merge two {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "merge": merge,
            "moves": merge.preview(),
            "facts": self._facts(merge),
            "swapped": f"{self.address('merge')}?{swapped}",
        }
        return TemplateResponse(request, "admin/merge.html", context)

    def after_merge(self, kept, gone) -> None:
        """What else is to be done in the transaction of a merge; both rows as they were before it."""

    def _row(self, request, name: str):
        return self.all_rows().get(pk=request.GET.get(name))

    def _facts(self, merge: Merge) -> list[tuple[str, object, object, object]]:
        """Every column in which the two differ: its name, both values, and what will stand there."""
        filled = merge.filled()
        facts = []
        for field in self.opts.concrete_fields:
            kept, gone = (getattr(row, field.name) for row in (merge.kept, merge.gone))
            if field.name not in self.secret_columns and kept != gone and not field.primary_key:
                facts.append((label(field), kept, gone, gone if field.attname in filled else kept))
        return facts

    def _merged(self, request, merge: Merge):
        kept, gone, who = str(merge.kept), str(merge.gone), request.user.get_username()
        moves = {move.title: move.moved for move in merge.preview()}
        try:
            with transaction.atomic():
                merge.run()
                self.after_merge(merge.kept, merge.gone)
        except self.model.DoesNotExist as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(self.address("changelist"))
        except DatabaseError as error:
            if (refused := refusal(error, self.model)) is None:
                raise
            self.message_user(request, refused.sentence, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        sentence = f"{gone} was merged into {kept}."
        note("merge", f"{who}: {sentence}", about=merge.kept, user=who, gone=str(merge.gone.pk), moved=moves)
        self.log_change(request, merge.kept, sentence)
        self.message_user(request, sentence, messages.SUCCESS)
        return HttpResponseRedirect(self.address("change", merge.kept.pk))
