from django.db import models

from soleflip.columns import KeyField


class AwinFeedRow(models.Model):
    """The row of a feed from which an Awin product was read last, as a digest.

    A row that comes again byte by byte needs not be read: that is what makes a feed of a million known offers a matter
    of seconds. Triggers of awin_products forget the digest of what anybody changes or deletes, so that the next feed is
    read in full there. Not a foreign key: checking one for each row of a feed would cost more than all the rest here.
    """

    awin_product_id = KeyField(max_length=50, db_comment="awin_products.awin_product_id")
    digest = models.UUIDField(
        db_comment="First 16 bytes of the SHA-256 over the columns of the feed and the bytes of the row"
    )
    kept_by_database = True

    class Meta:
        db_table = '"integration"."awin_feed_rows"'
        db_table_comment = "The row of a feed from which an Awin product was read last, as a digest"
        ordering = ["awin_product_id"]
        verbose_name = "Awin feed row"
        verbose_name_plural = "Awin feed rows"

    def __str__(self):
        return self.awin_product_id
