from . import mark_returned, mark_sold  # noqa: F401 actions
from .legacy_transaction import LegacyTransactionAdmin
from .order import OrderAdmin

__all__ = [
    "LegacyTransactionAdmin",
    "OrderAdmin",
]
