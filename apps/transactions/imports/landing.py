"""Writes the sales of a report: new ones with their lot, those that are known where the report says something else.

Of a sale whose buyer was erased, or whose city was kept for long enough, a report brings nothing personal back.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from apps.core.models import Category, Platform
from apps.core.recognition.category_rows import CategoryRows
from apps.integration.imports import changes
from apps.integration.imports.record_keeping import Entry, refused
from apps.integration.imports.run import Run
from apps.integration.models.import_record import RecordStatus
from apps.platforms.choices import OrderStatus, SalesPlatform
from apps.products.models import InventoryItem, Product, Size
from apps.products.models.inventory_item import StockStatus
from apps.products.size_charts.labels import Label
from apps.system.privacy.forgotten import emptied, forgotten, personal_columns
from apps.transactions.imports.cells import Cells
from apps.transactions.imports.rows_of_sales import Products, Sizes
from apps.transactions.imports.sale import Sale, SaleRefused
from apps.transactions.models import Order
from apps.transactions.sales import STOCKX, fill_figures
from soleflip.intake.layout import Header
from soleflip.intake.masks import MASK, masked, masked_unless_harmless
from soleflip.intake.records import Record

AT_ONCE = 1_000  # rows
LONGEST_NUMBER = 200
# Fields of Order by fields of Sale: what the report says nothing about stays as it is.
TOLD = {
    "sale_price": "sale_price",
    "currency": "currency",
    "net_proceeds": "net_proceeds",
    "seller_fee": "seller_fee",
    "processing_fee": "processing_fee",
    "shipping_cost": "shipping_cost",
    "sold_at": "sold_at",
    "payout_date": "payout_date",
    "buyer_destination_country": "country",
    "buyer_destination_city": "city",
    "tracking_number": "tracking_number",
}
ORDERS = changes.table_of(Order)
LEFT_OUT = "What is personal in it was erased before, and is left out."


@dataclass(frozen=True)
class Report:
    """A marketplace's report."""

    slug: str  # of the platform
    channel: SalesPlatform
    read: Callable[[Header, list[str]], Sale]
    shown: frozenset[str]  # columns, in lower case, that hold no personal data
    size_label: Callable[[str], Label | None]  # reads a size
    names: dict[str, str]  # of the columns that have the style code, the item and the order number


def land(run: Run, report: Report) -> None:
    """Write the sales of the report, and a record of each row with personal data masked."""
    landing = Landing(run, report)
    sales: list[tuple[Record, Sale]] = []
    unread: list[tuple[Record, SaleRefused]] = []
    for record in run.records():
        if record.problem:
            run.refuse(_broken(record, run.header))
            continue
        try:
            sales.append((record, report.read(run.header, record.cells)))
        except SaleRefused as error:
            unread.append((record, error))
        if len(sales) + len(unread) == AT_ONCE:
            landing.write(sales, unread)
            sales.clear()
            unread.clear()
            run.tell(record.number)
    landing.write(sales, unread)
    landing.note()


