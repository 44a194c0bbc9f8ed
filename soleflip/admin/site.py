"""The site of the back office: Django's, with views of several keys and with choices that can be told apart."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.urls import get_resolver, get_script_prefix, get_urlconf
from django.utils.translation import get_language

from soleflip.admin.cards import first_page
from soleflip.admin.styles import ViewAdmin


class ChoicesView(AutocompleteJsonView):
    """What is offered while somebody types."""

    def serialize_result(self, obj, to_field_name):
        return {"id": str(getattr(obj, to_field_name)), "text": self.model_admin.choice_text(obj)}


class Site(AdminSite):
    """The pages of all tables under one address."""

    site_header = site_title = "SoleFlip"
    index_title = "Today"
    site_url = None  # the back office is the site

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.app_lists: dict[tuple, list[dict]] = {}  # by what they depend on

    def register(self, model_or_iterable, admin_class=None, **options):
        """As Django's, which has no page for a row of several keys: the list of a view needs none."""
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        for model in models:
            if model._meta.is_composite_pk and admin_class and issubclass(admin_class, ViewAdmin):
                self._registry[model] = admin_class(model, self)
            else:
                super().register(model, admin_class, **options)

    def get_app_list(self, request, app_label=None):
        """The rooms in the order of settings.BACK_OFFICE_ORDER, others behind them. They are shared: look only."""
        known = request.__dict__.setdefault("app_lists", {})  # the menu and the first page ask for the same
        if app_label not in known:
            known[app_label] = self._app_list(request, app_label)
        return known[app_label]

    def _app_list(self, request, app_label: str | None) -> list[dict]:
        # Rights are asked anew for each request. What follows from them is worked out once: a hundred addresses and
        # names, which take as long as the queries of a page.
        rights = tuple(
            (admin.has_module_permission(request), *admin.get_model_perms(request).values())
            for admin in self._registry.values()
        )
        key = (rights, app_label, get_resolver(get_urlconf()), get_script_prefix(), get_language())
        if key not in self.app_lists:
            order = {label: position for position, label in enumerate(settings.BACK_OFFICE_ORDER)}
            rooms = super().get_app_list(request, app_label)
            self.app_lists[key] = sorted(rooms, key=lambda app: order.get(app["app_label"], len(order)))
        return self.app_lists[key]

    def index(self, request, extra_context=None):
        """The first page: the figures that people look at before they read, then all tables."""
        return super().index(request, {"cards": first_page(request), **(extra_context or {})})

    def autocomplete_view(self, request):
        return ChoicesView.as_view(admin_site=self)(request)
