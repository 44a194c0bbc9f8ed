from django.core.exceptions import ValidationError
from django.db import models

from apps.core.recognition.patterns import BadPattern, compiled
from soleflip.columns import created_at, updated_at, uuid_key
from soleflip.constraints import Unique, one_of
from soleflip.postgres.indexes import Index


class PatternType(models.TextChoices):
    KEYWORD = "keyword"
    REGEX = "regex"


class BrandPattern(models.Model):
    """A keyword or regular expression that recognises a brand in a product title."""

    id = uuid_key()
    brand = models.ForeignKey("core.Brand", models.CASCADE, db_index=False, related_name="patterns")
    pattern_type = models.CharField(
        max_length=50,
        choices=PatternType,
        db_comment="keyword: found as a whole word; regex: a regular expression; both regardless of case",
    )
    pattern = models.CharField(max_length=255, db_comment="What is looked for in a product title")
    priority = models.IntegerField(
        default=100, db_default=100, db_comment="The pattern with the lowest number is tried first"
    )
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"core"."brand_patterns"'
        db_table_comment = "A keyword or regular expression that recognises a brand in a product title"
        ordering = ["priority", "pattern"]
        indexes = [
            Index(fields=["brand"], name="idx_brand_patterns_brand_id"),
        ]
        constraints = [
            Unique(fields=["pattern"], name="uq_brand_patterns_pattern"),
            one_of("pattern_type", PatternType, name="chk_brand_patterns_pattern_type"),
        ]
        verbose_name = "brand pattern"
        verbose_name_plural = "brand patterns"

    def __str__(self):
        return self.pattern

    def clean(self):
        """A pattern that could not be used, or would hold up every import, is refused."""
        super().clean()
        if self.pattern and self.pattern_type in PatternType.values:
            try:
                compiled(self.pattern_type, self.pattern)
            except BadPattern as error:
                raise ValidationError({"pattern": str(error)}) from None
