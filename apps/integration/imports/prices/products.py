"""Finds the products that price lists name by their codes."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from apps.core.recognition.brands import BrandFinder
from apps.integration.imports.prices.columns import CODES
from apps.integration.imports.prices.reading import Row
from soleflip.intake.errors import RowRefused
from soleflip.intake.values import quoted

SHOWN = 5  # products in a sentence
# The view makes codes out of all products: once for a list rather than for each piece of it.
BEGIN = """
CREATE TEMP TABLE price_codes ON COMMIT DROP AS
SELECT kind, code, product_id, size_id FROM products.known_codes WHERE kind = ANY (%(kinds)s)
 UNION ALL
SELECT 'sku', sku, id, NULL FROM products.products WHERE 'sku' = ANY (%(kinds)s);
CREATE INDEX ON price_codes (code, kind);
ANALYZE price_codes"""
END = "DROP TABLE price_codes"
FOUND = """
SELECT known.kind, known.code, known.size_id, product.id, product.sku, product.name, product.brand_id, brand.name
  FROM unnest(%s::text[], %s::text[]) wanted (kind, code)
  JOIN price_codes known USING (kind, code)
  JOIN products.products product ON product.id = known.product_id
  LEFT JOIN core.brands brand ON brand.id = product.brand_id
 ORDER BY product.sku"""


class FoundProduct(NamedTuple):
    """A product that a code names; `size_id` is the size that the code is on, where that is known."""

    id: UUID
    sku: str
    name: str
    brand_id: UUID | None
    brand_name: str | None
    size_id: UUID | None = None


class Products:
    """Finds products by codes of these kinds, some thousand rows of a list at a time, within one transaction."""

    def __init__(self, kinds: Iterable[str], brands: BrandFinder):
        self._kinds, self._brands = list(kinds), brands
        self._by_code: dict[tuple[str, str], dict[UUID, FoundProduct]] = {}

    def __enter__(self) -> "Products":
        with connection.cursor() as cursor:
            cursor.execute(BEGIN, {"kinds": self._kinds})
        return self

    def __exit__(self, kind, error, traceback):
        if kind is None:
            with connection.cursor() as cursor:
                cursor.execute(END)

    def look_up(self, rows: Iterable[Row]) -> None:
        """Find what these rows name, all at once, and forget what was found before."""
        wanted = list({(column, code) for row in rows for column, codes in row.codes.items() for code in codes})
        self._by_code = defaultdict(dict)
        with connection.cursor() as cursor:
            cursor.execute(FOUND, [[column for column, _ in wanted], [code for _, code in wanted]])
            for column, code, size, product, sku, name, brand, brand_name in cursor.fetchall():
                found = FoundProduct(product, sku, name, brand, brand_name, size)
                self._by_code[column, code][product] = found

    def of(self, row: Row) -> FoundProduct:
        """The one product that all codes of the row name; those that name none say nothing. Raises RowRefused."""
        named = {column: found for column in row.codes if (found := self._named(row, column))}
        if not named:
            raise RowRefused({next(iter(row.codes)): self._none(row)})
        common = set.intersection(*(set(found) for found in named.values()))
        if not common:
            raise RowRefused({next(iter(named)): _different(row, named)})
        if len(common) > 1:
            raise RowRefused({next(iter(named)): _several(row, named, common)})
        product = next(iter(common))
        return named.get("gtin", next(iter(named.values())))[product]

    def _named(self, row: Row, column: str) -> dict[UUID, FoundProduct]:
        found = {
            key: product for code in row.codes[column] for key, product in self._by_code.get((column, code), {}).items()
        }
        return self._of_brand(row, found) if column == "style_code" and row.brand and found else found

    def _of_brand(self, row: Row, found: dict[UUID, FoundProduct]) -> dict[UUID, FoundProduct]:
        """Those of the brand that the row names, or of its maker; else those whose brand nobody knows."""
        brand = self._brands.named(row.brand)
        if brand is None:
            raise RowRefused({"brand": f"No brand is called {quoted(row.brand)}: correct it, or leave it empty."})
        maker = self._brands.maker(brand)
        same = {key: it for key, it in found.items() if it.brand_id and self._brands.maker(it.brand_id) == maker}
        if kept := same or {key: it for key, it in found.items() if it.brand_id is None}:
            return kept
        others = ", ".join(f"{it.sku} ({it.brand_name})" for it in list(found.values())[:SHOWN])
        raise RowRefused({"brand": f"{_said(row, 'style_code')} is that of {others}: correct the brand or the code."})

    def _none(self, row: Row) -> str:
        given = " or ".join(_said(row, column) for column in row.codes)
        return f"No product has {given}: import the product first, or add the code to it."


def _said(row: Row, column: str) -> str:
    return f"the {CODES[column]} {quoted('/'.join(row.codes[column]))}"


def _different(row: Row, named: dict[str, dict[UUID, FoundProduct]]) -> str:
    each = [f"{_said(row, column)} is that of {_skus(found.values())}" for column, found in named.items()]
    sentence = ", and ".join(each)
    return f"{sentence[0].upper()}{sentence[1:]}: correct one of them."


def _several(row: Row, named: dict[str, dict[UUID, FoundProduct]], common: set[UUID]) -> str:
    column, found = min(named.items(), key=lambda item: len(item[1]))
    skus = _skus(product for key, product in found.items() if key in common)
    sentence = f"{_said(row, column)} is that of {skus}: name the one that is meant by its SKU or GTIN, or merge them."
    return f"{sentence[0].upper()}{sentence[1:]}"


def _skus(products: Iterable[FoundProduct]) -> str:
    skus = [product.sku for product in products]
    more = f" and {len(skus) - SHOWN} more" if len(skus) > SHOWN else ""
    return " and ".join(skus[:SHOWN]) + more
