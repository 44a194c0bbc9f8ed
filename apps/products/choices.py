"""The values of the enum of schema products; sql/enums makes the type, a test holds both together."""

from django.db import models


class InventoryStatus(models.TextChoices):
    """products.inventory_status: where a pair is between purchase and payout."""

    INCOMING = "incoming"
    AVAILABLE = "available"
    CONSIGNED = "consigned"
    NEED_SHIPPING = "need_shipping"
    PACKED = "packed"
    OUTGOING = "outgoing"
    SALE_COMPLETED = "sale_completed"
    CANCELLED = "cancelled"
