from django.db import models
from django.db.models.functions import Cast
from django.db.models.lookups import In

from soleflip.columns import created_at, updated_at, uuid_key
from soleflip.constraints import Check, Unique, one_of, positive


class SizeRegion(models.TextChoices):
    US = "US", "US"
    UK = "UK", "UK"
    EU = "EU", "EU"
    JP = "JP", "JP"
    KR = "KR", "KR"
    CM = "CM", "CM"
    ONE = "ONE", "One size"
    INT = "INT", "International"
    UNKNOWN = "unknown", "Not yet known"  # the specification has none: a label from a sales report names no region


SCALES = ["US", "UK", "EU", "JP", "KR", "CM"]


class Gender(models.TextChoices):
    MEN = "men"
    WOMEN = "women"
    YOUTH = "youth"
    INFANT = "infant"
    UNISEX = "unisex"


SUFFIXES = {Gender.WOMEN: "W", Gender.YOUTH: "Y", Gender.INFANT: "C"}  # as on boxes: US 9W; men's sizes have none


class Size(models.Model):
    """One size label of one region, with its standardized EU value; stays in public for older clients."""

    id = uuid_key()
    category = models.ForeignKey(
        "core.Category",
        models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="sizes",
        db_comment="The category the label is used in; null: any",
    )
    value = models.CharField(max_length=20, db_comment="The label as printed, such as 9, 42.5 or XL")
    standardized_value = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        db_comment="The EU size of the label, thirds as .33 and .67; null where the chart has no answer or two",
    )
    region = models.CharField(
        max_length=10,
        choices=SizeRegion,
        db_comment="Whose scale the label is on; ONE: one size fits all; INT: letters; unknown: as in a sales report",
    )
    brand = models.ForeignKey(
        "core.Brand",
        models.CASCADE,
        null=True,
        blank=True,
        db_index=False,
        related_name="sizes",
        db_comment="The brand whose chart this is; null: the general chart",
    )
    gender = models.CharField(
        max_length=10,
        choices=Gender,
        default=Gender.UNISEX,
        db_default=Gender.UNISEX,
        db_comment="US 9 of men and US 9 of women are different shoes",
    )
    chart_source = models.CharField(
        max_length=200, null=True, blank=True, db_comment="The chart that the EU size is from; null: from none"
    )
    chart_date = models.DateField(null=True, blank=True, db_comment="As of when the chart holds")
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"public"."sizes"'
        db_table_comment = (
            "One size label of one region, with its standardized EU value; stays in public for older clients"
        )
        ordering = ["region", "gender", "standardized_value", "value"]
        constraints = [
            Unique(
                fields=["category", "brand", "gender", "region", "value"],
                nulls_distinct=False,
                name="uq_sizes_category_id_brand_id_gender_region_value",
            ),
            one_of("region", SizeRegion, name="chk_sizes_region"),
            one_of("gender", Gender, name="chk_sizes_gender"),
            positive("standardized_value", name="chk_sizes_standardized_value"),
            Check(
                condition=models.Q(standardized_value=None) | models.Q(In(Cast("region", models.TextField()), SCALES)),
                name="chk_sizes_standardized_value_region",
                column="standardized_value",
                other="region",
                sentence="{column} is for labels on a scale: leave it empty for this {other}.",
            ),
        ]
        verbose_name = "size"
        verbose_name_plural = "sizes"

    def __str__(self):
        if self.region not in SCALES:
            return self.value
        suffix = "" if self.region == SizeRegion.EU else SUFFIXES.get(self.gender, "")
        return f"{self.region} {self.value}{suffix}"
