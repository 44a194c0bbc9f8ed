from django.db import models
from django.db.models.functions import Lower

from soleflip.columns import created_at, slug, updated_at, uuid_key
from soleflip.constraints import Check, Unique
from soleflip.postgres.indexes import Index


class Brand(models.Model):
    """A label whose products are traded."""

    id = uuid_key()
    name = models.CharField(max_length=100)
    slug = slug()
    maker = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="sub_brands",
        db_comment="The brand whose style codes and size charts it shares: Nike for Jordan; null: it has its own",
    )
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"core"."brands"'
        db_table_comment = "A label whose products are traded"
        ordering = ["name"]
        indexes = [
            Index(fields=["maker"], name="idx_brands_maker_id"),
        ]
        constraints = [
            Check(
                condition=~models.Q(maker=models.F("id")),
                name="chk_brands_maker_id",
                column="maker",
                sentence="{column} is the brand itself: leave it empty where a brand has style codes of its own.",
            ),
            Unique(fields=["slug"], name="uq_brands_slug"),
            models.UniqueConstraint(
                Lower("name"),
                name="uq_brands_lower_name",
                violation_error_message="There is a brand of this name already, whatever the case of its letters.",
            ),
        ]
        verbose_name = "brand"
        verbose_name_plural = "brands"

    def __str__(self):
        return self.name
