"""The product and the size that a sale is of: found, or made as the report names them, with nothing guessed."""

from collections import defaultdict
from collections.abc import Callable
from uuid import UUID

from django.utils.text import slugify

from apps.core.models import Category
from apps.products.models import Product, Size
from apps.products.models.size import SizeRegion
from apps.products.style_codes import codes, normalised
from apps.transactions.imports.sale import Sale, SaleRefused

ONE_SIZE = "One size"
LONGEST_SKU = 100


class Products:
    """Finds products by style code, else by name; those that it makes wait in `new` until they are written."""

    def __init__(self):
        self.new: list[Product] = []
        self._by_code: dict[str, set[UUID]] = defaultdict(set)
        self._by_style: dict[str, set[UUID]] = defaultdict(set)
        self._by_name: dict[str, list[tuple[UUID, bool]]] = defaultdict(list)
        self._skus: set[str] = set()
        rows = Product.objects.order_by("created_at", "pk").values_list("pk", "sku", "name", "style_code")
        for key, sku, name, style_code in rows.iterator():
            self._learn(key, sku, name, style_code)

    def of(self, sale: Sale, category: Callable[[], Category]) -> UUID:
        """The product of the sale; a new one is of the category. Raises SaleRefused where two could be meant."""
        found = self._by_its_codes(sale) if sale.style_code else self._by_its_name(sale)
        return found or self._made(sale, category)

    def _by_its_codes(self, sale: Sale) -> UUID | None:
        found = self._by_style.get(sale.style_code) or set().union(
            *(self._by_code[code] for code in codes(sale.style_code) if code in self._by_code)
        )
        if len(found) > 1:
            names = " and ".join(sorted(Product.objects.filter(pk__in=found).values_list("sku", flat=True)))
            raise SaleRefused(
                {"style_code": f"{sale.style_code} names several products ({names}): merge them, then import again."}
            )
        return next(iter(found), None)

    def _by_its_name(self, sale: Sale) -> UUID | None:
        named = self._by_name.get(_plain(sale.item), [])
        bare = [key for key, has_code in named if not has_code]
        found = bare or [key for key, _ in named]
        if len(found) > 1:
            raise SaleRefused({"item": f"{len(found)} products have this name: merge them, then import again."})
        return found[0] if found else None

    def _made(self, sale: Sale, category: Callable[[], Category]) -> UUID:
        product = Product(
            sku=self._free_sku(sale.style_code or slugify(sale.item).upper() or "ITEM"),
            name=sale.item or sale.style_code,
            style_code=sale.style_code,
            category=category(),
        )
        self.new.append(product)
        self._learn(product.pk, product.sku, product.name, product.style_code)
        return product.pk

    def _free_sku(self, wanted: str) -> str:
        sku, number = wanted[:LONGEST_SKU], 1
        while sku in self._skus:
            number += 1
            sku = f"{wanted[: LONGEST_SKU - 10]}-{number}"
        return sku

    def _learn(self, key: UUID, sku: str, name: str, style_code: str | None) -> None:
        self._skus.add(sku)
        self._by_name[_plain(name)].append((key, bool(style_code)))
        style = normalised(style_code or sku)  # many number their products by the style code, and leave that empty
        self._by_style[style].add(key)
        for code in codes(style):
            self._by_code[code].add(key)


class Sizes:
    """Finds sizes by their label as given; those that it makes wait in `new`."""

    def __init__(self):
        self.new: list[Size] = []
        plain = Size.objects.filter(category=None, brand=None, gender="unisex").order_by()
        rows = plain.filter(region__in=(SizeRegion.UNKNOWN, SizeRegion.ONE)).values_list("region", "value", "pk")
        self._known = {(region, value): key for region, value, key in rows}

    def of(self, sale: Sale) -> UUID:
        """The size of the sale. Its region is not told; what has no size is one for all."""
        name = (SizeRegion.UNKNOWN, sale.size) if sale.size else (SizeRegion.ONE, ONE_SIZE)
        if name not in self._known:
            size = Size(region=name[0], value=name[1])
            self._known[name] = size.pk
            self.new.append(size)
        return self._known[name]


def _plain(name: str | None) -> str:
    return " ".join((name or "").split()).casefold()
