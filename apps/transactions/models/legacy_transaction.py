from django.db import models

from soleflip.columns import created_at, money, updated_at, uuid_key
from soleflip.constraints import Unique, not_negative, one_of
from soleflip.postgres.indexes import Index


class TransactionStatus(models.TextChoices):
    PENDING = "pending"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"


class LegacyTransaction(models.Model):
    """LEGACY sales, kept for migration; superseded by orders."""

    id = uuid_key()
    inventory = models.ForeignKey(
        "products.InventoryItem", models.RESTRICT, db_index=False, related_name="legacy_transactions"
    )
    platform = models.ForeignKey("core.Platform", models.RESTRICT, db_index=False, related_name="legacy_transactions")
    transaction_date = models.DateTimeField(db_comment="When it was sold (UTC)")
    sale_price = money(db_comment="What the pair was sold for, in EUR")
    platform_fee = money(db_comment="What the platform kept, in EUR")
    shipping_cost = money(db_comment="What sending cost us, in EUR")
    net_profit = money(db_comment="Profit as booked then, in EUR")
    status = models.CharField(max_length=50, choices=TransactionStatus)
    external_id = models.CharField(max_length=100, null=True, blank=True, db_comment="The platform's own order number")
    buyer_destination_country = models.CharField(max_length=100, null=True, blank=True)
    buyer_destination_city = models.CharField(max_length=100, null=True, blank=True)
    notes = models.TextField(null=True, blank=True)
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"transactions"."transactions"'
        db_table_comment = "LEGACY sales, kept for migration; superseded by orders"
        ordering = ["-transaction_date"]
        indexes = [
            Index(
                fields=["transaction_date", "status"],
                name="idx_transactions_transaction_date_status",
                comment="The completed sales of a period",
            ),
            Index(
                fields=["inventory", "transaction_date"],
                name="idx_transactions_inventory_id_transaction_date",
                comment="The newest sale of an item: the trigger asks for it",
            ),
            Index(
                fields=["platform", "transaction_date"],
                name="idx_transactions_platform_id_transaction_date",
                comment="A platform's sales, newest first",
            ),
        ]
        constraints = [
            Unique(
                fields=["platform", "external_id"],
                condition=models.Q(external_id__isnull=False),
                name="uq_transactions_platform_id_external_id",
                sentence="There is a sale with this order number on this platform already.",
            ),
            one_of("status", TransactionStatus, name="chk_transactions_status"),
            not_negative("sale_price", name="chk_transactions_sale_price"),
        ]
        verbose_name = "legacy sale"
        verbose_name_plural = "legacy sales"

    def __str__(self):
        return self.external_id or str(self.id)
