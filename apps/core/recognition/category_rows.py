"""The rows of the categories that are recognised, made where somebody deleted them."""

from apps.core.models import Category
from apps.core.recognition.categories import CATEGORIES


class CategoryRows:
    """Finds categories by slug, else by name. Those that it had to make are in `made`."""

    def __init__(self):
        self.made: list[Category] = []
        self._rows: dict[str, Category] = {}

    def of(self, slug: str) -> Category:
        """The row of a recognised category."""
        if slug not in self._rows:
            self._rows[slug] = self._found(slug) or self._make(slug)
        return self._rows[slug]

    def _found(self, slug: str) -> Category | None:
        by_slug = Category.objects.filter(slug=slug).first()
        return by_slug or Category.objects.filter(name__iexact=CATEGORIES[slug]).first()

    def _make(self, slug: str) -> Category:
        category, is_new = Category.objects.get_or_create(slug=slug, defaults={"name": CATEGORIES[slug]})
        if is_new:
            self.made.append(category)
        return category
