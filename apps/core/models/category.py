from django.db import models
from django.db.models.functions import Lower

from soleflip.columns import created_at, slug, updated_at, uuid_key
from soleflip.constraints import Check, Unique


class Category(models.Model):
    """A kind of product (Sneakers first); may nest under a parent."""

    id = uuid_key()
    name = models.CharField(max_length=100)
    slug = slug()
    parent = models.ForeignKey(
        "self",
        models.RESTRICT,
        null=True,
        blank=True,
        db_index=False,
        related_name="children",
        db_comment="The wider category; null at the top",
    )
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"core"."categories"'
        db_table_comment = "A kind of product (Sneakers first); may nest under a parent"
        ordering = ["name"]
        constraints = [
            Unique(fields=["slug"], name="uq_categories_slug"),
            models.UniqueConstraint(
                Lower("name"),
                name="uq_categories_lower_name",
                violation_error_message="There is a category of this name already, whatever the case of its letters.",
            ),
            Check(
                condition=~models.Q(parent=models.F("id")),
                name="chk_categories_not_own_parent",
                column="parent",
                sentence="A category cannot be its own parent.",
            ),
        ]
        verbose_name = "category"
        verbose_name_plural = "categories"

    def __str__(self):
        return self.name
