from django.db import models

from soleflip.columns import created_at, json_object, uuid_key
from soleflip.constraints import between, not_negative, one_of, positive
from soleflip.postgres.indexes import Index


class AnalysisLevel(models.TextChoices):
    PRODUCT = "product"
    BRAND = "brand"
    CATEGORY = "category"


class PeriodType(models.TextChoices):
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    SEASONAL = "seasonal"


class TrendDirection(models.TextChoices):
    INCREASING = "increasing"
    DECREASING = "decreasing"
    STABLE = "stable"


class DemandPattern(models.Model):
    """Demand, velocity and seasonality of a product, brand or category at a date."""

    id = uuid_key()
    product = models.ForeignKey(
        "products.Product", models.CASCADE, null=True, blank=True, db_index=False, related_name="demand_patterns"
    )
    brand = models.ForeignKey(
        "core.Brand", models.CASCADE, null=True, blank=True, db_index=False, related_name="demand_patterns"
    )
    category = models.ForeignKey(
        "core.Category", models.CASCADE, null=True, blank=True, db_index=False, related_name="demand_patterns"
    )
    analysis_level = models.CharField(
        max_length=20, choices=AnalysisLevel, db_comment="What the row is about; the id of that level is set"
    )
    pattern_date = models.DateField(db_comment="First day of the period")
    period_type = models.CharField(max_length=20, choices=PeriodType)
    demand_score = models.DecimalField(
        max_digits=8, decimal_places=4, db_comment="Demand, 0 upwards, comparable within a level"
    )
    velocity_rank = models.IntegerField(null=True, blank=True, db_comment="1 sells fastest")
    seasonality_factor = models.DecimalField(
        max_digits=4, decimal_places=3, null=True, blank=True, db_comment="Factor of the season: 1.000 is the average"
    )
    trend_direction = models.CharField(max_length=20, choices=TrendDirection, null=True, blank=True)
    volatility_score = models.DecimalField(
        max_digits=5, decimal_places=4, null=True, blank=True, db_comment="How much demand varies, 0 to 1"
    )
    pattern_metadata = json_object(db_comment="Object with what the analysis says beyond our columns")
    created_at = created_at()

    class Meta:
        db_table = '"analytics"."demand_patterns"'
        db_table_comment = "Demand, velocity and seasonality of a product, brand or category at a date"
        ordering = ["-pattern_date"]
        indexes = [
            Index(fields=["pattern_date"], name="idx_demand_patterns_pattern_date"),
            Index(
                fields=["product", "pattern_date"],
                name="idx_demand_patterns_product_id_pattern_date",
                comment="A product's demand over time",
            ),
            Index(
                fields=["brand", "period_type"],
                name="idx_demand_patterns_brand_id_period_type",
                comment="A brand's demand by kind of period",
            ),
        ]
        constraints = [
            one_of("analysis_level", AnalysisLevel, name="chk_demand_patterns_analysis_level"),
            one_of("period_type", PeriodType, name="chk_demand_patterns_period_type"),
            one_of("trend_direction", TrendDirection, name="chk_demand_patterns_trend_direction"),
            not_negative("demand_score", name="chk_demand_patterns_demand_score"),
            positive("velocity_rank", name="chk_demand_patterns_velocity_rank"),
            not_negative("seasonality_factor", name="chk_demand_patterns_seasonality_factor"),
            between("volatility_score", 0, 1, name="chk_demand_patterns_volatility_score"),
        ]
        verbose_name = "demand pattern"
        verbose_name_plural = "demand patterns"

    def __str__(self):
        return f"{self.analysis_level} {self.pattern_date}"
