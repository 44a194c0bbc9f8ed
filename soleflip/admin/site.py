"""The site of the back office: Django's, with views of several keys and with choices that can be told apart."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView

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

    def register(self, model_or_iterable, admin_class=None, **options):
        """As Django's, which has no page for a row of several keys: the list of a view needs none."""
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        for model in models:
            if model._meta.is_composite_pk and admin_class and issubclass(admin_class, ViewAdmin):
                self._registry[model] = admin_class(model, self)
            else:
                super().register(model, admin_class, **options)

    def get_app_list(self, request, app_label=None):
        """The rooms in the order of settings.BACK_OFFICE_ORDER, others behind them."""
        known = request.__dict__.setdefault("app_lists", {})  # the menu and the first page ask for the same
        if app_label not in known:
            order = {label: position for position, label in enumerate(settings.BACK_OFFICE_ORDER)}
            rooms = super().get_app_list(request, app_label)
            known[app_label] = sorted(rooms, key=lambda app: order.get(app["app_label"], len(order)))
        return known[app_label]

    def index(self, request, extra_context=None):
        """The first page: the figures that people look at before they read, then all tables."""
        return super().index(request, {"cards": first_page(request), **(extra_context or {})})

    def autocomplete_view(self, request):
        return ChoicesView.as_view(admin_site=self)(request)
