from django.db import models

from soleflip.columns import TransactionTime, cents, created_at, json_object, percent, updated_at, uuid_key
from soleflip.constraints import Unique, between, currency_code, not_negative, one_of
from soleflip.postgres.indexes import Index


class EnrichmentStatus(models.TextChoices):
    PENDING = "pending"
    MATCHED = "matched"
    NOT_FOUND = "not_found"
    ERROR = "error"


class MatchMethod(models.TextChoices):
    EAN = "ean"
    STYLE_CODE = "style_code"
    MANUAL = "manual"


class AwinProduct(models.Model):
    """One row of an Awin affiliate feed as landed, with its match to our catalog."""

    id = uuid_key()
    awin_product_id = models.CharField(max_length=50, db_comment="Awin's aw_product_id: stable across feeds")
    merchant_product_id = models.CharField(
        max_length=100, null=True, blank=True, db_comment="The shop's article number; leading zeros count"
    )
    merchant_id = models.IntegerField(db_comment="Awin's number of the shop")
    merchant_name = models.CharField(max_length=200, null=True, blank=True)
    data_feed_id = models.IntegerField(null=True, blank=True, db_comment="Awin's number of the feed")
    product_name = models.CharField(max_length=500)
    brand_name = models.CharField(max_length=200, null=True, blank=True)
    brand_id = models.IntegerField(
        null=True, blank=True, db_comment="Awin's number of the brand, not a row of core.brands"
    )
    ean = models.CharField(max_length=20, null=True, blank=True, db_comment="The code of this very size")
    product_gtin = models.CharField(max_length=20, null=True, blank=True, db_comment="GTIN, where the feed has one")
    mpn = models.CharField(max_length=100, null=True, blank=True, db_comment="The maker's part number")
    product_model = models.CharField(max_length=200, null=True, blank=True)
    retail_price_cents = cents(null=True, db_comment="Price to pay now, in cents of currency")
    store_price_cents = cents(null=True, db_comment="The shop's own price, in cents of currency")
    rrp_price_cents = cents(null=True, db_comment="Recommended retail price, in cents of currency")
    currency = models.CharField(
        max_length=3, null=True, blank=True, default="EUR", db_default="EUR", db_comment="ISO 4217, upper case"
    )
    description = models.TextField(null=True, blank=True)
    short_description = models.TextField(null=True, blank=True)
    colour = models.CharField(max_length=100, null=True, blank=True)
    size = models.CharField(max_length=20, null=True, blank=True, db_comment="The label as in the feed, without region")
    material = models.CharField(max_length=200, null=True, blank=True)
    in_stock = models.BooleanField(null=True, blank=True, default=False, db_default=False)
    stock_quantity = models.IntegerField(null=True, blank=True, default=0, db_default=0)
    delivery_time = models.CharField(max_length=100, null=True, blank=True, db_comment="In the shop's words")
    image_url = models.CharField(max_length=1000, null=True, blank=True)
    thumbnail_url = models.CharField(max_length=1000, null=True, blank=True)
    alternate_images = json_object(db_comment="Array of further picture addresses")
    affiliate_link = models.CharField(
        max_length=2000, null=True, blank=True, db_comment="The link that earns the commission"
    )
    merchant_link = models.CharField(
        max_length=2000, null=True, blank=True, db_comment="The shop's page without commission"
    )
    matched_product = models.ForeignKey(
        "products.Product",
        models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="awin_products",
        db_comment="The product of our catalog that this is; null: not matched",
    )
    match_confidence = models.DecimalField(
        max_digits=3, decimal_places=2, null=True, blank=True, db_comment="How sure the match is, 0 to 1"
    )
    match_method = models.CharField(
        max_length=50, choices=MatchMethod, null=True, blank=True, db_comment="How the match was found"
    )
    stockx_product_id = models.UUIDField(null=True, blank=True, db_comment="StockX's id of the style")
    stockx_url_key = models.CharField(max_length=200, null=True, blank=True)
    stockx_style_id = models.CharField(max_length=100, null=True, blank=True, db_comment="The style code at StockX")
    stockx_lowest_ask_cents = cents(currency="EUR", null=True, db_comment="Lowest ask at StockX, in EUR cents")
    stockx_highest_bid_cents = cents(currency="EUR", null=True, db_comment="Highest bid at StockX, in EUR cents")
    profit_cents = cents(
        currency="EUR", null=True, db_comment="Lowest ask less retail price, in EUR cents, before fees"
    )
    profit_percentage = percent(null=True, db_comment="Profit as a percentage of the retail price")
    last_enriched_at = models.DateTimeField(null=True, blank=True)
    enrichment_status = models.CharField(
        max_length=20,
        choices=EnrichmentStatus,
        null=True,
        blank=True,
        default=EnrichmentStatus.PENDING,
        db_default=EnrichmentStatus.PENDING,
        db_comment="Whether StockX was asked and what came of it",
    )
    last_updated = models.DateTimeField(
        null=True, blank=True, db_comment="When the shop changed the row, as the feed says (UTC)"
    )
    feed_import_date = models.DateTimeField(
        null=True,
        blank=True,
        db_default=TransactionTime(),
        db_comment="When a feed added the row, or changed it last (UTC)",
    )
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"integration"."awin_products"'
        db_table_comment = "One row of an Awin affiliate feed as landed, with its match to our catalog"
        ordering = ["product_name"]
        indexes = [
            Index(fields=["product_name"], name="idx_awin_products_product_name", comment="The list of offers by name"),
            Index(fields=["brand_name"], name="idx_awin_products_brand_name"),
            Index(
                fields=["enrichment_status"],
                name="idx_awin_products_enrichment_status",
                comment="What is still to be enriched",
            ),
            Index(fields=["last_updated"], name="idx_awin_products_last_updated"),
        ]
        constraints = [
            Unique(fields=["awin_product_id"], name="uq_awin_products_awin_product_id"),
            one_of("enrichment_status", EnrichmentStatus, name="chk_awin_products_enrichment_status"),
            one_of("match_method", MatchMethod, name="chk_awin_products_match_method"),
            currency_code("currency", name="chk_awin_products_currency"),
            not_negative("retail_price_cents", name="chk_awin_products_retail_price_cents"),
            not_negative("store_price_cents", name="chk_awin_products_store_price_cents"),
            not_negative("rrp_price_cents", name="chk_awin_products_rrp_price_cents"),
            not_negative("stockx_lowest_ask_cents", name="chk_awin_products_stockx_lowest_ask_cents"),
            not_negative("stockx_highest_bid_cents", name="chk_awin_products_stockx_highest_bid_cents"),
            not_negative("stock_quantity", name="chk_awin_products_stock_quantity"),
            between("match_confidence", 0, 1, name="chk_awin_products_match_confidence"),
        ]
        verbose_name = "Awin product"
        verbose_name_plural = "Awin products"

    def __str__(self):
        return self.product_name
