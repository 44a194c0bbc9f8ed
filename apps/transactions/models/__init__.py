from .legacy_transaction import LegacyTransaction
from .order import Order

__all__ = [
    "LegacyTransaction",
    "Order",
]
