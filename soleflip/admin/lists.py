"""Lists: pages by number while they are counted, by the key of their last row beyond, and always in one order."""

from typing import NamedTuple

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.paginator import InvalidPage
from django.utils.functional import cached_property

from soleflip.admin.addresses import page_of
from soleflip.admin.dates import DateNavigation
from soleflip.admin.facets import count_choices
from soleflip.admin.paging import COUNTED, Place, count_in_words, keys_of

AFTER, BEFORE, LAST = "_after", "_before", "_last"
PLACES = (AFTER, BEFORE, LAST)


class Scope(NamedTuple):
    """What a list is narrowed to by a link from elsewhere."""

    text: str
    without: str  # the address of the list without it


class BackOfficeChangeList(ChangeList):
    """Django's list with pages that stay fast, and with the words around them."""

    place: dict[str, str] | None = None
    filters: tuple | None = None

    # --- the address ---

    def get_queryset(self, request, exclude_parameters=None):
        if self.place is None:
            self.place = {name: self.params.pop(name) for name in PLACES if name in self.params}
            for name in self.place:
                self.filter_params.pop(name)
            self._forget_orders_without_an_index()
        try:
            return super().get_queryset(request, exclude_parameters)
        except (ValueError, OverflowError) as error:  # years outside of the calendar
            raise IncorrectLookupParameters(error) from error

    def _forget_orders_without_an_index(self) -> None:
        """What the headings do not offer is not done for an address either."""
        if ORDER_VAR in self.params and self.sortable_by is not None:
            asked = [part for part in self.params[ORDER_VAR].split(".") if self._is_offered(part)]
            self.params[ORDER_VAR] = ".".join(asked)

    def _is_offered(self, part: str) -> bool:
        position = part.lstrip("-")
        in_list = position.isdecimal() and int(position) < len(self.list_display)
        return in_list and self.list_display[int(position)] in self.sortable_by

    def get_filters(self, request):
        """As Django's, which makes the filters anew, and asks for their choices again, whenever one of them counts."""
        if self.filters is None:
            self.filters = super().get_filters(request)
        return self.filters

    # --- the page ---

    def get_results(self, request):
        self.paginator = self.model_admin.get_paginator(request, self.queryset, self.list_per_page)
        self.result_count = self.paginator.count
        self.full_result_count, self.show_full_result_count, self.show_admin_actions = None, False, True
        self.multi_page = self.result_count > self.list_per_page
        self.can_show_all = not self.is_estimate and self.result_count <= self.list_max_show_all
        self.keys = keys_of(self.queryset)
        self.has_next = self.has_previous = False
        if self.multi_page and self.keys and self.place:
            self.result_list = self._rows_at_the_place()
        elif self.multi_page and not (self.show_all and self.can_show_all):
            self.result_list = self._rows_of_the_number(request)
        else:
            by_key = self.query and self.model_admin.large and not self.lookup_opts.is_composite_pk
            self.result_list = list(self._found_before() if by_key else self.queryset)
        self.pk_attname = self.lookup_opts.pk.attname
        self.add_facets = not self.is_estimate  # what is too long to be counted has no numbers at its filters either
        if self.add_facets:
            count_choices(self)

    def _rows_of_the_number(self, request) -> list:
        last_numbered = COUNTED // self.list_per_page
        if self.page_num > last_numbered and self.goes_by_keys:
            messages.info(
                request,
                f"Pages beyond number {last_numbered} are reached with Next and Last, by date or by a narrower search.",
            )
            self.page_num = last_numbered
        try:
            page = self.paginator.page(self.page_num)
        except InvalidPage:
            raise IncorrectLookupParameters from None
        self.has_next, self.has_previous = page.has_next(), page.has_previous()
        return list(page.object_list)

    def _rows_at_the_place(self) -> list:
        forwards = AFTER in self.place
        keys = self.keys if forwards else [key.reversed() for key in self.keys]
        rows = self.queryset.order_by(*[key.order() for key in keys])
        if LAST not in self.place:
            try:
                rows = Place.decoded(self.place[AFTER if forwards else BEFORE], keys).behind(rows, keys)
            except (ValueError, ValidationError):
                raise IncorrectLookupParameters from None
        rows = list(rows[: self.list_per_page + 1])
        more = len(rows) > self.list_per_page
        rows = rows[: self.list_per_page]
        self.has_next, self.has_previous = (more, True) if forwards else (LAST not in self.place, more)
        self.page_num = 0
        return rows if forwards else rows[::-1]

    def _found_before(self):
        """The rows of a search that fit on one page, by their keys.

        PostgreSQL expects far more of most words, and would go through the whole table in its order for these few.
        """
        keys = list(self.queryset.order_by().values_list("pk", flat=True)[: self.list_max_show_all])
        return self.queryset.filter(pk__in=keys)

    # --- the words and links around it ---

    def url_for_result(self, result):
        return page_of(self.model, getattr(result, self.pk_attname))

    @property
    def is_estimate(self) -> bool:
        """Whether the count is an estimate."""
        return getattr(self.paginator, "is_estimate", False)

    @property
    def count_in_words(self) -> str:
        """How many rows the list has, for people."""
        return count_in_words(self.result_count, self.is_estimate)

    @property
    def goes_by_keys(self) -> bool:
        """Whether there are no numbered pages: the list is too long for them, or this page was reached by a key."""
        return bool(self.keys) and (self.is_estimate or not self.page_num)

    @property
    def next_link(self) -> str:
        """The address of the following page, empty on the last one."""
        if not self.has_next or not self.result_list:
            return ""
        return self.get_query_string({AFTER: Place.of(self.result_list[-1], self.keys).encoded()})

    @property
    def previous_link(self) -> str:
        """The address of the page before, empty on the first one."""
        if not self.has_previous or not self.result_list:
            return ""
        return self.get_query_string({BEFORE: Place.of(self.result_list[0], self.keys).encoded()})

    @property
    def first_link(self) -> str:
        """The address of the first page."""
        return self.get_query_string()

    @property
    def last_link(self) -> str:
        """The address of the last page."""
        return self.get_query_string({LAST: "1"})

    @cached_property
    def date_navigation(self) -> DateNavigation:
        """Years, months and days to go to."""
        return DateNavigation(self)

    @cached_property
    def scopes(self) -> list[Scope]:
        """What links from other pages narrowed the list to, by name."""
        found = (self._scope(name, values[-1]) for name, values in self.filter_params.items())
        return [scope for scope in found if scope][:1]  # a link has one

    def _scope(self, name: str, value: str) -> Scope | None:
        path, _, lookup = name.rpartition("__")
        if lookup != "exact":
            return None
        try:
            field = get_fields_from_path(self.model, path)[-1]
        except FieldDoesNotExist:
            return None
        if not field.is_relation:
            return None
        admin = self.model_admin.admin_site.get_model_admin(field.related_model)
        key = field.target_field.name
        row = admin.all_rows().filter(**{key: value}).first()
        text = f"{field.related_model._meta.verbose_name} {row}" if row else f"{field.verbose_name} {value}"
        return Scope(text, self.get_query_string(remove=[name]))
