"""Values that several tables share, and those of the enum of schema platforms (sql/enums makes the type)."""

from django.db import models


class SalesPlatform(models.TextChoices):
    """platforms.sales_platform: where a pair was sold."""

    STOCKX = "StockX"
    ALIAS = "Alias"
    EBAY = "eBay"
    KLEINANZEIGEN = "Kleinanzeigen"
    LACED = "Laced"
    WTN = "WTN"
    RETURN = "Return"


class OrderStatus(models.TextChoices):
    """How far a sale has come; old and new orders share the words."""

    PENDING = "pending"
    AUTHENTICATED = "authenticated"
    SHIPPED = "shipped"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
