from django.db import models

from soleflip.columns import created_at, updated_at, uuid_key
from soleflip.constraints import not_before, one_of, positive
from soleflip.postgres.indexes import Index


class MultiplierType(models.TextChoices):
    PREMIUM = "premium"
    DISCOUNT = "discount"
    SEASONAL = "seasonal"


class BrandMultiplier(models.Model):
    """A dated factor applied to a brand's prices."""

    id = uuid_key()
    brand = models.ForeignKey("core.Brand", models.CASCADE, db_index=False, related_name="multipliers")
    multiplier_type = models.CharField(max_length=50, choices=MultiplierType)
    multiplier_value = models.DecimalField(
        max_digits=4, decimal_places=3, db_comment="Factor on the price: 1.000 changes nothing"
    )
    active = models.BooleanField(default=True, db_default=True)
    effective_from = models.DateField(db_comment="First day")
    effective_until = models.DateField(null=True, blank=True, db_comment="Last day; null: until further notice")
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"pricing"."brand_multipliers"'
        db_table_comment = "A dated factor applied to a brand's prices"
        ordering = ["brand", "-effective_from"]
        indexes = [
            Index(
                fields=["brand", "effective_from"],
                name="idx_brand_multipliers_brand_id_effective_from",
                comment="The factor of a brand on a day",
            ),
        ]
        constraints = [
            one_of("multiplier_type", MultiplierType, name="chk_brand_multipliers_multiplier_type"),
            positive("multiplier_value", name="chk_brand_multipliers_multiplier_value"),
            not_before("effective_until", "effective_from", name="chk_brand_multipliers_effective_until"),
        ]
        verbose_name = "brand multiplier"
        verbose_name_plural = "brand multipliers"

    def __str__(self):
        return f"{self.brand} x {self.multiplier_value}"
