from django.db import models
from django.db.models.functions import Lower

from soleflip.columns import created_at, slug, updated_at, uuid_key
from soleflip.constraints import Unique


class Brand(models.Model):
    """A label whose products are traded."""

    id = uuid_key()
    name = models.CharField(max_length=100)
    slug = slug()
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"core"."brands"'
        db_table_comment = "A label whose products are traded"
        ordering = ["name"]
        constraints = [
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
