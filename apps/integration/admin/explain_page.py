"""The page that shows how the net profit of an opportunity comes about."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path

from apps.integration.explanation import NoOpportunity, UnknownPrice, explain
from apps.integration.models import Opportunity


class ExplainPage:
    """Adds the page to the list of opportunities."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.explain_view)
        name = "integration_opportunity_explain"
        return [path("explain/<uuid:retail>/<uuid:resale>/", view, name=name), *super().get_urls()]

    def explain_view(self, request, retail, resale):
        """The sum of the two prices, or why they are no opportunity."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        explanation, reason = None, ""
        try:
            explanation = explain(str(retail), str(resale))
        except UnknownPrice as error:
            raise Http404(str(error)) from error
        except NoOpportunity as error:
            reason = str(error)
        context = {
            **self.admin_site.each_context(request),
            "title": "Explain",
            "opts": self.opts,
            "explanation": explanation,
            "reason": reason,
            "prices": {"The first price": retail, "The second price": resale},
        }
        return TemplateResponse(request, "opportunities/explain.html", context)

    def explain_address(self, row: Opportunity) -> str:
        """The address of the page of an opportunity."""
        return self.address("explain", row.retail_price_source_id, row.resale_price_source_id)
