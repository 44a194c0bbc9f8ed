"""The export of a list, and of the rows that were chosen in it."""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect

from soleflip.admin import export
from soleflip.journal import note
from soleflip.postgres.names import plain_name
from soleflip.waits.limits import without_limits


class ExportPages:
    """A part of BackOfficeAdmin."""

    actions = ("export_chosen",)
    export_columns: tuple[str, ...] = ()  # empty: all that are no secret

    @admin.action(description="Export the chosen rows as CSV", permissions=["view"])
    def export_chosen(self, request, queryset):
        """The chosen rows with all columns."""
        return self._exported(request, queryset)

    @without_limits()  # what a list is too long for may still be exported
    def export_view(self, request):
        """The list as it is filtered, searched and ordered, in full."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        self.before_reading(request)
        try:
            changelist = self.get_changelist_instance(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(f"{self.address('changelist')}?e=1")
        return self._exported(request, changelist.queryset)

    def export_link(self, request) -> str:
        """The address of the export of the list as it is shown."""
        return f"{self.address('export')}?{request.GET.urlencode()}"

    def _exported(self, request, queryset):
        who = request.user.get_username()
        note(
            "export",
            f"{who} exported {self.opts.verbose_name_plural}",
            user=who,
            table=plain_name(self.opts.db_table),
            filters=request.GET.urlencode()[:1000],
        )
        columns = list(self.export_columns) or export.default_columns(self.model)
        return export.csv_response(queryset.select_related(None), columns, export.file_name(self.model))
