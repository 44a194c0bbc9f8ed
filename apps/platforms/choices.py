"""Values that several tables share, and those of the enum of schema platforms (sql/enums makes the type)."""

from django.db import models


class SalesPlatform(models.TextChoices):
    """platforms.sales_platform: where a pair was sold."""

    STOCKX = "StockX", "StockX"
    ALIAS = "Alias", "Alias"
    EBAY = "eBay", "eBay"
    KLEINANZEIGEN = "Kleinanzeigen", "Kleinanzeigen"
    LACED = "Laced", "Laced"
    WTN = "WTN", "WTN"
    RETURN = "Return", "Return"


class OrderStatus(models.TextChoices):
    """How far a sale has come; old and new orders share the words."""

    PENDING = "pending"
    AUTHENTICATED = "authenticated"
    SHIPPED = "shipped"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
