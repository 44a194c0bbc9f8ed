from django.db import models

from soleflip.columns import created_at, money, updated_at, uuid_key
from soleflip.constraints import not_negative, one_of
from soleflip.postgres.indexes import Index


class PurchaseStatus(models.TextChoices):
    PENDING = "pending"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class AccountPurchase(models.Model):
    """One purchase attempt made with a supplier account."""

    id = uuid_key()
    account = models.ForeignKey(
        "core.SupplierAccount",
        models.CASCADE,
        db_index=False,
        related_name="purchases",
        db_comment="The login that was used",
    )
    supplier = models.ForeignKey("core.Supplier", models.CASCADE, db_index=False, related_name="account_purchases")
    product = models.ForeignKey(
        "products.Product", models.SET_NULL, null=True, blank=True, db_index=False, related_name="account_purchases"
    )
    order_reference = models.CharField(
        max_length=100, null=True, blank=True, db_comment="The supplier's order number, when the purchase got that far"
    )
    purchase_amount = money(max_digits=12, db_comment="What the purchase cost or would have cost, in EUR")
    purchase_date = models.DateTimeField(db_comment="When the attempt was made (UTC)")
    purchase_status = models.CharField(max_length=30, choices=PurchaseStatus)
    success = models.BooleanField(
        null=True,
        blank=True,
        default=False,
        db_default=False,
        db_comment="True once the supplier has accepted the order",
    )
    failure_reason = models.TextField(
        null=True, blank=True, db_comment="Why it failed, in the supplier's or the tool's words"
    )
    response_time_ms = models.IntegerField(
        null=True, blank=True, db_comment="How long the supplier took to answer, in milliseconds"
    )
    ip_address = models.GenericIPAddressField(
        null=True, blank=True, db_comment="The address that the attempt came from: personal data"
    )
    user_agent = models.CharField(
        max_length=500, null=True, blank=True, db_comment="The browser identification that was sent"
    )
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"core"."account_purchase_history"'
        db_table_comment = "One purchase attempt made with a supplier account"
        ordering = ["-purchase_date"]
        indexes = [
            Index(
                fields=["account", "purchase_date"],
                name="idx_account_purchase_history_account_id_purchase_date",
                comment="An account's purchases, newest first",
            ),
            Index(
                fields=["supplier", "purchase_date"],
                name="idx_account_purchase_history_supplier_id_purchase_date",
                comment="A supplier's purchases, newest first",
            ),
            Index(fields=["purchase_date"], name="idx_account_purchase_history_purchase_date"),
            Index(
                fields=["purchase_status", "purchase_date"],
                name="idx_account_purchase_history_purchase_status_purchase_date",
                comment="What failed lately",
            ),
        ]
        constraints = [
            one_of("purchase_status", PurchaseStatus, name="chk_account_purchase_history_purchase_status"),
            not_negative("purchase_amount", name="chk_account_purchase_history_purchase_amount"),
            not_negative("response_time_ms", name="chk_account_purchase_history_response_time_ms"),
        ]
        verbose_name = "account purchase"
        verbose_name_plural = "account purchases"

    def __str__(self):
        return f"{self.purchase_amount} EUR on {self.purchase_date:%Y-%m-%d}"
