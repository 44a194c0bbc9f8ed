"""Fills the brand of products without one and the category of those in Other, by their names."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from apps.core.models import Brand, Category
from apps.core.recognition.brands import BrandFinder
from apps.core.recognition.categories import OTHER, category_in
from apps.core.recognition.category_rows import CategoryRows
from apps.products.models import Product

AT_ONCE = 5_000  # products of one statement
SHOWN = 12  # names of products that stay unknown


@dataclass
class Recognised:
    """What became of the products that had no brand or were in Other."""

    brands: Counter[str] = field(default_factory=Counter)  # products that got it, by its name
    categories: Counter[str] = field(default_factory=Counter)
    without_brand: int = 0  # products that have none still
    in_other: int = 0
    names_without_brand: list[str] = field(default_factory=list)  # the first ones
    names_in_other: list[str] = field(default_factory=list)
    changed: set[UUID] = field(default_factory=set)
    skipped: list[str] = field(default_factory=list)  # why a pattern of a brand could not be used


def recognise(products: QuerySet[Product]) -> Recognised:
    """Recognise these products, within a transaction of the caller. What somebody has set stays as it is."""
    finder, rows = BrandFinder(), CategoryRows()
    done = Recognised(skipped=finder.skipped)
    by_brand: dict[UUID, list[UUID]] = defaultdict(list)
    by_category: dict[str, list[UUID]] = defaultdict(list)
    unknown = products.filter(Q(brand=None) | Q(category__slug=OTHER)).order_by("name", "pk")
    for key, name, brand, category in unknown.values_list("pk", "name", "brand", "category__slug").iterator():
        if brand is None:
            if found := finder.in_title(name):
                by_brand[found].append(key)
            else:
                done.without_brand += 1
                _show(done.names_without_brand, name)
        if category == OTHER:
            if (slug := category_in(name)) != OTHER:
                by_category[slug].append(key)
            else:
                done.in_other += 1
                _show(done.names_in_other, name)
    for brand in Brand.objects.filter(pk__in=by_brand).order_by("name"):
        _give(done, done.brands, by_brand[brand.pk], brand=brand)
    for slug in sorted(by_category):
        _give(done, done.categories, by_category[slug], category=rows.of(slug))
    return done


def _show(names: list[str], name: str) -> None:
    if len(names) < SHOWN and name not in names:
        names.append(name)


def _give(done: Recognised, counts: Counter[str], keys: list[UUID], **given: Brand | Category) -> None:
    """Write the brand or category into those of the products that still have none."""
    (name,) = (str(row) for row in given.values())
    still = Q(brand=None) if "brand" in given else Q(category__slug=OTHER)
    for some in _pieces(keys):
        free = list(Product.objects.filter(still, pk__in=some).order_by("pk").select_for_update(of=("self",)))
        chosen = [product.pk for product in free]
        counts[name] += Product.objects.filter(pk__in=chosen).update(**given, updated_at=Now())
        done.changed.update(chosen)


def _pieces(keys: list[UUID]) -> Iterator[list[UUID]]:
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))
