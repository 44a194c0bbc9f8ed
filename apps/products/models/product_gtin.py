from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import LPad

from soleflip.columns import created_at, updated_at, uuid_key
from soleflip.constraints import Check
from soleflip.postgres.indexes import Index


class ProductGTIN(models.Model):
    """A trade item number (EAN, UPC) of a product, mostly of one of its sizes."""

    id = uuid_key()
    product = models.ForeignKey("products.Product", models.CASCADE, db_index=False, related_name="gtins")
    size = models.ForeignKey(
        "products.Size",
        models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="gtins",
        db_comment="The size that the code is on; null: it is not known, or the code is on all",
    )
    gtin = models.CharField(max_length=14, db_comment="GTIN-8, -12, -13 or -14; leading zeros do not tell two apart")
    source = models.CharField(max_length=200, null=True, blank=True, db_comment="Who says so, such as a shop's feed")
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"products"."product_gtins"'
        db_table_comment = "A trade item number (EAN, UPC) of a product, mostly of one of its sizes"
        ordering = ["gtin"]
        indexes = [
            Index(fields=["product"], name="idx_product_gtins_product_id"),
            Index(fields=["size"], name="idx_product_gtins_size_id"),
        ]
        constraints = [
            models.UniqueConstraint(
                LPad("gtin", 14, Value("0")),
                name="uq_product_gtins_gtin",
                violation_error_message="This GTIN is known already: a code is on one product only.",
            ),
            Check(
                condition=models.Q(Func("gtin", function="products.is_gtin", output_field=models.BooleanField())),
                name="chk_product_gtins_gtin",
                column="gtin",
                sentence="{column} must be 8, 12, 13 or 14 digits with the right check digit, as under the bars.",
            ),
        ]
        verbose_name = "GTIN"
        verbose_name_plural = "GTINs"

    def __str__(self):
        return self.gtin
