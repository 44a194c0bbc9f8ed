"""Where to begin when there is nothing yet."""

from django.urls import reverse

from apps.products.models import Product
from soleflip.admin import Card

STEPS = {
    "core_supplier": "a supplier, where you buy",
    "products_product": "a product, the style that you buy",
    "products_size": "its size",
    "products_inventoryitem": "a lot, the pairs that you have bought",
}


def begin(request) -> Card | None:
    """The first rows to add, for those who may, as long as there is no product."""
    if not request.user.has_perm("products.add_product") or Product.objects.exists():
        return None
    steps = [(reverse(f"admin:{name}_add"), words) for name, words in STEPS.items()]
    return Card("Nothing here yet", "first_page/begin.html", {"steps": steps}, True)
