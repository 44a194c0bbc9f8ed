from django.db import models

from soleflip.columns import created_at, money, percent, updated_at, uuid_key
from soleflip.constraints import Unique, not_before, not_negative, one_of
from soleflip.postgres.indexes import Index


class ListingStatus(models.TextChoices):
    ACTIVE = "active"
    INACTIVE = "inactive"
    SOLD = "sold"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class ListingOrigin(models.TextChoices):
    MANUAL = "manual"
    QUICKFLIP = "quickflip"
    BULK = "bulk"
    IMPORT = "import"


class StockXListing(models.Model):
    """A listing on StockX."""

    id = uuid_key()
    product = models.ForeignKey("products.Product", models.CASCADE, db_index=False, related_name="stockx_listings")
    stockx_listing_id = models.CharField(max_length=100, db_comment="StockX's id of the listing")
    stockx_product_id = models.CharField(max_length=100, db_comment="StockX's id of the style")
    variant_id = models.CharField(max_length=100, null=True, blank=True, db_comment="StockX's id of the size")
    ask_price = money(db_comment="What we ask, in EUR")
    original_ask_price = money(null=True, db_comment="What we asked at first, in EUR")
    buy_price = money(null=True, db_comment="Cost of the pair, in EUR")
    expected_profit = money(null=True, db_comment="Payout at the ask less cost, in EUR")
    expected_margin = percent(null=True, db_comment="Expected profit as a percentage of the ask")
    status = models.CharField(
        max_length=20, choices=ListingStatus, default=ListingStatus.ACTIVE, db_default=ListingStatus.ACTIVE
    )
    is_active = models.BooleanField(default=True, db_default=True, db_comment="True while buyers can see it")
    expires_at = models.DateTimeField(null=True, blank=True)
    current_lowest_ask = money(null=True, db_comment="Lowest ask of anyone, in EUR")
    current_highest_bid = money(null=True, db_comment="Highest bid of anyone, in EUR")
    last_price_update = models.DateTimeField(
        null=True, blank=True, db_comment="When the market figures were read (UTC)"
    )
    source_opportunity_id = models.UUIDField(
        null=True, blank=True, db_comment="The opportunity that led to the purchase, where one did"
    )
    created_from = models.CharField(
        max_length=50,
        choices=ListingOrigin,
        null=True,
        blank=True,
        default=ListingOrigin.MANUAL,
        db_default=ListingOrigin.MANUAL,
        db_comment="What made the listing",
    )
    listed_at = models.DateTimeField(null=True, blank=True)
    delisted_at = models.DateTimeField(null=True, blank=True)
    inventory = models.ForeignKey(
        "products.InventoryItem",
        models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="stockx_listings",
        db_comment="The lot that is offered",
    )
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"platforms"."stockx_listings"'
        db_table_comment = "A listing on StockX"
        ordering = ["-created_at"]
        indexes = [
            Index(fields=["product"], name="idx_stockx_listings_product_id"),
            Index(fields=["created_at"], name="idx_stockx_listings_created_at"),
            Index(
                fields=["status", "listed_at"],
                name="idx_stockx_listings_status_listed_at",
                comment="The listings of one status, newest first",
            ),
        ]
        constraints = [
            Unique(fields=["stockx_listing_id"], name="uq_stockx_listings_stockx_listing_id"),
            one_of("status", ListingStatus, name="chk_stockx_listings_status"),
            one_of("created_from", ListingOrigin, name="chk_stockx_listings_created_from"),
            not_negative("ask_price", name="chk_stockx_listings_ask_price"),
            not_negative("buy_price", name="chk_stockx_listings_buy_price"),
            not_before("delisted_at", "listed_at", name="chk_stockx_listings_delisted_at"),
        ]
        verbose_name = "StockX listing"
        verbose_name_plural = "StockX listings"

    def __str__(self):
        return self.stockx_listing_id
