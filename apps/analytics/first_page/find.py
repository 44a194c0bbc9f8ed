"""The way to what somebody has in mind."""

from django.urls import reverse

from soleflip.admin import Card


def find() -> Card:
    """A search among the products."""
    address = reverse("admin:products_product_changelist")
    return Card("Find a product", "first_page/find.html", {"address": address}, True)
