"""What to buy."""

from django.urls import reverse

from apps.integration.figures import best_opportunities
from soleflip.admin import Card

SHOWN = 5


def opportunities() -> Card | None:
    """The best opportunity of the best products, before fees."""
    rows = best_opportunities(SHOWN)
    if not rows:
        return None
    more = reverse("admin:integration_profitopportunity_changelist")
    return Card("Best opportunities now", "first_page/opportunities.html", {"rows": rows}, more=more)
