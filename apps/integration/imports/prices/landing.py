"""Lands rows of a price list in price_sources.

A price that is new is added, and one that differs is changed; the database writes the history of both. One that is
still the same is confirmed: last_updated says that the source was seen with it again, and nothing else is touched, not
even updated_at.
"""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from apps.integration.imports import changes
from apps.integration.imports.prices import table
from apps.integration.imports.prices.offers import Offer, list_id
from apps.integration.imports.prices.products import FoundProduct, Products
from apps.integration.imports.prices.reading import Row
from apps.integration.imports.prices.sizes import gender_of, label_of, needs_gender
from apps.integration.imports.record_keeping import Entry, refused
from apps.integration.imports.run import Run
from apps.integration.models import PriceSource
from apps.integration.models.import_record import RecordStatus
from apps.products.models import Size
from apps.products.size_charts.labels import Label
from apps.products.size_charts.rows import SizeRows
from soleflip.intake.errors import RowRefused

SAID = ["price_type", "condition", "price_cents", "currency", "in_stock", "source_name", "source_url"]
SEEN = "last_updated"


@dataclass
class Price:
    """A row of the list of which product and size are known."""

    row: Row
    product: FoundProduct
    label: Label | None
    size_id: UUID | None = None

    @cached_property
    def offer(self) -> Offer:
        """The row of price_sources that it is about, once the size is known."""
        said = self.row.said
        own_id = list_id(self.product.id, said["price_type"], said["condition"], self.row.place)
        return Offer(self.product.id, self.row.source.value, own_id, self.size_id)


class Landing:
    """Lands the rows of one list, piece by piece, within one transaction. `products` finds what they are about."""

    def __init__(self, run: Run, products: Products):
        self._run, self._products = run, products
        self._sizes, self._sizes_noted, self._now = SizeRows(), 0, table.now()
        self._seen: dict[Offer, tuple[int, dict]] = {}  # row number and what it says

    def land(self, rows: list[Row]) -> None:
        """Write what is new or differs, and count where each row ended."""
        self._products.look_up(rows)
        understood = [price for row in rows if (price := self._understood(row))]
        self._write([price for price in self._sized(understood) if self._is_first(price)])

    def _understood(self, row: Row) -> Price | None:
        """The row with its product and the label of its size; None where it is refused."""
        try:
            return Price(row, self._products.of(row), label_of(row))
        except RowRefused as error:
            self._refuse(row, error)
            return None

    def _sized(self, prices: list[Price]) -> list[Price]:
        """Those whose size is known, or that are of every size."""
        labelled = [price for price in prices if price.label]
        wanted = [(price.label, price.product.brand_id, gender_of(price.row, price.product)) for price in labelled]
        for price, size_id in zip(labelled, self._sizes.of_all(wanted), strict=True):
            price.size_id = size_id
        for price in prices:
            if price.label is None:
                price.size_id = price.product.size_id
            elif price.size_id is None:
                self._refuse(price.row, needs_gender(price.label))
        return [price for price in prices if price.size_id or price.label is None]

    def _is_first(self, price: Price) -> bool:
        """Whether the list said nothing about this price before."""
        number, said = self._seen.setdefault(price.offer, (price.row.number, price.row.said))
        if number == price.row.number:
            return True
        self._run.counts.duplicates += 1
        if said != price.row.said:
            remark = f"A duplicate of row {number:,}, which counts, although this one says something else."
            self._run.remark(Entry(price.row.number, RecordStatus.SKIPPED, price.row.as_read, remark=remark))
        return False

    def _write(self, prices: list[Price]) -> None:
        known = table.known([price.offer for price in prices], SAID)
        new, differing, same = [], {}, []
        for price in prices:
            row = known.get(price.offer)
            if row is None:
                new.append(price)
            elif any(row[column] != value for column, value in price.row.said.items()):
                differing[row["id"]] = row | price.row.said | {SEEN: self._now}
            else:
                same.append(row["id"])
        self._note_sizes()
        for write, some in ((self._change, differing), (self._confirm, same), (self._add, new)):
            if some:
                write(some)

    def _change(self, differing: dict[UUID, dict]) -> None:
        images = changes.images_of(PriceSource, differing)
        table.change(list(differing.values()), [*SAID, SEEN])
        changes.note_changed(self._run.batch, PriceSource, images)
        self._run.counts.changed += len(differing)

    def _confirm(self, same: list[UUID]) -> None:
        """Noted like a change, as last_updated is one: else an import before this one could not be taken back."""
        images = changes.images_of(PriceSource, same)
        table.confirm(same)
        changes.note_changed(self._run.batch, PriceSource, images)
        self._run.counts.unchanged += len(same)

    def _add(self, new: list[Price]) -> None:
        unsaid = dict.fromkeys(SAID) | {SEEN: self._now}
        rows = [price.offer._asdict() | unsaid | price.row.said for price in new]
        changes.note_added(self._run.batch, PriceSource, table.add(rows, [*Offer._fields, *SAID, SEEN]))
        self._run.counts.added += len(new)

    def _note_sizes(self) -> None:
        """Before the prices that need them, since an import is taken back from its end."""
        made = self._sizes.made[self._sizes_noted :]
        self._sizes_noted += len(made)
        changes.note_added(self._run.batch, Size, made)

    def _refuse(self, row: Row, error: RowRefused) -> None:
        self._run.refuse(refused(row.number, row.as_read, error.reasons))
