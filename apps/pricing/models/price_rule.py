from django.db import models

from soleflip.columns import created_at, json_object, percent, updated_at, uuid_key
from soleflip.constraints import between, not_before, one_of
from soleflip.postgres.indexes import Index


class RuleType(models.TextChoices):
    COST_PLUS = "cost_plus"
    MARKET_BASED = "market_based"
    COMPETITIVE = "competitive"


class PriceRule(models.Model):
    """A rule that turns cost and market into an asking price, with scope and validity."""

    id = uuid_key()
    name = models.CharField(max_length=100)
    rule_type = models.CharField(max_length=50, choices=RuleType)
    priority = models.IntegerField(default=100, db_default=100, db_comment="The rule with the lowest number wins")
    active = models.BooleanField(default=True, db_default=True)
    brand = models.ForeignKey(
        "core.Brand",
        models.CASCADE,
        null=True,
        blank=True,
        db_index=False,
        related_name="price_rules",
        db_comment="Only this brand; null: all",
    )
    category = models.ForeignKey(
        "core.Category",
        models.CASCADE,
        null=True,
        blank=True,
        db_index=False,
        related_name="price_rules",
        db_comment="Only this category; null: all",
    )
    platform = models.ForeignKey(
        "core.Platform",
        models.CASCADE,
        null=True,
        blank=True,
        db_index=False,
        related_name="price_rules",
        db_comment="Only this platform; null: all",
    )
    base_markup_percent = percent(null=True, db_comment="Added to the cost, in percent")
    minimum_margin_percent = percent(
        max_digits=5,
        null=True,
        db_comment="Profit that must remain of the price, in percent (0 to 100)",
    )
    maximum_discount_percent = percent(
        max_digits=5,
        null=True,
        db_comment="How far the price may fall, in percent (0 to 100)",
    )
    condition_multipliers = json_object(db_comment="Object: condition to factor")
    seasonal_adjustments = json_object(db_comment="Object: season or month to factor")
    effective_from = models.DateTimeField(db_comment="Valid from (UTC)")
    effective_until = models.DateTimeField(
        null=True, blank=True, db_comment="Valid until (UTC); null: until further notice"
    )
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"pricing"."price_rules"'
        db_table_comment = "A rule that turns cost and market into an asking price, with scope and validity"
        ordering = ["priority", "name"]
        indexes = [
            Index(
                fields=["brand", "active"],
                name="idx_price_rules_brand_id_active",
                comment="The active rules of a brand",
            ),
            Index(
                fields=["effective_from", "effective_until"],
                name="idx_price_rules_effective_from_effective_until",
                comment="The rules valid at a moment",
            ),
        ]
        constraints = [
            one_of("rule_type", RuleType, name="chk_price_rules_rule_type"),
            between("minimum_margin_percent", 0, 100, name="chk_price_rules_minimum_margin_percent"),
            between("maximum_discount_percent", 0, 100, name="chk_price_rules_maximum_discount_percent"),
            not_before("effective_until", "effective_from", name="chk_price_rules_effective_until"),
        ]
        verbose_name = "price rule"
        verbose_name_plural = "price rules"

    def __str__(self):
        return self.name
