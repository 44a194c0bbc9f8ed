from decimal import Decimal

from django.db import models

from apps.products.choices import InventoryStatus
from soleflip.columns import created_at, days, json_object, money, percent, updated_at, uuid_key
from soleflip.constraints import between, not_negative, one_of
from soleflip.postgres.fields import EnumField
from soleflip.postgres.indexes import Index


class StockStatus(models.TextChoices):
    IN_STOCK = "in_stock"
    LISTED = "listed"
    RESERVED = "reserved"
    SOLD = "sold"
    RETURNED = "returned"
    ERROR = "error"


class InventoryItem(models.Model):
    """Pairs of one product in one size bought together: cost, VAT, where listed, shelf life, ROI."""

    id = uuid_key()
    product = models.ForeignKey("products.Product", models.CASCADE, db_index=False, related_name="inventory")
    size = models.ForeignKey(
        "products.Size",
        models.RESTRICT,
        db_index=False,
        related_name="inventory",
        db_comment="The size of every pair of this lot",
    )
    supplier = models.ForeignKey(
        "core.Supplier",
        models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="inventory",
        db_comment="Where it was bought, once the supplier is known as a row",
    )
    quantity = models.IntegerField(db_comment="Pairs in this lot")
    purchase_price = money(null=True, db_comment="Cost of one pair without VAT (net), in EUR")
    purchase_date = models.DateTimeField(
        null=True, blank=True, db_comment="When it was bought (UTC): shelf life begins here"
    )
    legacy_supplier = models.CharField(
        max_length=100, null=True, blank=True, db_column="supplier", db_comment="Legacy free text; supplier_id is newer"
    )
    status = models.CharField(max_length=50, choices=StockStatus)
    notes = models.TextField(null=True, blank=True)
    delivery_date = models.DateTimeField(null=True, blank=True, db_comment="When it arrived (UTC)")
    gross_purchase_price = money(null=True, db_comment="Cost of one pair with VAT, in EUR")
    vat_amount = money(null=True, db_comment="VAT in the gross price, in EUR")
    vat_rate = percent(
        max_digits=5,
        null=True,
        default=Decimal("19.00"),
        db_default=Decimal("19.00"),
        db_comment="VAT rate of the purchase, in percent (0 to 100)",
    )
    shelf_life_days = days(
        null=True,
        db_comment="Whole days from purchase until the sale, or now; null without purchase date. Kept by a trigger",
    )
    profit_per_shelf_day = money(
        null=True,
        db_comment="Profit in EUR per day on the shelf (at least one day); null until sold. Kept by a trigger",
    )
    roi_percentage = percent(
        null=True,
        db_comment="Profit in percent of the purchase price; null until sold. Kept by a trigger",
    )
    location = models.CharField(max_length=50, null=True, blank=True, db_comment="Where the box stands")
    listed_stockx = models.BooleanField(
        null=True, blank=True, default=False, db_default=False, db_comment="Offered on StockX now"
    )
    listed_alias = models.BooleanField(
        null=True, blank=True, default=False, db_default=False, db_comment="Offered on Alias now"
    )
    listed_local = models.BooleanField(
        null=True, blank=True, default=False, db_default=False, db_comment="Offered in local classifieds now"
    )
    detailed_status = EnumField(
        '"products"."inventory_status"',
        choices=InventoryStatus,
        null=True,
        blank=True,
        db_comment="Where the pair is between purchase and payout; finer than status",
    )
    external_ids = json_object(db_comment="Object of ids in other systems, searched by containment")
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"products"."inventory"'
        db_table_comment = "Pairs of one product in one size bought together: cost, VAT, where listed, shelf life, ROI"
        ordering = ["-created_at"]
        indexes = [
            Index(
                fields=["product", "size", "status"],
                name="idx_inventory_product_size_status",
                comment="Is this shoe in this size in stock?",
            ),
            Index(fields=["size"], name="idx_inventory_size_id"),
            Index(
                fields=["status", "created_at"],
                name="idx_inventory_status_created_at",
                comment="The stock list: one status, newest first",
            ),
            Index(fields=["created_at"], name="idx_inventory_created_at"),
            Index(
                fields=["purchase_date"],
                name="idx_inventory_purchase_date",
                comment="Which pairs lie longest?",
            ),
        ]
        constraints = [
            one_of("status", StockStatus, name="chk_inventory_status"),
            not_negative("quantity", name="chk_inventory_quantity_positive"),
            not_negative("purchase_price", name="chk_inventory_purchase_price_positive"),
            not_negative("gross_purchase_price", name="chk_inventory_gross_purchase_price"),
            not_negative("vat_amount", name="chk_inventory_vat_amount"),
            between("vat_rate", 0, 100, name="chk_inventory_vat_rate"),
        ]
        verbose_name = "inventory item"
        verbose_name_plural = "inventory"

    def __str__(self):
        return f"{self.quantity} x {self.product} {self.size}"
