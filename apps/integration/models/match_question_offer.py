from django.db import models

from soleflip.columns import uuid_key
from soleflip.constraints import Unique
from soleflip.postgres.indexes import Index


class MatchQuestionOffer(models.Model):
    """An offer that a question is about."""

    id = uuid_key()
    question = models.ForeignKey("integration.MatchQuestion", models.CASCADE, db_index=False, related_name="offers")
    awin_product = models.ForeignKey(
        "integration.AwinProduct", models.CASCADE, db_index=False, related_name="match_questions"
    )

    class Meta:
        db_table = '"integration"."match_question_offers"'
        db_table_comment = "An offer that a question is about"
        ordering = ["question", "awin_product"]
        indexes = [
            Index(fields=["question"], name="idx_match_question_offers_question_id"),
        ]
        constraints = [
            Unique(
                fields=["awin_product"],
                name="uq_match_question_offers_awin_product_id",
                sentence="There is a question about this offer already.",
            ),
        ]
        verbose_name = "offer of a match question"
        verbose_name_plural = "offers of match questions"

    def __str__(self):
        return str(self.awin_product)
