from django.db import models

from soleflip.columns import created_at, percent
from soleflip.constraints import Check, Unique, between, not_negative
from soleflip.postgres.indexes import Index


class SupplierPerformance(models.Model):
    """A supplier's figures for one calendar month."""

    id = models.AutoField(primary_key=True)
    supplier = models.ForeignKey("core.Supplier", models.CASCADE, db_index=False, related_name="performance")
    month_year = models.DateField(db_comment="The first day of the month that the figures are about")
    total_orders = models.IntegerField(
        null=True, blank=True, default=0, db_default=0, db_comment="Orders placed in the month"
    )
    avg_delivery_time = models.DecimalField(
        max_digits=4, decimal_places=1, null=True, blank=True, db_comment="Mean time from order to delivery, in days"
    )
    return_rate = percent(
        max_digits=5,
        null=True,
        db_comment="Share of orders sent back, in percent (0 to 100)",
    )
    avg_roi = percent(
        null=True,
        db_comment="Mean return on investment of what was bought in the month and sold since, in percent",
    )
    created_at = created_at()

    class Meta:
        db_table = '"core"."supplier_performance"'
        db_table_comment = "A supplier's figures for one calendar month"
        ordering = ["supplier", "-month_year"]
        indexes = [
            Index(fields=["month_year"], name="idx_supplier_performance_month_year"),
        ]
        constraints = [
            Unique(fields=["supplier", "month_year"], name="uq_supplier_performance_supplier_id_month_year"),
            Check(
                condition=models.Q(month_year__day=1),
                name="chk_supplier_performance_month_year",
                column="month_year",
                sentence="{column} must be the first day of a month.",
            ),
            between("return_rate", 0, 100, name="chk_supplier_performance_return_rate"),
            not_negative("total_orders", name="chk_supplier_performance_total_orders"),
            not_negative("avg_delivery_time", name="chk_supplier_performance_avg_delivery_time"),
        ]
        verbose_name = "supplier month"
        verbose_name_plural = "supplier months"

    def __str__(self):
        return f"{self.supplier} {self.month_year:%Y-%m}"
