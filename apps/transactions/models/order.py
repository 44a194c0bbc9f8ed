from django.db import models

from apps.platforms.choices import OrderStatus, SalesPlatform
from soleflip.columns import FixedCharField, created_at, days, money, percent, updated_at, uuid_key
from soleflip.constraints import Check, Unique, currency_code, not_before, not_negative, one_of, positive
from soleflip.postgres.fields import EnumField
from soleflip.postgres.indexes import Index


class Order(models.Model):
    """One sale on any platform with its fees, payout and profit."""

    id = uuid_key()
    listing = models.ForeignKey(
        "platforms.StockXListing",
        models.RESTRICT,
        null=True,
        blank=True,
        db_index=False,
        related_name="orders",
        db_comment="The StockX listing that sold; null for sales elsewhere",
    )
    platform = models.ForeignKey("core.Platform", models.RESTRICT, db_index=False, related_name="orders")
    stockx_order_number = models.CharField(max_length=100, null=True, blank=True, db_comment="StockX's order number")
    external_id = models.CharField(max_length=200, null=True, blank=True, db_comment="The platform's own order number")
    sale_price = money(db_comment="What the pair was sold for, in currency")
    buyer_premium = money(null=True, db_comment="What the buyer paid on top, in currency")
    seller_fee = money(null=True, db_comment="The platform's commission, in currency")
    processing_fee = money(null=True, db_comment="Fee for the payment, in currency")
    net_proceeds = money(
        null=True,
        db_comment="What was paid out, in currency; the authority, never computed from the fees",
    )
    original_buy_price = money(
        null=True,
        db_comment="Cost of the pair as known at the sale, in currency",
    )
    gross_profit = money(null=True, db_comment="Sale price less cost, in currency")
    net_profit = money(null=True, db_comment="Payout less cost, in currency")
    actual_margin = percent(null=True, db_comment="Net profit as a percentage of the sale price")
    roi = percent(null=True, db_comment="Net profit as a percentage of the cost")
    order_status = models.CharField(
        max_length=20, choices=OrderStatus, default=OrderStatus.PENDING, db_default=OrderStatus.PENDING
    )
    shipping_status = models.CharField(max_length=20, null=True, blank=True)
    tracking_number = models.CharField(max_length=100, null=True, blank=True)
    platform_fee = money(
        null=True,
        db_comment="All that the platform kept: sale price less payout, in currency",
    )
    shipping_cost = money(null=True, db_comment="What sending cost us, in currency")
    buyer_destination_country = models.CharField(max_length=100, null=True, blank=True)
    buyer_destination_city = models.CharField(max_length=200, null=True, blank=True)
    sold_at = models.DateTimeField(db_comment="When it was sold (UTC)")
    gross_sale = money(null=True, db_comment="What the buyer paid in all, in currency")
    payout_received = models.BooleanField(
        null=True, blank=True, default=False, db_default=False, db_comment="True once the money has arrived"
    )
    payout_date = models.DateTimeField(
        null=True, blank=True, db_comment="When the money arrived (UTC), never before the sale"
    )
    shelf_life_days = days(null=True, db_comment="Whole days from purchase to sale, as known at the sale")
    shipped_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    notes = models.TextField(null=True, blank=True)
    inventory = models.ForeignKey(
        "products.InventoryItem",
        models.RESTRICT,
        null=True,
        blank=True,
        db_index=False,
        related_name="orders",
        db_comment="The lot that was sold from",
    )
    sales_channel = EnumField(
        '"platforms"."sales_platform"',
        choices=SalesPlatform,
        null=True,
        blank=True,
        db_comment="Where it was sold; Return marks a return; null: unknown",
    )
    currency = FixedCharField(
        max_length=3, default="EUR", db_default="EUR", db_comment="ISO 4217 of every amount in the row"
    )
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"transactions"."orders"'
        db_table_comment = "One sale on any platform with its fees, payout and profit"
        ordering = ["-sold_at"]
        indexes = [
            Index(
                fields=["platform", "sold_at"],
                name="idx_orders_platform_sold_at",
                comment="A platform's sales, newest first",
            ),
            Index(fields=["sold_at"], name="idx_orders_sold_at"),
            Index(
                fields=["order_status", "sold_at"],
                name="idx_orders_order_status_sold_at",
                comment="What still has to be sent, oldest first",
            ),
        ]
        constraints = [
            Unique(
                fields=["platform", "external_id"],
                condition=models.Q(external_id__isnull=False),
                name="uq_orders_platform_id_external_id",
                sentence="There is a sale with this order number on this platform already.",
            ),
            Unique(
                fields=["stockx_order_number"],
                condition=models.Q(stockx_order_number__isnull=False),
                name="uq_orders_stockx_order_number",
                sentence="There is a sale with this StockX order number already.",
            ),
            one_of("order_status", OrderStatus, name="chk_orders_status"),
            positive("sale_price", name="chk_orders_sale_price_positive"),
            not_before(
                "sale_price",
                "net_proceeds",
                name="chk_orders_net_proceeds_logical",
                sentence="{column} cannot be less than {other}: no platform pays out more than the price.",
            ),
            currency_code("currency", name="chk_orders_currency"),
            not_before("payout_date", "sold_at", name="chk_orders_payout_date"),
            not_before("shipped_at", "sold_at", name="chk_orders_shipped_at"),
            not_before("completed_at", "sold_at", name="chk_orders_completed_at"),
            not_negative("shelf_life_days", name="chk_orders_shelf_life_days"),
            Check(
                condition=models.Q(listing__isnull=False) | models.Q(inventory__isnull=False),
                name="chk_orders_names_what_was_sold",
                column="inventory",
                sentence="A sale must name what was sold: choose a lot or a listing.",
            ),
        ]
        verbose_name = "sale"
        verbose_name_plural = "sales"

    def __str__(self):
        return self.stockx_order_number or self.external_id or f"sale of {self.sold_at:%Y-%m-%d}"
