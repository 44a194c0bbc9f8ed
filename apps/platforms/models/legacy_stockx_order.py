from django.db import models

from apps.platforms.choices import OrderStatus
from soleflip.columns import created_at, money, percent, updated_at, uuid_key
from soleflip.constraints import Unique, not_before, not_negative, one_of
from soleflip.postgres.indexes import Index


class LegacyStockXOrder(models.Model):
    """LEGACY StockX orders, superseded by transactions.orders."""

    id = uuid_key()
    listing = models.ForeignKey(
        "platforms.StockXListing", models.RESTRICT, db_index=False, related_name="legacy_orders"
    )
    stockx_order_number = models.CharField(max_length=100)
    sale_price = money(db_comment="In EUR")
    buyer_premium = money(null=True, db_comment="What the buyer paid on top, in EUR")
    seller_fee = money(null=True, db_comment="StockX's commission, in EUR")
    processing_fee = money(null=True, db_comment="Fee for the payment, in EUR")
    net_proceeds = money(null=True, db_comment="What was paid out, in EUR")
    original_buy_price = money(null=True, db_comment="Cost of the pair, in EUR")
    gross_profit = money(null=True, db_comment="Sale price less cost, in EUR")
    net_profit = money(null=True, db_comment="Payout less cost, in EUR")
    actual_margin = percent(null=True, db_comment="Net profit as a percentage of the sale price")
    roi = percent(null=True, db_comment="Net profit as a percentage of the cost")
    order_status = models.CharField(max_length=20, choices=OrderStatus, null=True, blank=True)
    shipping_status = models.CharField(max_length=20, null=True, blank=True)
    tracking_number = models.CharField(max_length=100, null=True, blank=True)
    sold_at = models.DateTimeField(db_comment="When it was sold (UTC)")
    shipped_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"platforms"."stockx_orders"'
        db_table_comment = "LEGACY StockX orders, superseded by transactions.orders"
        ordering = ["-sold_at"]
        indexes = [
            Index(
                fields=["listing", "sold_at"], name="idx_stockx_orders_listing_id_sold_at", comment="A listing's sales"
            ),
            Index(fields=["sold_at"], name="idx_stockx_orders_sold_at"),
            Index(
                fields=["order_status", "sold_at"],
                name="idx_stockx_orders_order_status_sold_at",
                comment="The sales of one status, newest first",
            ),
        ]
        constraints = [
            Unique(fields=["stockx_order_number"], name="uq_stockx_orders_stockx_order_number"),
            one_of("order_status", OrderStatus, name="chk_stockx_orders_status"),
            not_negative("sale_price", name="chk_stockx_orders_sale_price"),
            not_before("shipped_at", "sold_at", name="chk_stockx_orders_shipped_at"),
            not_before("completed_at", "sold_at", name="chk_stockx_orders_completed_at"),
        ]
        verbose_name = "legacy StockX order"
        verbose_name_plural = "legacy StockX orders"

    def __str__(self):
        return self.stockx_order_number
