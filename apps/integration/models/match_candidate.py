from django.db import models

from soleflip.columns import uuid_key
from soleflip.constraints import Unique
from soleflip.postgres.indexes import Index


class MatchCandidate(models.Model):
    """A product that the offers of a question may be."""

    id = uuid_key()
    question = models.ForeignKey("integration.MatchQuestion", models.CASCADE, db_index=False, related_name="candidates")
    product = models.ForeignKey("products.Product", models.CASCADE, db_index=False, related_name="match_candidates")

    class Meta:
        db_table = '"integration"."match_candidates"'
        db_table_comment = "A product that the offers of a question may be"
        ordering = ["question", "product"]
        indexes = [
            Index(fields=["product"], name="idx_match_candidates_product_id"),
        ]
        constraints = [
            Unique(fields=["question", "product"], name="uq_match_candidates_question_id_product_id"),
        ]
        verbose_name = "match candidate"
        verbose_name_plural = "match candidates"

    def __str__(self):
        return str(self.product)
