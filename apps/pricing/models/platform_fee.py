from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Value

from soleflip.columns import created_at, money, percent, updated_at, uuid_key
from soleflip.constraints import between, currency_code, not_before, not_negative

DAYS_OF_VALIDITY = Func(
    F("valid_from"), F("valid_to"), Value("[]"), function="daterange", output_field=DateRangeField()
)


class NoOverlap(ExclusionConstraint):
    """Django's, for rows whose days are in order: where they are not, another rule says so, and there is no range."""

    def validate(self, model, instance, exclude=None, using="default"):
        if instance.valid_to is None or instance.valid_from is None or instance.valid_from <= instance.valid_to:
            super().validate(model, instance, exclude=exclude, using=using)

    def deconstruct(self):
        _, args, options = super().deconstruct()
        return "django.contrib.postgres.constraints.ExclusionConstraint", args, options


class PlatformFee(models.Model):
    """What a platform keeps of a sale, from one day to another: a share, at least a minimum, and what comes on top."""

    id = uuid_key()
    platform = models.ForeignKey("core.Platform", models.CASCADE, db_index=False, related_name="fees")
    valid_from = models.DateField(db_comment="The first day")
    valid_to = models.DateField(null=True, blank=True, db_comment="The last day; null: until further notice")
    seller_percent = percent(max_digits=5, db_comment="Seller fee, in percent of the sale price (0 to 100)")
    minimum_fee = money(default=0, db_default=0, db_comment="The seller fee is not less than this, in currency")
    payment_percent = percent(
        max_digits=5,
        default=0,
        db_default=0,
        db_comment="For the payment or its cash-out, in percent of the sale price (0 to 100)",
    )
    fixed_fee = money(default=0, db_default=0, db_comment="For each sale, in currency")
    shipping = money(default=0, db_default=0, db_comment="What the seller pays for shipping, in currency")
    currency = models.CharField(
        max_length=3, default="EUR", db_default="EUR", db_comment="ISO 4217, upper case: of the amounts"
    )
    source = models.CharField(max_length=300, null=True, blank=True, db_comment="Who says so")
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"pricing"."platform_fees"'
        db_table_comment = "What a platform keeps of a sale, from one day to another"
        ordering = ["platform", "-valid_from"]
        constraints = [
            NoOverlap(
                name="excl_platform_fees_platform_id_validity",
                expressions=[("platform", RangeOperators.EQUAL), (DAYS_OF_VALIDITY, RangeOperators.OVERLAPS)],
                violation_error_message="Other fees of this platform hold on some of these days: end them before.",
            ),
            not_before("valid_to", "valid_from", name="chk_platform_fees_valid_to"),
            between("seller_percent", 0, 100, name="chk_platform_fees_seller_percent"),
            between("payment_percent", 0, 100, name="chk_platform_fees_payment_percent"),
            not_negative("minimum_fee", name="chk_platform_fees_minimum_fee"),
            not_negative("fixed_fee", name="chk_platform_fees_fixed_fee"),
            not_negative("shipping", name="chk_platform_fees_shipping"),
            currency_code("currency", name="chk_platform_fees_currency"),
        ]
        verbose_name = "platform fee"
        verbose_name_plural = "platform fees"

    def __str__(self):
        return f"{self.platform} from {self.valid_from}"
