"""The product and the size that a sale is of: found, or made as the report names them, with nothing guessed."""

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property
from uuid import UUID

from django.utils.text import slugify

from apps.core.recognition.brands import BrandFinder, brand_finder
from apps.core.recognition.categories import category_in
from apps.core.recognition.category_rows import CategoryRows
from apps.products.models import Product, ProductStyleCode
from apps.products.models.size import Gender, SizeRegion
from apps.products.size_charts.genders import gender_in
from apps.products.size_charts.labels import ONE_SIZE, Label
from apps.products.size_charts.rows import SizeRows
from apps.products.style_codes import codes, normalised
from apps.transactions.imports.sale import Sale, SaleRefused

LONGEST_SKU = 100


class Products:
    """Finds products by style code, else by name; those that it makes wait in `new` until they are written."""

    def __init__(self):
        self.new: list[Product] = []
        self._by_code: dict[str, set[UUID]] = defaultdict(set)
        self._by_style: dict[str, set[UUID]] = defaultdict(set)
        self._by_name: dict[str, list[tuple[UUID, bool]]] = defaultdict(list)
        self._skus: set[str] = set()
        self._brand_ids: dict[UUID, UUID] = {}
        rows = Product.objects.order_by("created_at", "pk").values_list("pk", "sku", "name", "style_code", "brand_id")
        for key, sku, name, style_code, brand_id in rows.iterator():
            self._learn(key, sku, name, style_code)
            if brand_id:
                self._brand_ids[key] = brand_id
        for key, code in ProductStyleCode.objects.values_list("product", "code"):
            self._by_style[code].add(key)
            self._by_code[code].add(key)

    def of(self, sale: Sale, categories: CategoryRows) -> UUID:
        """The product of the sale; a new one has the brand and category that its name says.

        Raises SaleRefused where two could be meant.
        """
        found = self._by_its_codes(sale) if sale.style_code else self._by_its_name(sale)
        return found or self._made(sale, categories)

    def brand_of(self, key: UUID) -> UUID | None:
        """The brand of the product, if it is known."""
        return self._brand_ids.get(key)

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

    def _made(self, sale: Sale, categories: CategoryRows) -> UUID:
        product = Product(
            sku=self._free_sku(sale.style_code or slugify(sale.item).upper() or "ITEM"),
            name=sale.item or sale.style_code,
            style_code=sale.style_code,
            brand_id=self._brands.in_title(sale.item),
            category=categories.of(category_in(sale.item)),
        )
        self.new.append(product)
        if product.brand_id:
            self._brand_ids[product.pk] = product.brand_id
        self._learn(product.pk, product.sku, product.name, product.style_code)
        return product.pk

    @cached_property
    def _brands(self) -> BrandFinder:
        return brand_finder("import")

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
    """Finds or makes the rows of sizes that the labels of a report mean, as that report has to be read."""

    def __init__(self, read: Callable[[str], Label | None]):
        self._read, self._rows = read, SizeRows()

    @property
    def made(self) -> list[UUID]:
        """The rows that were not there."""
        return self._rows.made

    def of(self, sale: Sale, brand_id: UUID | None) -> UUID:
        """The size of the sale. What has none is one for all; a label that is not understood is kept as it stands."""
        label = self._read(sale.size) if sale.size else Label(SizeRegion.ONE, ONE_SIZE)
        if label and label.gender and gender_in(sale.item or "") not in (None, Gender.UNISEX, label.gender):
            label = None  # a bare 9 is one of men at StockX, and the name says that the shoe is made for women
        found = label and self._rows.of(label, brand_id)
        return found or self._rows.of(Label(SizeRegion.UNKNOWN, sale.size))


def _plain(name: str | None) -> str:
    return " ".join((name or "").split()).casefold()
