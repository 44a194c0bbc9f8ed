from apps.transactions.imports import alias, stockx  # noqa: F401 kinds of files

from . import lot_life, mark_returned, mark_sold  # noqa: F401 cards and actions
from .legacy_transaction import LegacyTransactionAdmin
from .order import OrderAdmin

__all__ = [
    "LegacyTransactionAdmin",
    "OrderAdmin",
]
