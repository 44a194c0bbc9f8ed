"""What to buy."""

from typing import NamedTuple

from django.urls import reverse

from apps.integration.figures import best_opportunities, opportunities_are_behind
from apps.integration.models import Opportunity
from apps.integration.price_names import link_of, place_of
from soleflip.admin import Card

SHOWN = 5


class Shown(NamedTuple):
    """An opportunity with the names of its places, the address of its offer and of the page that explains it."""

    row: Opportunity
    shop: str
    marketplace: str
    offer: str
    explained: str


def opportunities() -> Card | None:
    """The best opportunity of the best products, net of fees."""
    rows = [_shown(row) for row in best_opportunities(SHOWN)]
    if not rows:
        return None
    more = reverse("admin:integration_opportunity_changelist")
    context = {"opportunities": rows, "are_behind": opportunities_are_behind()}
    return Card("Best opportunities now", "first_page/opportunities.html", context, more=more)


def _shown(row: Opportunity) -> Shown:
    retail, resale = row.retail_price_source, row.resale_price_source
    explained = reverse("admin:integration_opportunity_explain", args=[retail.pk, resale.pk])
    return Shown(row, place_of(retail), place_of(resale), link_of(retail), explained)
