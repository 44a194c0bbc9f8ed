from django.db import models

from soleflip.columns import created_at, updated_at, uuid_key
from soleflip.constraints import Unique, matches
from soleflip.postgres.indexes import Index


class ProductStyleCode(models.Model):
    """A style code of a product beside the one in products.style_code: makers and shops use several for one shoe."""

    id = uuid_key()
    product = models.ForeignKey("products.Product", models.CASCADE, db_index=False, related_name="style_codes")
    code = models.CharField(
        max_length=100, db_comment="Normalised: upper case, with one dash where parts are separated: DZ5485-612"
    )
    source = models.CharField(max_length=200, null=True, blank=True, db_comment="Who says so, such as a shop's feed")
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"products"."product_style_codes"'
        db_table_comment = (
            "A style code of a product beside the one in products.style_code: makers and shops use several for one shoe"
        )
        ordering = ["code"]
        indexes = [
            Index(fields=["product"], name="idx_product_style_codes_product_id"),
        ]
        constraints = [
            Unique(fields=["code", "product"], name="uq_product_style_codes_code_product_id"),
            matches(
                "code",
                "^[A-Z0-9]+(-[A-Z0-9]+)*$",
                name="chk_product_style_codes_code",
                sentence="{column} must be capital letters and digits, with single dashes between: DZ5485-612.",
            ),
        ]
        verbose_name = "style code"
        verbose_name_plural = "style codes"

    def __str__(self):
        return self.code