class Landing:
    """Lands the sales of one report, some at a time."""

    def __init__(self, run: Run, report: Report):
        self.run, self.report = run, report
        self.platform = Platform.objects.get(slug=report.slug)
        self.products, self.sizes = Products(), Sizes(report.size_label)
        self.categories = CategoryRows()
        self._seen: dict[str, tuple[int, Sale]] = {}
        self._forgotten: dict[str, Order] = {}  # of the rows at hand by their numbers, those of which much is erased
        self._followed: dict[UUID, int] = {}  # rows by the known sale that they are of
        self._added: dict[type, list[UUID]] = defaultdict(list)
        self._images: dict[type, dict[UUID, str]] = defaultdict(dict)

    def as_read(self, record: Record) -> dict[str, str]:
        """The row by the names of its columns, personal data masked."""
        return masked(self.run.header.named(record.cells), self.report.shown)

    def refused(self, record: Record, error: SaleRefused) -> Entry:
        """The error of a row, with what may be shown of it."""
        as_read = self.as_read(record)
        reasons = {self.report.names.get(name, name): reason for name, reason in error.reasons.items()}
        if self._number(record) in self._forgotten:
            said = reasons if error.is_readable else dict.fromkeys(reasons, "It cannot be read.")  # a reason may quote
            return refused(record.number, emptied(), {**said, "": LEFT_OUT})
        shown = as_read if error.is_readable else masked_unless_harmless(as_read)
        return refused(record.number, shown, reasons)

    def write(self, sales: list[tuple[Record, Sale]], unread: list[tuple[Record, SaleRefused]]) -> None:
        """Write these sales, and what became of each, and of the rows that are none."""
        numbers = [sale.order_number for _, sale in sales]
        known = self._known(numbers + [number for record, _ in unread if (number := self._number(record))])
        for record, error in unread:
            self.run.refuse(self.refused(record, error))
        orders, lots, entries = [], [], []
        for record, sale in sales:
            if first := self._seen.get(sale.order_number):
                self._skip_duplicate(record, sale, *first)
                continue
            self._seen[sale.order_number] = record.number, sale
            try:
                if same := known.get(sale.order_number):
                    self._follow(record, sale, same)
                    continue
                lot = self._lot(sale)
            except SaleRefused as error:
                del self._seen[sale.order_number]  # it does not count
                self.run.refuse(self.refused(record, error))
                continue
            order = self._order(sale, lot)
            lots.append(lot)
            orders.append(order)
            entries.append((record, sale, order))
        self._write_new(lots, orders)
        for record, sale, order in entries:
            self.run.counts.added += 1
            self._keep(record, sale, RecordStatus.PROCESSED, "Added.", order)

    def note(self) -> None:
        """Note what was written, as it is in the end, in the order in which one needs the other."""
        batch = self.run.batch
        self._added[Size] = self.sizes.made
        self._added[Category] = [category.pk for category in self.categories.made]
        for model in (Category, Product, Size, InventoryItem, Order):
            changes.note_changed(batch, model, self._images[model])
            changes.note_added(batch, model, self._added[model])

    # --- sales that are known ---

    def _known(self, numbers: list[str]) -> dict[str, list[Order]]:
        """The sales with these numbers, locked."""
        which = Q(platform=self.platform, external_id__in=numbers)
        if self.platform.slug == STOCKX:
            which |= Q(stockx_order_number__in=numbers)
        orders = Order.objects.filter(which).order_by("pk").select_for_update(of=("self",)).select_related("inventory")
        known = defaultdict(list)
        for order in orders:
            for number in {order.external_id, order.stockx_order_number}:
                known[number].append(order)
        keys = forgotten(ORDERS, [order.pk for order in orders])
        self._forgotten = {number: same[0] for number, same in known.items() if {order.pk for order in same} & keys}
        return known

    def _number(self, record: Record) -> str | None:
        """The number in a row of which something else may be wrong."""
        return Cells(self.run.header, record.cells).text(self.report.names["order_number"], LONGEST_NUMBER)

    def _follow(self, record: Record, sale: Sale, same: list[Order]) -> None:
        """Let the known sale say what the report says. Raises SaleRefused where it cannot, and then changes nothing."""
        if len(same) > 1:
            raise SaleRefused({"order_number": f"{len(same)} sales have this number: correct them, then import again."})
        order = same[0]
        if (first := self._followed.setdefault(order.pk, record.number)) != record.number:
            raise SaleRefused({"order_number": f"It is another number of the sale in row {first:,}, which counts."})
        told = self._told(sale)
        for number in ("external_id", "stockx_order_number"):
            if getattr(order, number):  # the other one of its two numbers: somebody knows why
                told.pop(number, None)
        if sale.order_number in self._forgotten:
            told = {name: value for name, value in told.items() if name not in personal_columns(ORDERS)}
        if order.order_status == OrderStatus.CANCELLED:
            del told["order_status"]  # it came back since: the report knows nothing of that
        differing = {name: value for name, value in told.items() if getattr(order, name) != value}
        if not differing:
            self.run.counts.unchanged += 1
            self._keep(record, sale, RecordStatus.SKIPPED, "Unchanged.", order)
            return
        was = ", ".join(f"{name} (was {getattr(order, name)})" for name in differing)
        if "currency" in differing:
            order.original_buy_price = None  # it is in the currency that the sale was thought to be in
        for name, value in differing.items():
            setattr(order, name, value)
        if order.order_status != OrderStatus.CANCELLED:
            fill_figures(order)
        elif order.net_proceeds is not None:
            order.platform_fee = order.sale_price - order.net_proceeds
        self._save(order)
        self.run.counts.changed += 1
        self._keep(record, sale, RecordStatus.PROCESSED, f"Changed: {was}.", order)

    def _save(self, order: Order) -> None:
        """Write the sale, and keep what it and its lot were. Raises SaleRefused where the database refuses it."""
        before = {Order: changes.images_of(Order, [order.pk])}
        if order.inventory_id:  # its figures follow by a trigger
            before[InventoryItem] = changes.images_of(InventoryItem, [order.inventory_id])
        try:
            with transaction.atomic():
                order.save()
        except IntegrityError:
            try:
                order.validate_constraints()
            except ValidationError as error:
                raise SaleRefused({name: " ".join(said) for name, said in error.message_dict.items()}) from None
            raise
        for model, images in before.items():
            self._images[model] = images | self._images[model]  # of a lot that was sold twice: the first one

    # --- sales that are new ---

    def _lot(self, sale: Sale) -> InventoryItem:
        product_id = self.products.of(sale, self.categories)
        return InventoryItem(
            product_id=product_id,
            size_id=self.sizes.of(sale, self.products.brand_of(product_id)),
            quantity=1,
            status=StockStatus.SOLD,
            vat_rate=None,  # of a purchase that the report knows nothing about
        )

    def _order(self, sale: Sale, lot: InventoryItem) -> Order:
        order = Order(platform=self.platform, inventory=lot, **self._told(sale))
        order.notes = "\n".join(sale.remarks) or None
        fill_figures(order)
        return order

    def _told(self, sale: Sale) -> dict[str, object]:
        """What the report says, by the fields of Order."""
        told = {name: getattr(sale, source) for name, source in TOLD.items()}
        told |= {
            "external_id": sale.order_number,
            "stockx_order_number": sale.order_number if self.platform.slug == STOCKX else None,
            "sales_channel": self.report.channel,
            "order_status": OrderStatus.COMPLETED,
            "payout_received": True if sale.is_paid else None,
        }
        return {name: value for name, value in told.items() if value is not None}

    def _write_new(self, lots: list[InventoryItem], orders: list[Order]) -> None:
        # Lots and sales in statements of their own: triggers that add up sales look for the lots.
        for model, rows in (
            (Product, self.products.new),
            (InventoryItem, lots),
            (Order, orders),
        ):
            model.objects.bulk_create(rows)
            self._added[model] += [row.pk for row in rows]
        self.products.new.clear()

    # --- records ---

    def _skip_duplicate(self, record: Record, sale: Sale, first: int, counted: Sale) -> None:
        self.run.counts.duplicates += 1
        remark = f"A duplicate of row {first:,}."
        if differing := [name for name in Sale.__dataclass_fields__ if getattr(sale, name) != getattr(counted, name)]:
            self.run.counts.notes += 1
            others = ", ".join(differing)
            remark = f"A duplicate of row {first:,}, which counts. This one has another {others}."
        self._keep(record, sale, RecordStatus.SKIPPED, remark)

    def _keep(self, record: Record, sale: Sale, status: RecordStatus, remark: str, order: Order | None = None) -> None:
        understood = {name: getattr(sale, name) for name in Sale.__dataclass_fields__ if getattr(sale, name)}
        if order:
            understood |= {"order": str(order.pk), "lot": str(order.inventory_id)}
        as_read = self.as_read(record)
        if known := self._forgotten.get(sale.order_number):
            as_read, understood = emptied(), {"order": str(known.pk), "lot": str(known.inventory_id)}
            remark = f"{remark} {LEFT_OUT}"
        self.run.keeping.add(Entry(record.number, status, as_read, understood, remark=remark))


def _broken(record: Record, header: Header) -> Entry:
    """A row that could not be taken apart: where its cells stand says nothing about what they hold."""
    as_read = masked_unless_harmless(header.named(record.cells)) or {"line": MASK}
    return refused(record.number, as_read, {"": record.problem})
