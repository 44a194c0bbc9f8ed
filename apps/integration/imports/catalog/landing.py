"""Lands rows of a product list in products.products: new ones, and those that differ; nothing else is touched."""

from functools import cached_property
from uuid import UUID

from apps.core.models import Brand, Category
from apps.core.recognition.brands import BrandFinder, brand_finder
from apps.core.recognition.categories import CATEGORIES, category_in
from apps.integration.imports import changes
from apps.integration.imports.catalog import table
from apps.integration.imports.catalog.columns import COLUMNS
from apps.integration.imports.catalog.names import Names
from apps.integration.imports.catalog.reading import Row
from apps.integration.imports.record_keeping import Entry, refused
from apps.integration.imports.run import Run
from apps.integration.models.import_record import RecordStatus
from apps.products.models import Product
from soleflip.intake.errors import Refused


class Landing:
    """Lands the rows of one list, piece by piece, within one transaction."""

    def __init__(self, run: Run):
        self._run = run
        self._names = {"brand": Names(Brand), "category": Names(Category)}
        self._columns = [COLUMNS[column][0] for column in COLUMNS if column in run.header.place]
        self._seen: dict[str, tuple[int, int]] = {}  # row number and hash of what it says, by sku

    def land(self, rows: list[Row]) -> None:
        """Write what is new or differs, and count where each row ended."""
        for column, names in self._names.items():
            names.look_up(name for row in rows if (name := row.said.get(column)))
        counting = [row for row in rows if self._counts(row)]
        while counting:
            counting = self._write(counting)

    def _counts(self, row: Row) -> bool:
        """Whether it is neither a duplicate nor refused; its brand and category are then found or made."""
        said = _hash(row)
        if first := self._seen.get(row.sku):
            self._skip_duplicate(row, first[0], is_same=first[1] == said)
            return False
        if reasons := self._problems(row):
            self._run.refuse(refused(row.number, row.as_read, reasons))
            return False
        self._seen[row.sku] = row.number, said
        return True

    def _problems(self, row: Row) -> dict[str, str]:
        """Why its brand or category cannot be; where both can, the row's values are put together."""
        named = {column: name for column in self._names if (name := row.said.get(column))}
        problems = {column: why for column, name in named.items() if (why := self._names[column].problem(name))}
        row.values = {COLUMNS[column][0]: value for column, value in row.said.items()}
        if not problems:
            for column, name in named.items():
                try:
                    row.values[COLUMNS[column][0]] = self._names[column].id_of(name)
                except Refused as error:
                    problems[column] = str(error)
        return problems

    def _write(self, rows: list[Row]) -> list[Row]:
        """Write them, and return those whose product somebody else added or deleted just now: they come again."""
        columns = {"id", "sku", "category_id", *self._columns}
        found = Product.objects.filter(sku__in=[row.sku for row in rows]).values(*columns)
        known = {product["sku"]: product for product in found}
        new, differing = [], {}
        for row in rows:
            product = known.get(row.sku)
            if product is None:
                new.append(row)
                continue
            row.values["category_id"] = row.values.get("category_id") or product["category_id"]
            if any(product[column] != row.values[column] for column in self._columns):
                differing[product["id"]] = row
            else:
                self._run.counts.unchanged += 1
                self._remark(row, RecordStatus.SKIPPED)
        return self._change(differing) + self._add(new)

    def _change(self, differing: dict[UUID, Row]) -> list[Row]:
        if not differing:
            return []
        self._note_names()
        images = changes.images_of(Product, differing)
        table.change([{"id": key, **differing[key].values} for key in images], self._columns)
        changes.note_changed(self._run.batch, Product, images)
        for key in images:
            self._run.counts.changed += 1
            self._remark(differing[key], RecordStatus.PROCESSED)
        return [row for key, row in differing.items() if key not in images]

    def _add(self, new: list[Row]) -> list[Row]:
        if not new:
            return []
        recognised = [self._recognised(row) for row in new]
        self._note_names()
        columns = list(dict.fromkeys([*self._columns, "brand_id", "category_id"]))
        added = table.add(recognised, columns)
        changes.note_added(self._run.batch, Product, list(added.values()))
        for row in new:
            if row.sku in added:
                self._run.counts.added += 1
                self._remark(row, RecordStatus.PROCESSED)
        return [row for row in new if row.sku not in added]

    def _recognised(self, row: Row) -> dict[str, object]:
        """The values of a new product, with the category, and the brand if the list knows none, that its name says."""
        name, values = row.said["name"], row.values
        category = values.get("category_id") or self._names["category"].id_of(CATEGORIES[category_in(name)])
        brand = values["brand_id"] if "brand_id" in values else self._brands.in_title(name)
        return {**values, "brand_id": brand, "category_id": category}

    @cached_property
    def _brands(self) -> BrandFinder:
        return brand_finder("import")

    def _note_names(self) -> None:
        """Before the products that need them, since an import is taken back from its end."""
        for model, names in ((Brand, self._names["brand"]), (Category, self._names["category"])):
            changes.note_added(self._run.batch, model, names.taken_made())

    def _skip_duplicate(self, row: Row, first: int, *, is_same: bool) -> None:
        self._run.counts.duplicates += 1
        if not is_same:
            row.remark = f"A duplicate of row {first:,}, which counts, although this one says something else."
            self._remark(row, RecordStatus.SKIPPED)

    def _remark(self, row: Row, status: RecordStatus) -> None:
        if row.remark:
            self._run.remark(Entry(row.number, status, row.as_read, remark=row.remark))


def _hash(row: Row) -> int:
    """Of what the row says: enough to tell whether a later one says the same."""
    names = {"brand", "category"}
    return hash(tuple(value.casefold() if value and column in names else value for column, value in row.said.items()))
