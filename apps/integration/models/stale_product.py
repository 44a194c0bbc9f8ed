from django.db import models

from soleflip.columns import created_at, uuid_key


class StaleProduct(models.Model):
    """A product whose prices changed since its opportunities were computed last; without a product: all of them.

    Written by triggers together with the change, so it is there once that is, and gone if that is taken back. A product
    is here once for each statement that changed it: nobody who writes prices waits for another.
    """

    kept_by_database = True

    id = uuid_key()
    product_id = models.UUIDField(
        null=True, blank=True, db_comment="products.products.id, also of one that is deleted; null: all products"
    )
    noted_at = created_at()

    class Meta:
        db_table = '"integration"."stale_products"'
        db_table_comment = "Products whose prices changed since their opportunities were computed last"
        verbose_name = "product to look at anew"
        verbose_name_plural = "products to look at anew"

    def __str__(self):
        return str(self.product_id or "all products")
