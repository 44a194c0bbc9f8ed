"""The lists of a table."""

from django.contrib import admin, messages
from django.contrib.admin import ShowFacets
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db import DatabaseError, DataError, models, transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from soleflip.admin.actions import ACTIONS
from soleflip.admin.columns import column
from soleflip.admin.lists import BackOfficeChangeList
from soleflip.admin.neighbours import lookups_into
from soleflip.admin.paging import COUNTED, EstimatedPaginator, counted_up_to
from soleflip.admin.refusals import refusal
from soleflip.admin.search import found

UNREADABLE = (
    "A row holds a time outside of the years 1 to 9999, such as infinity: it was written by another program, and can "
    "only be corrected in the database."
)


class ListPages:
    """A part of BackOfficeAdmin."""

    paginator = EstimatedPaginator
    list_per_page = 50  # rows are what a page costs: a hundred take twice as long to write, and to look through
    list_max_show_all = 200
    show_full_result_count = False
    show_facets = ShowFacets.NEVER  # not by Django: our lists count by themselves

    large = False  # a table that grows with every day: sorted only by what an index has in order
    sortable: tuple[str, ...] = ()  # in a large table: also sorted by these
    counts_filters_in_use = True  # what the choices of such a filter would show takes a query of its own

    def get_changelist(self, request, **kwargs):
        return BackOfficeChangeList

    def get_list_display(self, request):
        return self._columns

    @cached_property
    def _columns(self) -> list:
        return [column(self.model, name) for name in self.list_display]

    def get_list_select_related(self, request):
        return list(self.related)

    def get_sortable_by(self, request):
        columns = self.get_list_display(request)
        if not self.large:
            return columns
        allowed = {*leading_columns(self.model), *self.sortable}
        return [name for name in columns if (name if isinstance(name, str) else name.__name__) in allowed]

    def get_search_results(self, request, queryset, search_term):
        lookups = list(self.get_search_fields(request))
        return (found(queryset, lookups, search_term) if lookups and search_term else queryset), False

    def lookup_allowed(self, lookup, value, request):
        if lookup.endswith("__range"):  # of anything but two values PostgreSQL would make an error
            return False
        linked = lookups_into(self.admin_site, self.opts.label)
        return lookup in linked or super().lookup_allowed(lookup, value, request)

    def changelist_view(self, request, extra_context=None):
        self.before_reading(request)
        context = {
            "banner": self.banner,
            "list_tools": self.list_tools(request),
            "export_link": self.export_link(request),
            **(extra_context or {}),
        }
        try:
            return super().changelist_view(request, context)
        except (DatabaseError, OverflowError) as error:
            if request.method == "POST" and (refused := refusal(error, self.model)):
                self.message_user(request, refused.sentence, messages.ERROR)
                return HttpResponseRedirect(request.get_full_path())
            if not isinstance(error, DataError | OverflowError):
                raise
        self.message_user(request, f"The list cannot be shown. {UNREADABLE}", messages.ERROR)
        return HttpResponseRedirect(reverse("admin:index"))

    def list_tools(self, request) -> list[dict[str, str]]:
        """Links to what can be done beside adding a row, as {"title", "address"}."""
        return []

    def response_action(self, request, queryset):
        """As Django's, but an action on all pages of a list must know how many rows it is about."""
        if request.POST.get("select_across") == "1" and counted_up_to(queryset, COUNTED + 1) > COUNTED:
            self.message_user(request, f"These are more than {COUNTED:,} rows: narrow the list first.", messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        try:
            with transaction.atomic():  # what an action logs before it fails never happened
                return super().response_action(request, queryset)
        except ValidationError:  # forged keys
            self.message_user(request, "The chosen rows are none of this list.", messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def get_actions(self, request):
        """As Django's; the rows of a view with several keys cannot be chosen."""
        return {} if self.opts.is_composite_pk else super().get_actions(request)

    def _get_base_actions(self):
        added = [(f, f.__name__, self._get_action_description(f, f.__name__)) for f in ACTIONS[self.opts.label]]
        return [*super()._get_base_actions(), *added]

    @admin.display(description=mark_safe('<input type="checkbox" id="action-toggle">'))
    def action_checkbox(self, obj):
        """As Django's, which renders a template for each row: a fifth of the time of a list."""
        return format_html(
            '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="{} - {}">',
            ACTION_CHECKBOX_NAME, obj.pk, "Select this object for an action", obj,
        )  # fmt: skip

    def choice_text(self, row) -> str:
        """How a row is told from its neighbours where one is chosen."""
        return str(row)


def leading_columns(model: type[models.Model]) -> set[str]:
    """The columns that an index of the whole table has in order."""
    opts = model._meta
    lists = [index.fields for index in opts.indexes if index.fields and not index.condition]
    lists += [constraint.fields for constraint in opts.total_unique_constraints if constraint.fields]
    first = {fields[0].lstrip("-") for fields in lists}
    return {opts.pk.name, *(name for name in first if not opts.get_field(name).is_relation)}
