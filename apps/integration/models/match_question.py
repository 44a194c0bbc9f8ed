from django.db import models
from django.db.models import Q

from soleflip.columns import created_at, updated_at, uuid_key
from soleflip.constraints import Check, Unique, one_of
from soleflip.postgres.indexes import Index


class Doubt(models.TextChoices):
    SEVERAL = "several", "Several products have this code"
    BRAND = "brand", "The brand of one side is not known"
    CODES = "codes", "GTIN, style code or brand disagree"


class MatchQuestion(models.Model):
    """Which product the offers with a code are, where that is not certain: staff answer, and matching obeys."""

    id = uuid_key()
    doubt = models.CharField(max_length=20, choices=Doubt, db_comment="Why it is a question")
    code = models.CharField(
        max_length=220,
        db_comment="GTIN or style code of the offers; the SKU of the GTIN if they disagree; a brand that is not known",
    )
    brand = models.ForeignKey(
        "core.Brand",
        models.CASCADE,
        null=True,
        blank=True,
        db_index=False,
        related_name="match_questions",
        db_comment="The maker that the offers name; null: none that is known",
    )
    answer = models.ForeignKey(
        "products.Product",
        models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="answered_questions",
        db_comment="The product that they are; null: not answered, or none",
    )
    is_none = models.BooleanField(
        default=False, db_default=False, db_comment="Answered: they are none of the candidates"
    )
    answered_at = models.DateTimeField(null=True, blank=True, db_comment="When staff answered last (UTC)")
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"integration"."match_questions"'
        db_table_comment = "Which product the offers with a code are, where that is not certain"
        ordering = ["-created_at"]
        indexes = [
            Index(fields=["created_at"], name="idx_match_questions_created_at", comment="The list, newest first"),
            Index(fields=["brand"], name="idx_match_questions_brand_id"),
            Index(fields=["answer"], name="idx_match_questions_answer_id"),
        ]
        constraints = [
            Unique(
                fields=["code", "doubt", "brand"],
                nulls_distinct=False,
                name="uq_match_questions_code_doubt_brand_id",
            ),
            one_of("doubt", Doubt, name="chk_match_questions_doubt"),
            Check(
                condition=Q(answer=None) | Q(is_none=False),
                name="chk_match_questions_is_none",
                column="is_none",
                other="answer",
                sentence="Either there is an {other}, or it is none of the products.",
            ),
        ]
        verbose_name = "match question"
        verbose_name_plural = "match questions"

    def __str__(self):
        return f"{self.code}: {self.get_doubt_display().lower()}"
