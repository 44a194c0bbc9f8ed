from django.db import models
from django.db.models.functions import Lower

from soleflip.columns import created_at, slug, updated_at, uuid_key
from soleflip.constraints import Unique


class Platform(models.Model):
    """A marketplace we sell on or take prices from."""

    id = uuid_key()
    name = models.CharField(max_length=100)
    slug = slug()
    is_active = models.BooleanField(
        default=True, db_default=True, db_comment="False: kept for its history, no longer offered"
    )
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"core"."platforms"'
        db_table_comment = "A marketplace we sell on or take prices from"
        ordering = ["name"]
        constraints = [
            Unique(fields=["slug"], name="uq_platforms_slug"),
            models.UniqueConstraint(
                Lower("name"),
                name="uq_platforms_lower_name",
                violation_error_message="There is a platform of this name already, whatever the case of its letters.",
            ),
        ]
        verbose_name = "platform"
        verbose_name_plural = "platforms"

    def __str__(self):
        return self.name
