from django.db import models

from soleflip.columns import created_at, json_object, money, updated_at, uuid_key
from soleflip.constraints import Unique, not_negative
from soleflip.postgres.indexes import Index


class Product(models.Model):
    """A style (not a pair): catalog facts, StockX enrichment, market summary."""

    id = uuid_key()
    sku = models.CharField(max_length=100, db_comment="Our own article number")
    brand = models.ForeignKey(
        "core.Brand",
        models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="products",
        db_comment="Null: the brand is not known, never guessed",
    )
    category = models.ForeignKey("core.Category", models.RESTRICT, db_index=False, related_name="products")
    name = models.CharField(max_length=255)
    description = models.TextField(null=True, blank=True)
    retail_price = money(null=True, db_comment="List price at release, in EUR")
    avg_resale_price = money(null=True, db_comment="Mean of recent resales, in EUR")
    release_date = models.DateTimeField(null=True, blank=True, db_comment="When it was released (UTC)")
    stockx_product_id = models.CharField(max_length=100, null=True, blank=True, db_comment="StockX's id of the style")
    style_code = models.CharField(
        max_length=200, null=True, blank=True, db_comment="The maker's code, such as DZ5485-612"
    )
    enrichment_data = json_object(db_comment="What StockX answered, as received")
    lowest_ask = money(null=True, db_comment="Lowest ask of any size on StockX, in EUR")
    highest_bid = money(null=True, db_comment="Highest bid of any size on StockX, in EUR")
    recommended_sell_faster = money(null=True, db_comment="StockX's advice for a quick sale, in EUR")
    recommended_earn_more = money(null=True, db_comment="StockX's advice for a higher payout, in EUR")
    last_enriched_at = models.DateTimeField(null=True, blank=True, db_comment="When StockX was asked last (UTC)")
    ean = models.CharField(
        max_length=20, null=True, blank=True, db_comment="EAN-13 where one code stands for the whole style"
    )
    gtin = models.CharField(
        max_length=20, null=True, blank=True, db_comment="GTIN-8, -12 or -14 where one code stands for the whole style"
    )
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"products"."products"'
        db_table_comment = "A style (not a pair): catalog facts, StockX enrichment, market summary"
        ordering = ["name"]
        indexes = [
            Index(fields=["name"], name="idx_products_name", comment="The list of products by name"),
            Index(fields=["brand"], name="idx_products_brand_id"),
            Index(fields=["category"], name="idx_products_category_id"),
        ]
        constraints = [
            Unique(fields=["sku"], name="uq_products_sku"),
            not_negative("retail_price", name="chk_products_retail_price_positive"),
            not_negative("avg_resale_price", name="chk_products_avg_resale_price"),
            not_negative("lowest_ask", name="chk_products_lowest_ask"),
            not_negative("highest_bid", name="chk_products_highest_bid"),
            not_negative("recommended_sell_faster", name="chk_products_recommended_sell_faster"),
            not_negative("recommended_earn_more", name="chk_products_recommended_earn_more"),
        ]
        verbose_name = "product"
        verbose_name_plural = "products"

    def __str__(self):
        return self.name
